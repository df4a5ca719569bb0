"""A ranked round with people, units and prizes, for tests of what follows a ranking."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.organisations.enums import OrganisationKind
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city
from luatgandan.lib.vietnamese import fold

from ..enums import PrizeKind
from ..models import Award, Contest, Entrant, Prize, Round, Unit
from ..papers.values import Quota, Rules
from ..queries.winners import awards_of
from ..services import propose_awards, reveal_round, verify_award
from ..services.ranking import rank_round
from .making import CLOSES, OPENS, fill_bank, hand_in, make_attempt, make_entrant, make_round

NUMBERS = ("092090000001", "092090000002", "092090000003", "092090000004")
RANKED = CLOSES + timedelta(hours=1)
WINDOW_OVER = CLOSES + timedelta(days=5)
RULES = Rules(quotas=(Quota(count=4),))


def make_unit(contest: Contest, name: str, *, headcount: int | None = None, **more: Any) -> Unit:
    """A school that takes part."""
    return Unit.objects.create(
        contest=contest, name=name, folded=fold(name), join_code=fold(name).upper().replace(" ", "")[:12],
        headcount=headcount, **{"kind": OrganisationKind.SCHOOL, **more},
    )  # fmt: skip


def sit(round_: Round, number: int, *, right: int, seconds: int = 60, **entrant: Any) -> Entrant:
    """Somebody who sat the round once."""
    who = make_entrant(round_.contest, number, **{"born_on": date(1990, 1, 1), **entrant})
    hand_in(make_attempt(round_, who, start=number), right=right, seconds=seconds)
    return who


def five_ranked(rules: Rules = RULES) -> Round:
    """Five people in two schools: 4, 4, 3, 2 and 0 of 4 right; the first two are parted by time."""
    round_ = make_round(ward_with_bank(), rules)
    north, south = make_unit(round_.contest, "Trường Bắc", headcount=10), make_unit(round_.contest, "Trường Nam")
    for number, (right, seconds, unit) in enumerate(
        [(4, 50, north), (4, 60, south), (3, 40, north), (2, 30, north), (0, 20, south)], 1
    ):
        sit(round_, number, right=right, seconds=seconds, unit=unit)
    return rank_round(round=round_, at=RANKED)


def ward_with_bank() -> Organisation:
    """A ward whose bank holds twelve made-up questions."""
    unit = city()["ward-a"]
    fill_bank(unit)
    return unit


def prize(
    round_: Round, order: int, title: str, *, quantity: int = 1, kind: str = PrizeKind.PERSON, **more: Any
) -> Prize:
    """A line of the list of prizes."""
    return Prize.objects.create(
        contest=round_.contest, round=round_, order=order, title=title, quantity=quantity, kind=kind, **more
    )


def officer(role: str, unit: str = "ward-a", at: datetime = OPENS) -> Person:
    """Somebody with one role at a unit."""
    login = f"{role}-{unit}-{Person.objects.count()}"
    person = Person.objects.create_user(login, f"{login}@example.invalid", "x")
    organisation = Organisation.objects.get(code=unit)
    grant_role(person=person, role=role, room="*", organisation=organisation, by=None, at=at, reason="thử")
    return Person.objects.get(pk=person.pk)


def with_prizes(round_: Round) -> Round:
    """A first prize, two second ones, and one for the school with most entrants; the keys are public."""
    prize(round_, 1, "Giải Nhất", amount=1_000_000)
    prize(round_, 2, "Giải Nhì", quantity=2, amount=500_000)
    prize(round_, 3, "Tập thể", kind=PrizeKind.MOST_ENTRANTS)
    return reveal_round(round=round_, at=RANKED)


def verified(round_: Round) -> Round:
    """All winners proposed and verified by an editor."""
    editor = officer(Role.EDITOR)
    propose_awards(round=round_, by=editor, at=RANKED)
    for award, number in zip(awards_of(round_), NUMBERS, strict=True):
        verify_award(award=award, number=number if award.attempt else "", by=editor, at=RANKED)
    return round_


@pytest.fixture
def round_() -> Round:
    return with_prizes(five_ranked())


def standing(round_: Round) -> list[tuple[str, str, str]]:
    """Prize, who, state."""
    return [
        (one.prize.title, one.attempt.entrant.code if one.attempt else str(one.unit), one.state)
        for one in awards_of(round_)
    ]


def award_of(code: str) -> Award:
    return Award.objects.get(attempt__entrant__code=code)


def proposed(round_: Round) -> Round:
    propose_awards(round=round_, by=officer(Role.EDITOR), at=RANKED)
    return round_
