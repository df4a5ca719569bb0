"""What the clock and people do to a round: sealed in time, ended, revealed; a question is voided, a doubt is told."""

from datetime import timedelta

import pytest

from luatgandan.features.library.enums import Decision, Reason
from luatgandan.features.library.events import ReviewsChanged
from luatgandan.features.library.models import Review
from luatgandan.features.library.tests import laws
from luatgandan.features.questionbank.models import Item
from luatgandan.foundation.organisations.models import Organisation

from .. import queries, receivers, tasks
from ..enums import LogKind, Phase
from ..events import QuestionVoided
from ..models import Attempt, LogEntry, Round, Voided
from ..papers.values import POINT
from ..services import (
    ContestError,
    NotAllowedError,
    UnknownQuestionError,
    WrongPhaseError,
    end_round,
    note_doubts,
    rank_round,
    rescore_round,
    reveal_round,
    scoring,
    try_to_seal,
    void_question,
)  # fmt: skip
from .conftest import MakeStaff, Units
from .making import CLOSES, OPENS, fill_bank, hand_in, make_attempt, make_entrant, make_round

pytestmark = pytest.mark.django_db
OVER = CLOSES + timedelta(minutes=10)
WHY = "Điều luật đã được sửa"


@pytest.fixture
def ward(units: Units) -> Organisation:
    fill_bank(units["ward-a"])
    return units["ward-a"]


@pytest.fixture
def ended(ward: Organisation) -> Round:
    """A ranked round: the second is behind the first by one question."""
    round = make_round(ward)
    for number, right in ((1, 4), (2, 3)):
        hand_in(make_attempt(round, make_entrant(round.contest, number)), right=right)
    return rank_round(round=round, at=OVER)


def wrong_code(round: Round) -> str:
    """The question the second entrant got wrong."""
    return queries.draw_paper(round=round, entrant="CT-00002", number=1)[3].code


def test_a_round_is_sealed_five_minutes_ahead(ward: Organisation) -> None:
    waiting = make_round(ward, is_sealed=False)

    assert list(queries.rounds_to_seal(OPENS - timedelta(minutes=5, seconds=1))) == []
    assert list(queries.rounds_to_seal(OPENS - timedelta(minutes=5))) == [waiting]
    assert list(queries.rounds_to_seal(CLOSES)) == []


def test_what_the_bank_lacks_stands_once_in_the_log(ward: Organisation) -> None:
    waiting = make_round(ward, is_sealed=False, banks=[0])

    assert [try_to_seal(round=waiting, at=OPENS) for _ in range(2)] == [False, False]

    assert LogEntry.objects.filter(kind=LogKind.REFUSED).count() == 1


def test_a_round_is_over_after_its_grace_and_when_no_attempt_is_open(ward: Organisation) -> None:
    round = make_round(ward)
    attempt = make_attempt(round, make_entrant(round.contest, 1))
    assert queries.rounds_over(OVER) == []
    hand_in(attempt, right=4)

    assert queries.rounds_over(CLOSES + timedelta(seconds=119)) == []
    assert queries.rounds_over(CLOSES + timedelta(seconds=120)) == [round]
    end_round(round=round, at=OVER)

    assert queries.rounds_over(OVER) == []
    done = Round.objects.get()
    assert (done.phase, done.ranked_at, done.revealed_at) == (Phase.RANKED, OVER, OVER)


def test_two_workers_rank_once(ward: Organisation) -> None:
    round = make_round(ward)
    for _worker in range(2):
        end_round(round=round, at=OVER)
    assert LogEntry.objects.filter(kind=LogKind.RANKED).count() == 1


def test_practice_has_no_places(ward: Organisation) -> None:
    round = make_round(ward)
    round.contest.is_practice = True
    round.contest.save()
    hand_in(make_attempt(round, make_entrant(round.contest, 1)), right=4)

    end_round(round=round, at=OVER)

    assert Round.objects.get().phase == Phase.SEALED
    assert Attempt.objects.get().place is None


def test_keys_are_not_revealed_while_answers_may_come(ward: Organisation) -> None:
    round = make_round(ward)

    with pytest.raises(WrongPhaseError):
        reveal_round(round=round, at=CLOSES)
    assert LogEntry.objects.filter(kind=LogKind.REVEALED).count() == 0

    first = reveal_round(round=round, at=OVER)
    assert reveal_round(round=round, at=OVER + timedelta(days=1)).revealed_at == first.revealed_at == OVER


def test_keys_wait_for_another_round_that_asks_the_same(ward: Organisation) -> None:
    first = make_round(ward)
    longer = make_round(ward, ends_at=CLOSES + timedelta(hours=1))

    end_round(round=first, at=OVER)

    with pytest.raises(WrongPhaseError, match="Vòng 2"):
        reveal_round(round=first, at=OVER)
    assert Round.objects.get(pk=first.pk).ranked_at == OVER
    assert (queries.rounds_over(OVER), Round.objects.get(pk=first.pk).revealed_at) == ([], None)
    later = longer.ends_at + timedelta(minutes=10)
    assert queries.rounds_over(later) == [first, longer]
    end_round(round=Round.objects.get(pk=first.pk), at=later)
    assert Round.objects.get(pk=first.pk).revealed_at == later


