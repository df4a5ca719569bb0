"""A round that runs, somebody who takes part, and what a device sends, for tests of taking part."""

from datetime import timedelta
from typing import Any

import pytest

from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from ..enums import Refusal
from ..models import Attempt, Entrant, Response, Round
from ..papers.values import Quota, Rules
from ..services.refusing import RefusedError
from ..services.saving import Given, Saved, save_answers
from ..services.taking import start_attempt
from ..services.tokens import start_token
from .making import OPENS, fill_bank, make_entrant, make_round

RULES = Rules(quotas=(Quota(count=4),), minutes=15, grace_seconds=120)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
END = OPENS + 15 * MINUTE
HAIR = timedelta(microseconds=1)


@pytest.fixture
def ward() -> Organisation:
    unit = city()["ward-a"]
    fill_bank(unit)
    return unit


@pytest.fixture
def round(ward: Organisation) -> Round:
    return make_round(ward, RULES)


@pytest.fixture
def entrant(round: Round) -> Entrant:
    return make_entrant(round.contest, 1)


@pytest.fixture
def attempt(round: Round, entrant: Entrant) -> Attempt:
    return start(entrant, round)


def start(entrant: Entrant, round: Round, at: Any = OPENS, device: str = "d1") -> Attempt:
    return start_attempt(entrant=entrant, round=round, device=device, at=at)


def save(attempt: Attempt, *answers: Given, at: Any = OPENS + MINUTE, token: str = "", paper: str = "") -> Saved:
    return save_answers(token=token or start_token(attempt), paper=paper or attempt.paper, answers=answers, at=at)


def given(slot: int, *answer: str, sequence: int = 1, at: Any = OPENS + MINUTE) -> Given:
    return Given(slot=slot, answer=answer, sequence=sequence, given_at=at)


def stored(attempt: Attempt) -> dict[int, list[str]]:
    return dict(Response.objects.filter(attempt=attempt).values_list("slot", "answer"))


def refusal_of(call: Any) -> Refusal:
    with pytest.raises(RefusedError) as refused:
        call()
    return refused.value.refusal
