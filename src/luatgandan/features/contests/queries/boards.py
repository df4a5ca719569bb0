"""Boards for everybody: by person, unit, ward, school. A running round's board is kept for a minute and stops early.

Until a round is ranked its board is provisional: points, then time, then submission. From `board_stops_minutes` before
the end it shows what stood then, so that nobody knows in the last hour what is needed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, pairwise
from math import inf
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import get_language

from luatgandan.foundation.organisations.enums import OrganisationKind

from ..enums import Counted, Criterion, Standing
from ..models import Attempt, Round
from ..papers.values import Rules, Run
from ..rules.names import shown_name
from ..rules.places import parted_by, points, reasons

PER_PAGE = 50
MOST_LIVE = 100
LIVE_SECONDS, RANKED_SECONDS = 60, 3_600
PROVISIONAL = (Criterion.SCORE, Criterion.TIME, Criterion.EARLIER)
LEAST_SHOWN = 5  # people; of fewer no average is told
SHOWN = (
    "place", "number", "score", "prediction", "millis", "submitted_at", "ends_at", "lot", "entrant__code",
    "entrant__name", "entrant__born_on", "entrant__standing", "entrant__shows_name", "entrant__guardian_agreed_at",
    "entrant__unit__name", "entrant__ward__name",
)  # fmt: skip
Value = TypeVar("Value")
Key = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One person's line. `key` is where the next page goes on; `ahead_by` is what parts it from the next line."""

    key: Key
    place: int
    name: str
    code: str
    unit: str
    ward: str
    points: str
    reasons: tuple[tuple[str, str], ...]
    ahead_by: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """A unit, a school or a ward. `share` is people per hundred of its headcount."""

    name: str
    people: int
    headcount: int | None
    mean: str
    all_right: int | None

    @property
    def share(self) -> float | None:
        """Per cent of the headcount that took part, at most a hundred."""
        return min(100.0, 100 * self.people / self.headcount) if self.headcount else None


def board_stop(round_: Round, *, at: datetime) -> datetime | None:
    """From when the board stands still; None while it moves, and once the round is ranked."""
    stop = round_.ends_at - timedelta(minutes=round_.contest.board_stops_minutes)
    return stop if round_.ranked_at is None and at >= stop else None


def person_board(round_: Round, *, at: datetime, after: Key | None = None) -> list[Line]:
    """A page of people in the order of their places. At most one query."""
    if round_.ranked_at is None and not round_.tells_scores(at):
        return []
    if round_.ranked_at is None:
        return kept(round_, f"people:{board_stop(round_, at=at) is not None}", lambda: _provisional(round_, at=at))
    rows = _ranked(round_)
    if after:
        place, key = after
        rows = rows.filter(Q(place__gt=place) | Q(place=place, pk__gt=key))
    return _lines(round_, rows.order_by("place", "pk")[: PER_PAGE + 1], on=localdate(round_.ends_at))[:PER_PAGE]


def line_of(round_: Round, code: str) -> Line | None:
    """The ranked line of one code. One query."""
    rows = _ranked(round_).filter(entrant__code=code.strip().upper())
    return next(iter(_lines(round_, rows, on=localdate(round_.ends_at))), None)


def people_in(round_: Round, *, at: datetime) -> int:
    """How many people stand on the board."""
    return kept(round_, "count", lambda: _people(round_, at=at))


def unit_board(round_: Round, *, at: datetime, schools: bool = False) -> list[Group]:
    """Units, or schools only, with most people first."""
    rows = _taking_part(round_, at=at).filter(entrant__unit__isnull=False)
    if schools:
        rows = rows.filter(entrant__unit__kind=OrganisationKind.SCHOOL)
    names = ("entrant__unit__name", "entrant__unit__headcount")
    return kept(round_, f"units:{schools}", lambda: _groups(round_, rows, *names))


def ward_board(round_: Round, *, at: datetime) -> list[Group]:
    """Wards and communes, with most people first."""
    rows = _taking_part(round_, at=at).filter(entrant__ward__isnull=False)
    return kept(round_, "wards", lambda: _groups(round_, rows, "entrant__ward__name"))


def kept(round_: Round, name: str, make: Callable[[], Value]) -> Value:
    """`make()`'s value, shared by all processes: for a minute while a round runs, longer once it is ranked.

    When somebody is excluded, a question voided, or a name put right, it is made anew.
    """
    moments = (round_.ranked_at, round_.stale_since, round_.contest.changed_at)
    stand = "-".join(one.isoformat() for one in moments if one)
    seconds = RANKED_SECONDS if round_.ranked_at else LIVE_SECONDS
    key = f"contests.board.{round_.pk}.{stand}.{get_language()}.{name}"
    value: Value | None = cache.get(key)
    if value is None:
        value = make()
        cache.set(key, value, seconds)
    return value


