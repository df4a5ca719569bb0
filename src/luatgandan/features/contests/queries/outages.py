"""What an outage touched in a round, and what still speaks against giving it back."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from ..enums import Phase, State
from ..models import Attempt, Outage, Round
from ..models.taking import cutting
from .papers import sealed_questions


def cut_off(round: Round, outage: Outage) -> "QuerySet[Attempt]":
    """Papers that ran within the span and that the clock handed in: they are given again."""
    handed_in = Attempt.objects.filter(round=round, is_automatic=True, is_set_aside=False, submitted_at__isnull=False)
    return _within(handed_in, outage)


def sat_again(round: Round) -> "QuerySet[Attempt]":
    """Attempts that an outage cut off and whose people have begun another one since it was confirmed."""
    later = Attempt.objects.filter(round=OuterRef("round"), entrant=OuterRef("entrant"), number__gt=OuterRef("number"))
    rows = Attempt.objects.filter(round=round, is_automatic=True, is_set_aside=False)
    rows = rows.annotate(last_begun_at=Subquery(later.order_by("-number").values("started_at")[:1]))
    return rows.filter(Exists(cutting().filter(confirmed_at__lte=OuterRef("last_begun_at"))))


def running_within(round: Round, outage: Outage) -> "QuerySet[Attempt]":
    """Papers that ran within the span and still do: they get its minutes."""
    return _within(Attempt.objects.filter(round=round, submitted_at=None), outage).order_by("pk")


def _within(rows: "QuerySet[Attempt]", outage: Outage) -> "QuerySet[Attempt]":
    return rows.filter(started_at__lt=outage.to_at, ends_at__gt=outage.from_at)


def expired_unseen(round: Round, *, at: datetime) -> "QuerySet[Attempt]":
    """Papers whose time and grace are over and that the clock has not handed in yet."""
    over = at - timedelta(seconds=round.rules.grace_seconds)
    return Attempt.objects.filter(round=round, submitted_at=None, ends_at__lte=over)


def told_elsewhere(round: Round) -> bool:
    """Whether another round has made keys public since this one was sealed that it asks too."""
    mine = {one.item for one in sealed_questions(round).values()}
    told = Round.objects.filter(revealed_at__gte=round.sealed_at).exclude(pk=round.pk)
    return any(mine & {one.item for one in sealed_questions(other).values()} for other in told)


def rounds_just_over(at: datetime) -> list[Round]:
    """Rounds that are over and that the clock has not seen over yet: what held them ended before. One query."""
    rows = Round.objects.filter(contest__state=State.PUBLISHED, contest__is_practice=False, phase=Phase.SEALED)
    unseen = Q(held_until=None) | Q(held_until__lt=F("ends_at"))
    return list(rows.filter(unseen, ends_at__lte=at).order_by("pk"))


def outages_of(round: Round) -> "QuerySet[Outage]":
    """All outages of a round, with who stated and confirmed them."""
    return round.outages.select_related("stated_by", "confirmed_by", "round__contest")


def touched(outage: Outage) -> tuple[int, int]:
    """How many attempts would be given again, and how many get minutes. Two queries."""
    return cut_off(outage.round, outage).count(), running_within(outage.round, outage).count()
