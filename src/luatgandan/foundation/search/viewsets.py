"""Search at the desk: what is looked for in vain, what is found but not opened, and every step of one query."""

from collections.abc import Mapping
from typing import Any

from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.ui.viewsets import Desk, DeskViewSet

from . import queries, rules
from .pipeline.addresses import read_query

DAYS = 90


class SearchDesk(Desk):
    """A screen about search."""

    header_icon = "search"
    may_see = staticmethod(rules.may_see_steps)


class SearchReportsView(SearchDesk):
    """Two lists: searches without results, searches whose results hardly anybody opens."""

    page_title = _("Tìm kiếm")
    template_name = "search/desk/reports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return {
            **super().get_context_data(**kwargs),
            "days": DAYS,
            "empty": queries.report_without_results(today=today, days=DAYS),
            "ignored": queries.report_with_few_clicks(today=today, days=DAYS),
            "standing": queries.standing(),
        }


class TraceView(SearchDesk):
    """Every value one query passes through, side by side."""

    page_title = _("Xem từng bước của một tìm kiếm")
    trail = (("search_desk:index", SearchReportsView.page_title),)
    template_name = "search/desk/trace.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = read_query(self.request.GET, language="vi")
        context = {**super().get_context_data(**kwargs), "asked": asked, "query": asked.query}
        if asked.is_empty:
            return context
        trace = queries.trace(asked.query, today=timezone.localdate())
        features = sorted({name for result in trace.results.results for name in result.features})
        return {
            **context,
            "trace": trace,
            "features": features,
            "parts": [(title, rows_of(value)) for title, value in _parts(trace)],
            "rows": [(result, [result.features.get(name) for name in features]) for result in trace.results.results],
        }


def _parts(trace: queries.Trace) -> list[tuple[Any, Mapping[str, Any]]]:
    shown_elsewhere = ("query", "analysis", "results")
    results = {name: value for name, value in trace.results.to_dict().items() if name not in shown_elsewhere}
    return [
        (_("Lời hỏi"), trace.results.query.to_dict()),
        (_("Đã hiểu"), trace.analysis.to_dict()),
        (_("Kế hoạch tìm"), trace.plan.to_dict()),
        (_("Kết quả chung"), results),
        (_("Thời gian, ms"), trace.steps),
    ]


def rows_of(value: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """A value as rows of (name, lines): a list gives a line each, what is empty is left out."""
    rows = ((name, _lines(one)) for name, one in value.items())
    return [(name, lines) for name, lines in rows if lines]


def _lines(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{name}: {_line(one)}" for name, one in value.items() if one not in ("", None, (), [], False)]
    if isinstance(value, list | tuple):
        return [_line(one) for one in value]
    return [] if value in ("", None, False) else [_line(value)]


def _line(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={one}" for name, one in value.items() if one not in ("", None, (), [], False))
    return f"{value:.3f}" if isinstance(value, float) else str(value)


class SearchViewSet(DeskViewSet):
    """Menu entry "Tìm kiếm" among the reports."""

    may_see = staticmethod(rules.may_see_steps)
    name = "search_desk"
    url_prefix = "tim-kiem"
    icon = "search"
    menu_label = _("Tìm kiếm")
    menu_hook = "register_reports_menu_item"
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", SearchReportsView.as_view(), name="index"),
            path("tung-buoc/", TraceView.as_view(), name="trace"),
        ]
