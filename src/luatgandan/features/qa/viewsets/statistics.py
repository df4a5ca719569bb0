"""How units answer, and what many ask: tables, charts and files."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Action, may_somewhere, organisation_codes
from luatgandan.foundation.ui.viewsets import DeskViewSet
from luatgandan.lib.downloads import CSV, XLSX, download

from .. import queries, rules
from ..forms.desk_statistics import period_of
from ..queries.exporting import statistics_csv, statistics_workbook
from .desk import QuestionDesk

MOST_BARS = 12
FILES = {
    "csv": (statistics_csv, CSV),
    "xlsx": (statistics_workbook, XLSX),
}


def may_see_statistics(person: Any) -> bool:
    """Read reports of some unit."""
    return may_somewhere(person, Action.VIEW_REPORTS, room=rules.ROOM)


class StatisticsView(QuestionDesk):
    """Units of the person in a span of time."""

    page_title = _("Thống kê hỏi đáp")
    template_name = "qa/desk/statistics.html"
    may_see = staticmethod(may_see_statistics)
    trail = ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = FILES.get(request.GET.get("tai", ""))
        if known is None or not may_somewhere(request.user, Action.EXPORT, room=rules.ROOM):
            return super().get(request, *args, **kwargs)
        write, kind = known
        _form, since, until = period_of(request.GET, today=timezone.localdate())
        units = queries.statistics(since=since, until=until, codes=self.codes(Action.EXPORT))
        name = f"hoi-dap-{since:%Y%m%d}-{until:%Y%m%d}.{request.GET['tai']}"
        return download(write(units), name=name, kind=kind)

    def codes(self, action: str) -> set[str] | None:
        """Units of which the person may do this."""
        return organisation_codes(self.request.user, action, room=rules.ROOM)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, since, until = period_of(self.request.GET, today=timezone.localdate())
        codes = self.codes(Action.VIEW_REPORTS)
        units = queries.statistics(since=since, until=until, codes=codes)
        busiest = sorted(units, key=lambda one: -one.received)[:MOST_BARS]
        return {
            **super().get_context_data(**kwargs), "form": form, "since": since, "until": until, "units": units,
            "received": [(one.name, one.received) for one in busiest if one.received],
            "days": [(one.name, one.days) for one in busiest if one.days is not None],
            "often": queries.asked_often(since=since, until=until, codes=codes),
            "may_export": may_somewhere(self.request.user, Action.EXPORT, room=rules.ROOM),
        }  # fmt: skip


class StatisticsViewSet(DeskViewSet):
    """Menu entry "Thống kê hỏi đáp"."""

    name = "qa_statistics"
    url_prefix = "hoi-dap-thong-ke"
    icon = "list-ul"
    menu_label = _("Thống kê hỏi đáp")
    may_see = staticmethod(may_see_statistics)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", StatisticsView.as_view(), name="list")]
