"""Rounds at the desk once they have ended, and what waits at each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet

from luatgandan.foundation.accounts.rules import Action, organisation_codes

from .. import rules
from ..enums import AwardState, Phase, SignalState
from ..models import Attempt, Award, Complaint, Entrant, Round, Signal

WATCHED = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A round with what people must still do. `unverified` counts the awards of its own prizes."""

    round: Round
    complaints: int
    signals: int
    unverified: int


def desk_rounds(person: Any, *, at: datetime) -> QuerySet[Round]:
    """Ended rounds of the units whose results the person sees, newest first."""
    codes = organisation_codes(person, Action.VIEW_REPORTS, room=rules.ROOM)
    rows = Round.objects.filter(ends_at__lte=at, contest__is_practice=False).exclude(phase=Phase.WAITING)
    if codes is not None:
        rows = rows.filter(contest__organisation__code__in=codes)
    return rows.select_related("contest__organisation").order_by("-ends_at", "-pk")


def watched_rounds(person: Any, *, at: datetime) -> QuerySet[Round]:
    """Rounds of the last year that show what people know."""
    return desk_rounds(person, at=at).filter(revealed_at__gt=at - WATCHED, ranked_at__isnull=False)


def desk_results() -> QuerySet[Round]:
    """Rounds with what the page and the papers of one need."""
    return Round.objects.select_related("contest__organisation__parent")


def waiting_of(rounds: Iterable[Round]) -> list[Waiting]:
    """What waits at each of these rounds. Three queries for all."""
    shown = list(rounds)
    keys = [one.pk for one in shown]
    complaints = _counts(Complaint.objects.filter(round__in=keys, answered_at=None), "round")
    signals = _counts(Signal.objects.filter(round__in=keys, state=SignalState.OPEN), "round")
    awards = _counts(Award.objects.filter(prize__round__in=keys, state=AwardState.PROPOSED), "prize__round")
    return [
        Waiting(
            round=one, complaints=complaints.get(one.pk, 0), signals=signals.get(one.pk, 0),
            unverified=awards.get(one.pk, 0),
        )
        for one in shown
    ]  # fmt: skip


def _counts(rows: QuerySet[Any], field: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(field).annotate(count=Count("pk")))


def desk_complaints(round_: Round) -> QuerySet[Complaint]:
    """Complaints about a round, those that wait first."""
    rows = Complaint.objects.filter(round=round_).select_related("entrant__unit", "answered_by")
    return rows.order_by(F("answered_at").asc(nulls_first=True), "sent_at", "pk")


def desk_attempts(signal: Signal) -> QuerySet[Attempt]:
    """The attempts that a signal is about, in rank."""
    return signal.attempts.select_related("entrant__unit").order_by("place", "pk")


def desk_entrants(contest: int) -> QuerySet[Entrant]:
    """Who takes part in a contest, with their units."""
    return Entrant.objects.filter(contest=contest).select_related("unit")


def desk_signals(round_: Round) -> QuerySet[Signal]:
    """Odd things of a round, open and strong ones first."""
    rows = Signal.objects.filter(round=round_).annotate(people=Count("attempts__entrant", distinct=True))
    return rows.select_related("decided_by").order_by(F("decided_at").asc(nulls_first=True), "-strength", "pk")
