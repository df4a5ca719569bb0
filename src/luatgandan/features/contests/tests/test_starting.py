"""When an attempt begins: clock, limits, standing, rehearsals, finals."""

from datetime import timedelta
from typing import Any

import pytest

from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.organisations.models import Organisation

from ..enums import LogKind, Phase, Standing, State
from ..models import Attempt, Contest, Entrant, LogEntry, Round
from ..papers.values import Rules
from ..queries import paper_of
from ..services import seal_for_rehearsal, seal_round
from ..services.taking import (
    StartError,
    submit_attempt,
)
from .making import CLOSES, OPENS, make_entrant, make_round
from .outcomes import officer
from .sitting import HAIR, MINUTE, RULES, SECOND, attempt, entrant, round, start, ward

__all__ = ["attempt", "entrant", "round", "ward"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("at", [OPENS, CLOSES - HAIR], ids=["at the opening", "just before the end"])
def test_an_attempt_begins_inside_the_round(round: Round, entrant: Entrant, at: Any) -> None:
    begun = start(entrant, round, at)
    assert (begun.started_at, begun.ends_at) == (at, min(at + 15 * MINUTE, CLOSES))


@pytest.mark.parametrize(
    ("at", "told"), [(OPENS - HAIR, "Vòng thi chưa mở."), (CLOSES, "Vòng thi đã đóng.")], ids=["before", "at the end"]
)
def test_no_attempt_begins_outside(round: Round, entrant: Entrant, at: Any, told: str) -> None:
    with pytest.raises(StartError, match=told):
        start(entrant, round, at)


def test_whoever_starts_first_seals_a_round_that_the_worker_has_not_sealed(ward: Organisation) -> None:
    waiting = make_round(ward, RULES, is_sealed=False)
    begun = start(make_entrant(waiting.contest, 1), waiting)
    assert (begun.round.phase, len(paper_of(begun))) == (Phase.SEALED, 4)


def test_started_twice_it_is_the_same_attempt(round: Round, entrant: Entrant, attempt: Attempt) -> None:
    assert start(entrant, round, OPENS + MINUTE).pk == attempt.pk
    assert (Attempt.objects.count(), LogEntry.objects.filter(kind=LogKind.STARTED).count()) == (1, 1)


def test_attempts_are_counted_in_the_round_and_by_day(ward: Organisation) -> None:
    rules = Rules(quotas=RULES.quotas, minutes=15, attempts=3, per_day=1)
    long = make_round(ward, rules, ends_at=OPENS + timedelta(days=9))
    person = make_entrant(long.contest, 1)
    for day in range(3):
        submit_attempt(
            attempt=start(person, long, OPENS + timedelta(days=day)), at=OPENS + timedelta(days=day) + MINUTE
        )
        with pytest.raises(StartError, match="Mỗi ngày được thi 1 lượt" if day < 2 else "hết 3 lượt"):
            start(person, long, OPENS + timedelta(days=day) + 2 * MINUTE)


def test_a_day_ends_at_midnight_in_viet_nam(ward: Organisation) -> None:
    long = make_round(ward, Rules(quotas=RULES.quotas, minutes=1, attempts=0, per_day=1), ends_at=OPENS + timedelta(9))
    person = make_entrant(long.contest, 1)
    midnight = OPENS + timedelta(hours=16)
    submit_attempt(attempt=start(person, long, OPENS), at=OPENS + SECOND)
    with pytest.raises(StartError, match="hôm nay"):
        start(person, long, midnight - HAIR)
    assert start(person, long, midnight).number == 2


def test_registered_disabled_people_have_more_time(round: Round) -> None:
    person = make_entrant(round.contest, 1, extra_percent=50)
    assert start(person, round).ends_at == OPENS + timedelta(minutes=22, seconds=30)


@pytest.mark.parametrize("standing", [Standing.EXCLUDED, Standing.WITHDRAWN])
def test_who_was_excluded_or_left_begins_nothing(round: Round, standing: str) -> None:
    with pytest.raises(StartError, match="Bạn không dự cuộc thi này nữa"):
        start(make_entrant(round.contest, 1, standing=standing), round)


def test_a_rehearsal_is_before_the_seal_only(ward: Organisation) -> None:
    waiting = make_round(ward, RULES, is_sealed=False)
    person = make_entrant(waiting.contest, 1, standing=Standing.REHEARSING)
    before = OPENS - timedelta(days=1)
    with pytest.raises(StartError, match="Chưa có đề thi thử"):
        start(person, waiting, before)
    trial = seal_for_rehearsal(round=waiting, by=officer(Role.EDITOR), at=before)
    assert start(person, trial, before).ends_at == before + 15 * MINUTE


def test_no_paper_of_a_rehearsal_begins_once_the_round_is_sealed(ward: Organisation) -> None:
    """Whoever pressed start read the round just before it was sealed."""
    waiting = make_round(ward, RULES, is_sealed=False)
    person = make_entrant(waiting.contest, 1, standing=Standing.REHEARSING)
    trial = seal_for_rehearsal(round=waiting, by=officer(Role.EDITOR), at=OPENS - timedelta(days=1))
    seal_round(round=waiting, at=OPENS)
    with pytest.raises(StartError, match="đề thật đã niêm phong"):
        start(person, trial, OPENS)
    assert not Attempt.objects.exists()


def test_nobody_begins_in_a_contest_that_was_cancelled_meanwhile(ward: Organisation) -> None:
    waiting = make_round(ward, RULES, is_sealed=False)
    person = make_entrant(waiting.contest, 1)
    Contest.objects.update(state=State.CANCELLED)
    with pytest.raises(StartError, match="chưa mở"):
        start(person, waiting, OPENS)
