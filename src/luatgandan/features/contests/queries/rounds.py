"""Rounds for which the clock asks something of the worker."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from ..enums import Phase, State
from ..models import Attempt, Round

SEALED_AHEAD = timedelta(minutes=5)


def rounds_to_seal(at: datetime) -> "QuerySet[Round]":
    """Those of published contests that open in a moment, or have opened already."""
    return _published().filter(phase=Phase.WAITING, starts_at__lte=at + SEALED_AHEAD, ends_at__gt=at)


def rounds_over(at: datetime) -> list[Round]:
    """Sealed rounds that are over with their grace, have no attempt open, and are not ranked or not revealed yet."""
    is_open = Exists(Attempt.objects.filter(round=OuterRef("pk"), submitted_at=None))
    over = _published().exclude(phase=Phase.WAITING).filter(~is_open, revealed_at=None, ends_at__lte=at)
    return [one for one in over if at >= one.ends_at + timedelta(seconds=one.rules.grace_seconds)]


def _published() -> "QuerySet[Round]":
    return Round.objects.filter(contest__state=State.PUBLISHED).select_related("contest").order_by("pk")