def _ranked(round_: Round) -> QuerySet[Attempt]:
    """Whoever is excluded is gone at once, before places are computed anew; who withdrew keeps the place."""
    rows = Attempt.objects.filter(round=round_, place__isnull=False)
    return _with_names(rows.exclude(entrant__standing=Standing.EXCLUDED) if round_.stale_since else rows)


def _with_names(rows: QuerySet[Attempt]) -> QuerySet[Attempt]:
    return rows.select_related("entrant__unit", "entrant__ward").only(*SHOWN)


def _taking_part(round_: Round, *, at: datetime) -> QuerySet[Attempt]:
    """Attempts that stand on the board now: the counted ones, or those submitted before it stood still."""
    rows = Attempt.objects.submitted().filter(round=round_)
    if round_.ranked_at:
        return rows.filter(is_counted=True)
    stop = board_stop(round_, at=at)
    return rows.filter(submitted_at__lt=stop) if stop else rows


def _people(round_: Round, *, at: datetime) -> int:
    """How many stand on the board."""
    rows = _ranked(round_) if round_.ranked_at else _taking_part(round_, at=at)
    return int(rows.aggregate(people=Count("entrant", distinct=True))["people"])


def _provisional(round_: Round, *, at: datetime) -> list[Line]:
    rows, counted = _with_names(_taking_part(round_, at=at)), round_.rules.counted
    if counted == Counted.FIRST:
        rows = rows.filter(number=1)
    elif counted == Counted.LAST:
        later = _taking_part(round_, at=at).filter(entrant=OuterRef("entrant"), number__gt=OuterRef("number"))
        rows = rows.exclude(Exists(later))
    best_first = rows.order_by(F("score").desc(nulls_last=True), "millis", "submitted_at", "pk")
    people = list(islice(_once_each(best_first.iterator(chunk_size=500)), MOST_LIVE))
    for place, attempt in enumerate(people, 1):
        attempt.place = place
    return _lines(round_, people, on=localdate(at), is_provisional=True)


def _once_each(attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    seen: set[int] = set()
    for attempt in attempts:
        if attempt.entrant_id not in seen:
            seen.add(attempt.entrant_id)
            yield attempt


def _lines(round_: Round, attempts: Iterable[Attempt], *, on: date, is_provisional: bool = False) -> list[Line]:
    """Lines of attempts in order; `ahead_by` of the last is empty."""
    rules, names = round_.rules, round_.contest.names
    order = PROVISIONAL if is_provisional else rules.order
    found = [(attempt, _run(attempt)) for attempt in attempts]
    parted = [parted_by(order, one, other, actual=round_.actual) for (_a, one), (_b, other) in pairwise(found)]
    told = reasons(rules, order, [run for _attempt, run in found], actual=round_.actual)
    return [
        _line(
            attempt, rules, name=shown_name(attempt.entrant, names=names, on=on), told=tuple(why),
            ahead_by=str(link.label) if link else "",
        )
        for (attempt, _run), why, link in zip(found, told, [*parted, None], strict=False)
    ]  # fmt: skip


def _run(attempt: Attempt) -> Run:
    return Run(
        entrant=attempt.entrant.code, number=attempt.number, score=attempt.score or 0, prediction=attempt.prediction,
        millis=attempt.millis or 0, submitted_at=attempt.submitted_at or attempt.ends_at, lot=attempt.lot,
    )  # fmt: skip


def _line(attempt: Attempt, rules: Rules, *, name: str, told: tuple[tuple[str, str], ...], ahead_by: str) -> Line:
    entrant = attempt.entrant
    return Line(
        key=(attempt.place or 0, attempt.pk), place=attempt.place or 0, name=name, code=entrant.code,
        unit=entrant.unit.name if entrant.unit else "", ward=entrant.ward.name if entrant.ward else "",
        points=points(attempt.score or 0, rules), reasons=told, ahead_by=ahead_by,
    )  # fmt: skip


def _groups(round_: Round, rows: QuerySet[Attempt], name: str, headcount: str = "") -> list[Group]:
    fields = [name, *([headcount] if headcount else [])]
    counted: Iterable[dict[str, Any]] = (
        rows.order_by()
        .values(*fields)
        .annotate(
            people=Count("entrant", distinct=True), mean=Avg("score"), right=Count("pk", filter=Q(is_all_right=True))
        )
        .order_by("-people", name)
    )
    is_ranked = round_.ranked_at is not None
    least = LEAST_SHOWN if is_ranked else inf
    return [
        Group(
            name=one[name], people=one["people"], headcount=one[headcount] if headcount else None,
            mean=points(round(one["mean"] or 0, -2), round_.rules) if one["people"] >= least else "",
            all_right=one["right"] if is_ranked else None,
        )
        for one in counted
    ]  # fmt: skip
