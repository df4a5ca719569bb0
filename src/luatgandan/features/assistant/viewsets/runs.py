"""The assistant at the desk: how askings ended, what had no answer, which answers people doubt."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.ui.viewsets import Desk, DeskViewSet

from .. import queries, rules
from ..enums import Verdict
from ..services.drafts import DraftError
from ..services.judging import judge_answer

DAYS = 30


class RunsView(Desk):
    """Counts by ending, gaps, doubted answers."""

    may_see = staticmethod(rules.may_see_runs)
    page_title = gettext_lazy("Trợ lý pháp luật")
    header_icon = "help"
    template_name = "assistant/desk/runs.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = queries.report(at=timezone.now(), days=DAYS)
        may_judge = rules.may_judge_answers(self.request.user)
        return {
            **super().get_context_data(**kwargs), "report": report, "days": DAYS,
            "verdicts": Verdict.choices if may_judge else (),
        }  # fmt: skip

    def post(self, request: HttpRequest) -> HttpResponse:
        """What an officer found of one answer."""
        run, verdict = queries.run_with(request.POST.get("run", "")), request.POST.get("verdict", "")
        if run is None or verdict not in Verdict.values:
            messages.error(request, _("Câu trả lời này không còn. Hãy xem lại danh sách."))
            return redirect("assistant_desk:index")
        try:
            judge_answer(run=run, verdict=Verdict(verdict), by=request.user, at=timezone.now())
        except DraftError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã ghi kết quả xem lại; người đọc thấy ở trang câu trả lời."))
        return redirect("assistant_desk:index")


class AssistantViewSet(DeskViewSet):
    """Menu entry "Trợ lý pháp luật" among the reports."""

    may_see = staticmethod(rules.may_see_runs)
    name = "assistant_desk"
    url_prefix = "tro-ly"
    icon = "help"
    menu_label = gettext_lazy("Trợ lý pháp luật")
    menu_hook = "register_reports_menu_item"
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", RunsView.as_view(), name="index")]
