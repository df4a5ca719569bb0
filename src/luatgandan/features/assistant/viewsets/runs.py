"""The assistant at the desk: how askings ended, what had no answer, which answers people doubt."""

from typing import Any

from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.ui.viewsets import Desk, DeskViewSet

from .. import queries, rules

DAYS = 30


class RunsView(Desk):
    """Counts by ending, gaps, doubted answers."""

    may_see = staticmethod(rules.may_see_runs)
    page_title = _("Trợ lý pháp luật")
    header_icon = "help"
    template_name = "assistant/desk/runs.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = queries.report(at=timezone.now(), days=DAYS)
        return {**super().get_context_data(**kwargs), "report": report, "days": DAYS}


class AssistantViewSet(DeskViewSet):
    """Menu entry "Trợ lý pháp luật" among the reports."""

    may_see = staticmethod(rules.may_see_runs)
    name = "assistant_desk"
    url_prefix = "tro-ly"
    icon = "help"
    menu_label = _("Trợ lý pháp luật")
    menu_hook = "register_reports_menu_item"
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", RunsView.as_view(), name="index")]
