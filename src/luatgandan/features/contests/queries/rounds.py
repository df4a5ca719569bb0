"""Rounds for which the clock asks something of the worker."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from ..enums import LogKind, Phase, State
from ..models import Attempt, LogEntry, Round
from .papers import sealed_questions

SEALED_AHEAD = timedelta(minutes=5)
WAITED = timedelta(minutes=30)  # then the worker that was told is gone
TELLING = timedelta(days=7)
WINNERS_TOLD = "tell_winners"


def rounds_to_seal(at: datetime) -> "QuerySet[Round]":
    """Those of published contests that open in a moment, or have opened already."""
    return _published().filter(phase=Phase.WAITING, starts_at__lte=at + SEALED_AHEAD, ends_at__gt=at)


def rounds_over(at: datetime) -> list[Round]:
    """Sealed rounds that are over with their grace, have no attempt open, and are to be ranked or revealed now.

    One whose keys alone are left, and must wait for another round, is left out until then; so is one that is held.
    """
    is_open = Exists(Attempt.objects.filter(round=OuterRef("pk"), submitted_at=None))
    over = _published().exclude(phase=Phase.WAITING).filter(~is_open, revealed_at=None, ends_at__lte=at)
    over = over.exclude(held_until__gt=at)
    ended = [one for one in over if is_over(one, at)]
    return [one for one in ended if _lacks_places(one) or not asked_elsewhere(one, at)]


def _lacks_places(round: Round) -> bool:
    return round.phase == Phase.SEALED and not round.contest.is_practice


def rounds_stale(at: datetime) -> "QuerySet[Round]":
    """Ranked rounds whose places have waited long to be computed anew; none that runs again after an outage."""
    return Round.objects.filter(phase=Phase.RANKED, stale_since__lte=at - WAITED, ends_at__lte=at)


def rounds_to_look_at(at: datetime) -> "QuerySet[Round]":
    """Ranked rounds where nobody has looked for odd things for long, though not all was looked at."""
    return Round.objects.filter(phase=Phase.RANKED, looked_to__isnull=False, looked_at__lte=at - WAITED)


def rounds_untold(at: datetime) -> list[Round]:
    """Decided rounds whose winners have waited long to be told. Two queries."""
    decided = Round.objects.filter(decided_at__gt=at - TELLING, decided_at__lte=at - WAITED).order_by("pk")
    lines = LogEntry.objects.filter(kind=LogKind.CHANGED, detail__what=WINNERS_TOLD, contest__rounds__in=decided)
    told = set(lines.values_list("contest_id", "detail__round"))
    return [one for one in decided if (one.contest_id, one.number) not in told]


def asked_elsewhere(round: Round, at: datetime) -> list[Round]:
    """Other rounds that take answers to some question of this one, or may again: its keys must wait for them."""
    mine = {one.item for one in sealed_questions(round).values()}
    others = _published().exclude(pk=round.pk).exclude(phase=Phase.WAITING)
    running = others.filter(revealed_at=None, contest__is_practice=False)
    return [one for one in running if _may_take(one, at) and mine & {it.item for it in sealed_questions(one).values()}]


def _may_take(round: Round, at: datetime) -> bool:
    return not is_over(round, at) or round.is_held(at)


def is_over(round: Round, at: datetime) -> bool:
    """Whether the round has ended with its grace: nothing comes any more."""
    return at >= round.ends_at + timedelta(seconds=round.rules.grace_seconds)


def _published() -> "QuerySet[Round]":
    return Round.objects.filter(contest__state=State.PUBLISHED).select_related("contest").order_by("pk")