def test_a_voided_question_gives_everybody_its_point_and_new_places(ended: Round) -> None:
    code = wrong_code(ended)

    void_question(round=ended, code=code, reason=WHY, by=None, at=OVER)
    rescore_round(round=Round.objects.get(), at=OVER)

    scores = dict(Attempt.objects.values_list("entrant__code", "score"))
    assert scores == {"CT-00001": 4 * POINT, "CT-00002": 4 * POINT}
    assert Attempt.objects.filter(is_all_right=True).count() == 2
    assert LogEntry.objects.get(kind=LogKind.VOIDED).detail == {"round": 1, "code": code}
    [(_at, told)] = queries.notices(ended.contest)
    assert code in told
    assert WHY in told


def test_a_question_is_voided_once(ended: Round) -> None:
    code = wrong_code(ended)

    for _ in range(2):
        void_question(round=ended, code=code, reason=WHY, by=None, at=OVER)

    assert Voided.objects.count() == LogEntry.objects.filter(kind=LogKind.VOIDED).count() == 1


def test_voiding_needs_a_reason_a_known_question_and_the_right_phase(ended: Round) -> None:
    code = wrong_code(ended)
    with pytest.raises(UnknownQuestionError):
        void_question(round=ended, code="c-999", reason=WHY, by=None, at=OVER)
    with pytest.raises(ContestError, match="lý do"):
        void_question(round=ended, code=code, reason=" ", by=None, at=OVER)
    Round.objects.update(phase=Phase.DECIDED)
    with pytest.raises(WrongPhaseError):
        void_question(round=ended, code=code, reason=WHY, by=None, at=OVER)


@pytest.mark.parametrize(("role", "unit", "may"), [("approver", "ward-a", True), ("contributor", "ward-a", False),
                                                   ("approver", "ward-b", False)])  # fmt: skip
def test_who_may_void(ended: Round, make_staff: MakeStaff, role: str, unit: str, may: bool) -> None:
    person = make_staff(role, unit)

    if may:
        void_question(round=ended, code=wrong_code(ended), reason=WHY, by=person, at=OVER)
    else:
        with pytest.raises(NotAllowedError):
            void_question(round=ended, code=wrong_code(ended), reason=WHY, by=person, at=OVER)

    assert Voided.objects.exists() is may


def test_an_event_of_voiding_scores_anew(ended: Round) -> None:
    void_question(round=ended, code=wrong_code(ended), reason=WHY, by=None, at=OVER)

    receivers.on_stale_places(QuestionVoided(round_id=ended.pk, code=wrong_code(ended)))

    assert Attempt.objects.filter(is_all_right=True).count() == 2


def test_while_a_round_runs_scores_are_brought_up_to_date_in_parts(
    ward: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "BATCH", 1)
    round = make_round(ward)
    first, second = (make_attempt(round, make_entrant(round.contest, number)) for number in (1, 2))
    for attempt in (first, second):
        hand_in(attempt, right=3)
    code = queries.draw_paper(round=round, entrant="CT-00001", number=1)[3].code
    void_question(round=round, code=code, reason=WHY, by=None, at=OPENS + timedelta(minutes=1))
    Attempt.objects.update(score=0)

    now = Round.objects.get()
    assert rescore_round(round=now, at=OPENS + timedelta(minutes=1)) == first.pk
    assert set(Attempt.objects.filter(score=0)) == {second}  # other work is done between
    assert rescore_round(round=now, at=OPENS + timedelta(minutes=1), after=first.pk) == second.pk
    assert not Attempt.objects.filter(score=0).exists()
    assert rescore_round(round=now, at=OPENS + timedelta(minutes=1), after=second.pk) == 0


def test_the_clock_never_waits_behind_long_work() -> None:
    assert tasks.keep_rounds.backend == "prompt"
    long = (tasks.close_papers, tasks.end_round, tasks.rescore, tasks.look_for_signals, tasks.tell_winners)
    assert {task.backend for task in long} == {"default"}


def test_tasks_tolerate_what_is_gone(db: None) -> None:
    tasks.rescore.call(99)
    tasks.end_round.call(99)
    tasks.keep_rounds.call()


def test_a_change_of_the_law_under_a_question_is_told_until_somebody_decides(ended: Round) -> None:
    code = wrong_code(ended)
    item = Item.objects.get(code=code)
    review = Review.objects.create(
        source=item, document=laws.make_document("1/2020/QH14"), eid="art_2", reason=Reason.CHANGED, label="x",
        changed_on=OPENS.date(), raised_at=OPENS, grace_until=OPENS.date(), url="/x/",
    )  # fmt: skip

    for _ in range(2):
        receivers.on_reviews_changed(ReviewsChanged(model="questionbank.item", object_ids=(item.pk,)))

    assert LogEntry.objects.get(kind=LogKind.DOUBTED).detail == {"round": 1, "code": code}
    assert queries.doubtful_codes(ended) == [code]
    assert not Voided.objects.exists()
    review.decision = Decision.KEPT
    review.save()
    assert queries.doubtful_codes(ended) == []


def test_a_decided_round_and_other_rooms_are_left_alone(ended: Round) -> None:
    Round.objects.update(phase=Phase.DECIDED)
    note_doubts(items=[one.item for one in queries.sealed_questions(ended).values()], at=OVER)
    receivers.on_reviews_changed(ReviewsChanged(model="qa.publication", object_ids=(1,)))

    assert not LogEntry.objects.filter(kind=LogKind.DOUBTED).exists()
