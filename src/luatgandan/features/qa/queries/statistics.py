"""How a unit answers: volume, median working days, lateness, satisfaction, topics."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Avg, Count
from django.utils import timezone

from luatgandan.foundation.workdays.queries import working_calendar

from ..enums import Act, Channel, Field
from ..models import Move, Question, Rating

MOST_TOPICS = 5


@dataclass(frozen=True, kw_only=True)
class UnitYear:
    """One unit in a span of time. `days` is the median of working days from question to signature, None without one."""

    code: str
    name: str
    received: int
    answered: int
    late: int
    days: float | None
    score: float | None
    topics: tuple[tuple[str, int], ...]

    @property
    def late_share(self) -> float:
        """Of those answered, from 0 to 1."""
        return self.late / self.answered if self.answered else 0.0


def statistics(*, since: date, until: date, codes: set[str] | None = None) -> list[UnitYear]:
    """Units with questions of people sent or answered from `since` up to and with `until`, by name. Six queries."""
    span = (since, until)
    sent = Question.objects.of_units(codes).filter(sent_at__date__range=span).exclude(channel=Channel.OWN)
    names: dict[str, str] = {}
    topics: dict[str, Counter[str]] = defaultdict(Counter)
    for code, name, field, count in (
        sent.order_by().values_list("organisation__code", "organisation__name", "field").annotate(count=Count("pk"))
    ):
        names[code] = name
        topics[code][field] += count
    signed = _signed(span, codes)
    names |= {code: name for code, name, _days, _late in signed}
    scores = _scores(span)
    return [
        _unit(code, name, topics[code], [one[2:] for one in signed if one[0] == code], scores.get(code))
        for code, name in sorted(names.items(), key=lambda one: one[1])
    ]


def _signed(span: tuple[date, date], codes: set[str] | None) -> list[tuple[str, str, int, bool]]:
    """Code and name of the unit, working days, and whether it was late, of every signature; pauses count as well."""
    rows = Move.objects.filter(act=Act.SIGN, at__date__range=span)
    if codes is not None:
        rows = rows.filter(organisation__code__in=codes)
    working = working_calendar()
    return [
        (code, name, working.between(timezone.localdate(sent), day), due is not None and day > due)
        for code, name, sent, at, due in rows.values_list(
            "organisation__code", "organisation__name", "question__sent_at", "at", "due_on"
        )
        for day in [timezone.localdate(at)]
    ]


def _scores(span: tuple[date, date]) -> dict[str, float]:
    rows = Rating.objects.filter(at__date__range=span).values_list("question__organisation__code")
    return dict(rows.annotate(score=Avg("score")))


def _unit(code: str, name: str, topics: Counter[str], signed: list[tuple[int, bool]], score: float | None) -> UnitYear:
    return UnitYear(
        code=code, name=name, received=topics.total(), answered=len(signed), late=sum(late for _days, late in signed),
        days=median(days for days, _late in signed) if signed else None, score=score,
        topics=tuple((str(Field(field).label), count) for field, count in topics.most_common(MOST_TOPICS)),
    )  # fmt: skip
