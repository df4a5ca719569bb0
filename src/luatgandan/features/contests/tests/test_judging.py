"""Complaints and odd things: people answer and judge, a machine excludes nobody."""

from datetime import timedelta

import pytest

from luatgandan.foundation.accounts.rules import Role

from ..enums import SignalKind, Standing
from ..models import Attempt, Award, Complaint, Entrant, Round, Signal
from ..queries.winners import complaints_until
from ..services import (
    ComplaintError,
    JudgingError,
    NotAllowedError,
    NotReadyError,
    answer_complaint,
    decide_round,
    exclude_entrant,
    judge_signal,
    readmit_entrant,
    send_complaint,
)
from ..services.ranking import rank_round, rank_stale
from .making import make_entrant
from .outcomes import (
    RANKED,
    WINDOW_OVER,
    officer,
    proposed,
    round_,
    standing,
    verified,
)

__all__ = ["round_"]
pytestmark = pytest.mark.django_db


def test_complaints_only_inside_the_window_and_not_without_end(round_: Round) -> None:
    who = Entrant.objects.all()[0]
    until = complaints_until(round_)
    assert until is not None
    for text, at in (("", RANKED), ("x" * 2_001, RANKED), ("Trễ", until)):
        with pytest.raises(ComplaintError):
            send_complaint(entrant=who, round=round_, text=text, at=at)
    for number in range(5):
        send_complaint(entrant=who, round=round_, text=f"Lần {number}", at=until - timedelta(seconds=1))
    with pytest.raises(ComplaintError, match="5 khiếu nại"):
        send_complaint(entrant=who, round=round_, text="Nữa", at=RANKED)


def test_a_person_answers_a_complaint(round_: Round) -> None:
    never_sat = make_entrant(round_.contest, 77)
    gone = Entrant.objects.all()[1]
    gone.standing = Standing.WITHDRAWN
    for who in (never_sat, gone):
        with pytest.raises(ComplaintError, match="Người đã nộp bài"):
            send_complaint(entrant=who, round=round_, text="Câu 3 sai", at=RANKED)
    with pytest.raises(ComplaintError, match="không có câu mã “c-999”"):
        send_complaint(entrant=Entrant.objects.all()[0], round=round_, text="Câu 3 sai", question="c-999", at=RANKED)
    sent = send_complaint(entrant=Entrant.objects.all()[0], round=round_, text="Câu 3 sai", question="c-003", at=RANKED)
    with pytest.raises(NotAllowedError):
        answer_complaint(complaint=sent, answer="Đã xem", by=officer(Role.EDITOR), at=RANKED)
    with pytest.raises(ComplaintError):
        answer_complaint(complaint=sent, answer=" ", by=officer(Role.APPROVER), at=RANKED)
    answer_complaint(complaint=sent, answer="Đã xem lại, đáp án đúng.", by=officer(Role.APPROVER), at=RANKED)

    kept = Complaint.objects.get()
    assert (kept.question, kept.answer, kept.answered_at) == ("c-003", "Đã xem lại, đáp án đúng.", RANKED)


def test_a_signal_excludes_nobody(round_: Round) -> None:
    odd = Signal.objects.create(round=round_, kind=SignalKind.ALIKE, key="x", strength=1, found_at=RANKED)
    odd.attempts.add(Attempt.objects.get(place=1))
    with pytest.raises(JudgingError):
        judge_signal(signal=odd, is_upheld=True, reason="", by=officer(Role.APPROVER), at=RANKED)
    judge_signal(
        signal=odd, is_upheld=True, reason="Hai bài giống nhau từng giây", by=officer(Role.APPROVER), at=RANKED
    )

    assert Entrant.objects.filter(standing=Standing.ACTIVE).count() == 5
    assert Signal.objects.get().state == "upheld"


def test_a_person_excludes_and_readmits_and_places_follow(round_: Round) -> None:
    first, judge = Attempt.objects.get(place=1).entrant, officer(Role.APPROVER)
    with pytest.raises(NotAllowedError):
        exclude_entrant(entrant=first, reason="Thi hộ", by=officer(Role.EDITOR), at=RANKED)
    with pytest.raises(JudgingError):
        exclude_entrant(entrant=first, reason="", by=judge, at=RANKED)

    exclude_entrant(entrant=first, reason="Thi hộ", by=judge, at=RANKED)
    proposed(round_)
    assert standing(round_)[0] == ("Giải Nhất", "CT-00002", "proposed")

    readmit_entrant(entrant=first, reason="Xem lại: không có căn cứ", by=judge, at=RANKED)
    proposed(round_)
    assert standing(round_)[0] == ("Giải Nhất", "CT-00001", "proposed")


def test_the_decision_follows_the_newest_ranking(round_: Round) -> None:
    verified(round_)
    judge = officer(Role.APPROVER)
    exclude_entrant(entrant=Attempt.objects.get(place=1).entrant, reason="Thi hộ", by=judge, at=RANKED)
    rank_stale(round=round_, at=RANKED)
    with pytest.raises(NotReadyError, match="1 giải chưa xác minh"):  # the fourth moved up
        decide_round(round=round_, by=judge, at=WINDOW_OVER + timedelta(days=5))

    assert [who for _prize, who, _state in standing(round_)] == ["CT-00002", "CT-00003", "CT-00004", "Trường Bắc"]


def test_a_list_nobody_asked_for_is_not_written(round_: Round) -> None:
    rank_round(round=round_, at=RANKED)
    assert not Award.objects.exists()


def test_nobody_is_excluded_after_the_decision(round_: Round) -> None:
    decide_round(round=verified(round_), by=officer(Role.APPROVER), at=WINDOW_OVER)
    with pytest.raises(JudgingError):
        exclude_entrant(entrant=Entrant.objects.all()[0], reason="Muộn", by=officer(Role.APPROVER), at=WINDOW_OVER)


def test_the_prize_of_a_unit_waits_for_signals_about_its_papers(round_: Round) -> None:
    verified(round_)
    unit = Award.objects.get(unit__isnull=False).unit
    rest = Attempt.objects.filter(round=round_, entrant__unit=unit, awards=None)
    signal = Signal.objects.create(round=round_, kind=SignalKind.BURST, key="x", strength=0.9, found_at=RANKED)
    signal.attempts.set(rest)
    assert rest.exists()
    with pytest.raises(NotReadyError, match="1 dấu hiệu bất thường của người, tập thể"):
        decide_round(round=round_, by=officer(Role.APPROVER), at=WINDOW_OVER)
    judge_signal(signal=signal, is_upheld=False, reason="Lớp thi cùng giờ", by=officer(Role.APPROVER), at=RANKED)
    decide_round(round=round_, by=officer(Role.APPROVER), at=WINDOW_OVER)
