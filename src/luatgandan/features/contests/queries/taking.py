"""Who takes part, attempts and whether they run."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ..enums import State
from ..models import Attempt, Contest, Entrant, Round

BATCH = 500


def closes_at(attempt: Attempt, round: Round) -> datetime:
    """From when on nothing more is taken: the end and the grace of the round."""
    return attempt.ends_at + timedelta(seconds=round.rules.grace_seconds)


def is_running(attempt: Attempt, *, round: Round, at: datetime) -> bool:
    """Whether answers are still taken; the end itself is outside."""
    return attempt.submitted_at is None and at < closes_at(attempt, round)


def rounds_expired(at: datetime) -> "QuerySet[Round]":
    """Rounds with a paper whose time is over, its grace perhaps not, and that nobody handed in."""
    late = Attempt.objects.filter(submitted_at=None, ends_at__lte=at).order_by()
    return Round.objects.filter(pk__in=late.values("round")).order_by("pk")


def expired(round: Round, *, at: datetime, after: int = 0) -> "QuerySet[Attempt]":
    """Some papers of a round whose time and grace are over and that nobody handed in: the next after a key."""
    over = at - timedelta(seconds=round.rules.grace_seconds)
    return Attempt.objects.filter(round=round, submitted_at=None, ends_at__lte=over, pk__gt=after).order_by("pk")[
        :BATCH
    ]


def opens_on(contest: Contest) -> date:
    """The day the first round opens: ages count on it."""
    first = contest.rounds.order_by("starts_at").first()
    return timezone.localdate(first.starts_at if first else contest.published_at)


def entrant_of_person(contest: Contest, person: Any) -> Entrant | None:
    """The entry of somebody with an account."""
    return _entrants(contest).filter(person=person).first()


def entrant_by_login(contest: Contest, digest: str) -> Entrant | None:
    """An entry of a roster, by the digest of its personal code."""
    return _entrants(contest).filter(login_digest=digest).first() if digest else None


def _entrants(contest: Contest) -> "QuerySet[Entrant]":
    return Entrant.objects.filter(contest=contest).select_related("unit", "ward", "contest").order_by()


def attempts_of(entrant: Entrant, *, at: datetime) -> list[Attempt]:
    """All attempts of a person in a contest, newest first, each with whether it is given again. One query."""
    rows = Attempt.objects.filter(entrant=entrant).with_given(at).select_related("round")
    return list(rows.order_by("round__number", "-number"))


def attempt_of(entrant: Entrant, round_number: int, number: int) -> Attempt | None:
    """One attempt of a person, with what its paper needs."""
    rows = Attempt.objects.select_related("round__contest", "entrant").order_by()
    return rows.filter(entrant=entrant, round__number=round_number, number=number).first()


def public_round(slug: str, number: int) -> Round | None:
    """A round of a contest that everybody may see."""
    rows = Round.objects.select_related("contest").filter(contest__state=State.PUBLISHED).order_by()
    return rows.filter(contest__slug=slug, number=number).first()
