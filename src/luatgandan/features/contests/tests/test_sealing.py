"""Sealing: once, from the banks of that moment, with a commitment that can be computed again."""

from datetime import timedelta
from typing import Any

import pytest

from luatgandan.features.questionbank.models import Item
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from ..enums import LogKind, Phase, Standing, State
from ..models import Attempt, Contest, LogEntry, Round, Sealed
from ..papers.sealing import commitment
from ..papers.values import Quota, Rules, SealedQuestion
from ..queries import draw_paper, paper_of, sealed_questions
from ..queries.papers import WrongPaperError
from ..services import LackingError, WrongPhaseError, seal_for_rehearsal, seal_round
from .making import OPENS, fill_bank, hand_in, make_attempt, make_entrant, make_round
from .outcomes import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Organisation:
    unit = city()["ward-a"]
    fill_bank(unit)
    return unit


def test_a_round_is_sealed_once_with_what_the_bank_has(ward: Organisation) -> None:
    sealed = make_round(ward)
    again = seal_round(round=sealed, at=OPENS + timedelta(minutes=1))

    assert (again.seed, again.commitment, again.sealed_at) == (sealed.seed, sealed.commitment, OPENS)
    assert again.phase == Phase.SEALED
    rows = [SealedQuestion.from_dict(one) for one in Sealed.objects.get().questions]
    assert len(rows) == 12
    assert again.commitment == commitment(contest="vi-du", round=1, rules=again.rules, questions=rows, seed=again.seed)
    line = LogEntry.objects.get(kind=LogKind.SEALED)
    assert line.detail == {"round": 1, "commitment": again.commitment, "questions": 12}


@pytest.mark.parametrize(("minutes", "phase"), [(5, Phase.SEALED), (6, Phase.WAITING)])
def test_a_round_that_somebody_moved_is_not_sealed_too_early(ward: Organisation, minutes: int, phase: str) -> None:
    waiting = make_round(ward, is_sealed=False)
    Round.objects.update(starts_at=OPENS + timedelta(minutes=minutes))
    assert seal_round(round=waiting, at=OPENS).phase == phase


@pytest.mark.parametrize("state", [State.DRAFT, State.CANCELLED])
def test_a_contest_that_is_not_public_is_not_sealed(ward: Organisation, state: str) -> None:
    waiting = make_round(ward, is_sealed=False)
    Contest.objects.update(state=state)
    assert (seal_round(round=waiting, at=OPENS).commitment, Sealed.objects.exists()) == ("", False)


def test_what_changes_in_the_bank_afterwards_does_not_touch_the_round(ward: Organisation) -> None:
    sealed = make_round(ward)
    before = dict(sealed_questions(sealed))
    Item.objects.update(approved=None)

    assert dict(sealed_questions(Round.objects.get())) == before


def test_what_is_missing_is_told_in_words(ward: Organisation) -> None:
    waiting = make_round(ward, Rules(quotas=(Quota(count=9, field="giao-thong"),)), is_sealed=False)

    with pytest.raises(LackingError, match=r"3 \(Giao thông"):
        seal_round(round=waiting, at=OPENS)

    assert not Sealed.objects.exists()
    assert Round.objects.get().phase == Phase.WAITING


def test_only_the_chosen_banks_are_drawn_from(ward: Organisation) -> None:
    waiting = make_round(ward, is_sealed=False, banks=[0])

    with pytest.raises(LackingError):
        seal_round(round=waiting, at=OPENS)


def test_a_rehearsal_leaves_nothing_behind(ward: Organisation) -> None:
    waiting = make_round(ward, is_sealed=False)
    trial = seal_for_rehearsal(round=waiting, by=officer(Role.EDITOR), at=OPENS - timedelta(hours=1))
    entrant = make_entrant(trial.contest, 1, standing=Standing.REHEARSING)
    hand_in(make_attempt(trial, entrant), right=4)
    assert (trial.phase, trial.commitment) == (Phase.WAITING, "")

    sealed = seal_round(round=waiting, at=OPENS)

    assert not Attempt.objects.exists()
    assert sealed.seed != trial.seed
    with pytest.raises(WrongPhaseError):
        seal_for_rehearsal(round=sealed, by=officer(Role.EDITOR), at=OPENS)


def test_a_paper_of_another_person_is_noticed(ward: Organisation) -> None:
    sealed = make_round(ward)
    attempt = make_attempt(sealed, make_entrant(sealed.contest, 1))
    other = draw_paper(round=sealed, entrant="CT-00002", number=1)

    assert [slot for slot, _question in paper_of(attempt)] == list(
        draw_paper(round=sealed, entrant="CT-00001", number=1)
    )
    assert other != draw_paper(round=sealed, entrant="CT-00001", number=1)
    attempt.entrant.code = "CT-00002"
    with pytest.raises(WrongPaperError):
        paper_of(attempt)


def test_sealed_questions_are_read_once_in_a_process(ward: Organisation, django_assert_num_queries: Any) -> None:
    sealed = make_round(ward)
    sealed_questions(sealed)

    with django_assert_num_queries(0):
        draw_paper(round=sealed, entrant="CT-00009", number=1)
    assert sealed_questions(Round(pk=sealed.pk)) == {}
