"""The assistant at the desk: how askings ended, what had no answer, which answers people doubt."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from .. import queries, rules

DAYS = 30


class RunsView(WagtailAdminTemplateMixin, TemplateView):
    """Counts by ending, gaps, doubted answers."""

    page_title = _("Trợ lý pháp luật")
    header_icon = "help"
    template_name = "assistant/desk/runs.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not rules.may_see_runs(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = queries.report(at=timezone.now(), days=DAYS)
        return {**super().get_context_data(**kwargs), "report": report, "days": DAYS}


class AssistantItem(MenuItem):
    """Shown to those who may see reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.may_see_runs(request.user)


class AssistantViewSet(ViewSet):
    """Menu entry "Trợ lý pháp luật" among the reports."""

    name = "assistant_desk"
    url_prefix = "tro-ly"
    icon = "help"
    menu_label = _("Trợ lý pháp luật")
    menu_item_class = AssistantItem
    menu_hook = "register_reports_menu_item"
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", RunsView.as_view(), name="index")]
