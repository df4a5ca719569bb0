"""Reports for editors: what people ask and do not find. Without anybody's name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Sum

from ..models import SearchCount

MOST = 100
FEW = 0.2  # of the searches that found something


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Words that several people asked, over some days."""

    text: str
    searches: int
    empty: int
    clicks: int
    last_on: date


def report_without_results(*, today: date, days: int = 90) -> list[Asked]:
    """Words that found nothing every second time or more, the most asked first."""
    return _report(today, days, lambda one: one.empty * 2 >= one.searches)


def report_with_few_clicks(*, today: date, days: int = 90) -> list[Asked]:
    """Words that found something, of which hardly anybody opened a result."""
    return _report(today, days, lambda one: one.empty * 2 < one.searches and one.clicks < FEW * one.searches)


def _report(today: date, days: int, is_wanted: Callable[[Asked], bool]) -> list[Asked]:
    """Only words kept in clear: asked several times, short, without personal data. One query."""
    rows = (
        SearchCount.objects.filter(day__gt=today - timedelta(days=days))
        .values("key")
        .annotate(text=Max("words"), searches=Sum("asked"), nothing=Sum("empty"), clicks=Sum("opened"), last=Max("day"))
        .exclude(text="")
        .order_by("-searches", "text")
    )
    found = (
        Asked(
            text=one["text"], searches=one["searches"], empty=one["nothing"], clicks=one["clicks"], last_on=one["last"]
        )
        for one in rows
    )
    return [one for one in found if is_wanted(one)][:MOST]
