"""Excluding and judging: people decide, the worker ranks; prizes follow, and a mistake is mended by a person."""

from datetime import timedelta

import pytest

from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.organisations.enums import OrganisationKind

from .. import queries, receivers
from ..enums import LogKind, Phase, PrizeKind, SignalKind, Standing
from ..events import StandingChanged
from ..models import Attempt, Award, Entrant, LogEntry, Round, Signal
from ..papers.values import Quota, Rules
from ..queries import notices
from ..queries.boards import unit_board
from ..queries.winners import awards_of, obstacles
from ..services import (
    ContestError,
    JudgingError,
    NotAllowedError,
    NotReadyError,
    decide_round,
    decline_award,
    exclude_entrant,
    judge_signal,
    propose_again,
    propose_awards,
    rank_round,
    rescore_round,
    verify_award,
    void_question,
)
from ..services.units import change_unit, settle_unit
from .making import hand_in, make_attempt, make_round
from .outcomes import (
    NUMBERS,
    RANKED,
    WINDOW_OVER,
    five_ranked,
    make_unit,
    officer,
    prize,
    round_,
    sit,
    verified,
    ward_with_bank,
)

__all__ = ["round_"]
pytestmark = pytest.mark.django_db


def first_excluded(round_: Round) -> Round:
    who = Attempt.objects.get(place=1).entrant
    exclude_entrant(entrant=who, reason="Thi hộ", by=officer(Role.APPROVER), at=RANKED)
    return Round.objects.get(pk=round_.pk)


def places() -> list[str]:
    rows = Attempt.objects.filter(place__isnull=False).order_by("place")
    return list(rows.values_list("entrant__code", flat=True))


def test_the_request_ranks_nothing_and_the_decision_waits_for_the_worker(round_: Round) -> None:
    verified(round_)
    stale = first_excluded(round_)

    assert (stale.stale_since, places()[0]) == (RANKED, "CT-00001")
    assert obstacles(stale, at=WINDOW_OVER) == ["Điểm và thứ hạng đang được tính lại từ 11:00."]
    with pytest.raises(NotReadyError, match="đang được tính lại"):
        decide_round(round=round_, by=officer(Role.APPROVER), at=WINDOW_OVER)

    receivers.on_stale_places(StandingChanged(round_id=round_.pk))

    assert (Round.objects.get().stale_since, places()[0]) == (None, "CT-00002")


def test_a_second_worker_finds_nothing_to_do(round_: Round) -> None:
    stale = first_excluded(round_)
    for _ in range(2):
        rescore_round(round=stale, at=WINDOW_OVER)

    assert LogEntry.objects.filter(kind=LogKind.RANKED).count() == 2  # the first ranking, and this one


def test_places_that_wait_long_are_found_by_the_clock(round_: Round) -> None:
    first_excluded(round_)

    assert list(queries.rounds_stale(RANKED + timedelta(minutes=29))) == []
    assert list(queries.rounds_stale(RANKED + timedelta(minutes=30))) == [round_]


def test_scoring_anew_goes_on_where_it_stopped(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luatgandan.features.contests.services.scoring.BATCH", 2)
    wrong = queries.draw_paper(round=round_, entrant="CT-00003", number=1)[3].code
    void_question(round=round_, code=wrong, reason="Sai", by=None, at=RANKED)
    assert Round.objects.get().rescored_to == 0
    half = Attempt.objects.order_by("pk")[1].pk
    Round.objects.update(rescored_to=half)
    Attempt.objects.filter(pk__lte=half).update(score=1)  # what was done is not done again

    rescore_round(round=Round.objects.get(), at=RANKED)

    assert list(Attempt.objects.order_by("pk").values_list("score", flat=True)[:3]) == [1, 1, 4000]
    now = Round.objects.get()
    assert (now.rescored_to, now.stale_since) == (None, None)


def test_who_sat_a_decided_round_may_be_excluded_from_those_to_come(round_: Round) -> None:
    decide_round(round=verified(round_), by=officer(Role.APPROVER), at=WINDOW_OVER)
    first, at = Entrant.objects.get(code="CT-00001"), WINDOW_OVER
    with pytest.raises(JudgingError, match="Mọi vòng của cuộc thi đã có quyết định"):
        exclude_entrant(entrant=first, reason="Chép bài", by=officer(Role.APPROVER), at=at)
    make_round(round_.contest.organisation, is_sealed=False)
    out = exclude_entrant(entrant=first, reason="Chép bài", by=officer(Role.APPROVER), at=at)
    assert (out.standing, Round.objects.get(number=1).stale_since) == (Standing.EXCLUDED, None)
    assert Attempt.objects.get(entrant=first).place == 1


def test_nothing_is_judged_after_the_decision(round_: Round) -> None:
    odd = Signal.objects.create(round=round_, kind=SignalKind.ALIKE, key="x", strength=1, found_at=RANKED)
    judge = officer(Role.APPROVER)
    decide_round(round=verified(round_), by=judge, at=WINDOW_OVER)

    with pytest.raises(JudgingError, match="đã có quyết định"):
        judge_signal(signal=odd, is_upheld=True, reason="Muộn", by=judge, at=WINDOW_OVER)


def test_who_was_declined_is_proposed_again_with_a_reason(round_: Round) -> None:
    editor = officer(Role.EDITOR)
    before = [one.attempt_id for one in awards_of(verified(round_))]
    first = Award.objects.get(attempt__place=1)
    decline_award(award=first, reason="Nhầm ngày sinh", by=editor, at=RANKED)
    declined = Award.objects.get(pk=first.pk)
    with pytest.raises(ContestError, match="vì sao"):
        propose_again(award=declined, reason=" ", by=editor, at=RANKED)

    propose_again(award=declined, reason="Đã xem giấy khai sinh", by=editor, at=RANKED)

    assert [one.attempt_id for one in awards_of(round_)] == before
    again = Award.objects.get(attempt__place=1)
    assert (again.state, again.identity_last4) == ("proposed", "")
    line = LogEntry.objects.filter(kind=LogKind.CHANGED).latest("pk")
    assert (line.detail["what"], line.detail["reason"]) == ("propose_again", "Đã xem giấy khai sinh")
    with pytest.raises(ContestError):
        propose_again(award=again, reason="Hai lần", by=editor, at=RANKED)


def test_a_declined_award_does_not_keep_its_citizen_number(round_: Round) -> None:
    editor = officer(Role.EDITOR)
    propose_awards(round=round_, by=editor, at=RANKED)
    first, second = Award.objects.get(attempt__place=1), Award.objects.get(attempt__place=2)
    verify_award(award=first, number=NUMBERS[0], by=editor, at=RANKED)
    decline_award(award=first, reason="Một người hai mã", by=editor, at=RANKED)

    verify_award(award=second, number=NUMBERS[0], by=editor, at=RANKED)

    assert Award.objects.get(pk=second.pk).state == "verified"


def test_the_figure_of_a_prize_counts_what_the_prize_counts() -> None:
    """Two rounds: a prize of the first counts the first, one of the contest both."""
    first = five_ranked()
    unit = first.contest.units.get(name="Trường Bắc")
    second = make_round(first.contest.organisation)
    sit(second, 9, right=4, unit=unit)
    rank_round(round=second, at=RANKED)
    prize(first, 1, "Vòng một", kind=PrizeKind.MOST_ENTRANTS)
    whole = prize(second, 2, "Cả cuộc thi", kind=PrizeKind.MOST_ENTRANTS)
    winners = prize(second, 3, "Nhiều người đạt giải", kind=PrizeKind.MOST_WINNERS)
    prize(second, 4, "Giải nhất")
    for one in (whole, winners):
        one.round = None
        one.save()
    for one in (first, second):
        propose_awards(round=one, by=officer(Role.EDITOR), at=RANKED)

    told = dict(Award.objects.filter(unit__isnull=False).values_list("prize__title", "figure"))
    assert told == {
        "Vòng một": "3 người dự thi trên 10 người",
        "Cả cuộc thi": "4 người dự thi trên 10 người",
        "Nhiều người đạt giải": "1 người đạt giải",
    }


def test_who_wins_in_two_rounds_is_one_winner_of_the_unit() -> None:
    first = five_ranked()
    unit = first.contest.units.get(name="Trường Bắc")
    second = make_round(first.contest.organisation)
    best = Entrant.objects.get(attempts__round=first, attempts__place=1)
    assert best.unit == unit
    hand_in(make_attempt(second, best), right=4)
    rank_round(round=second, at=RANKED)
    prize(first, 1, "Giải nhất vòng một")
    prize(second, 2, "Giải nhất vòng hai")
    whole = prize(second, 3, "Nhiều người đạt giải", kind=PrizeKind.MOST_WINNERS)
    whole.round = None
    whole.save()
    for one in (first, second):
        propose_awards(round=one, by=officer(Role.EDITOR), at=RANKED)

    assert Award.objects.filter(attempt__entrant=best).count() == 2
    assert Award.objects.get(prize=whole).figure == "1 người đạt giải"


def test_a_least_score_looks_beyond_the_first_in_rank() -> None:
    """The last attempt counts and time alone ranks: the two fastest knew nothing."""
    rules = Rules(quotas=(Quota(count=4),), counted="last", chain=("time",))
    round_ = make_round(ward_with_bank(), rules)
    for number, (right, seconds) in enumerate([(0, 10), (1, 20), (4, 30), (3, 40)], 1):
        sit(round_, number, right=right, seconds=seconds)
    rank_round(round=round_, at=RANKED)
    prize(round_, 1, "Giải nhất", least_score=75)

    propose_awards(round=round_, by=officer(Role.EDITOR), at=RANKED)

    assert [one.attempt.entrant.code for one in awards_of(round_) if one.attempt] == ["CT-00003"]


def test_a_headcount_waits_for_a_second_person_once_begun_and_is_fixed_once_places_are_there() -> None:
    waiting = make_round(ward_with_bank())
    unit, editor = make_unit(waiting.contest, "Trường Bắc", headcount=10), officer(Role.EDITOR)
    values = {"name": unit.name, "kind": unit.kind, "headcount": 12, "reason": "Đếm lại"}
    change_unit(unit=unit, values=values, by=editor, at=RANKED)
    settle_unit(unit=unit, is_agreed=True, seen="12", by=officer(Role.APPROVER), at=RANKED)
    line = LogEntry.objects.get(kind=LogKind.CHANGED, detail__what="confirm_headcount")
    assert (line.detail["before"], line.detail["after"]) == (10, 12)
    rank_round(round=waiting, at=RANKED)

    for changed in ({"kind": OrganisationKind.OTHER}, {"headcount": 4}, {"name": "Trường Bắc Sông", "reason": " "}):
        with pytest.raises(ContestError, match="Đã xếp hạng"):
            change_unit(unit=unit, values=values | changed, by=editor, at=RANKED)


def test_a_misspelt_name_of_a_ranked_unit_is_put_right_by_two() -> None:
    round_ = make_round(ward_with_bank())
    contest, editor, second = round_.contest, officer(Role.EDITOR), officer(Role.APPROVER)
    unit = make_unit(contest, "Trường Băc", headcount=10)
    make_unit(contest, "Trường Nam")
    sit(round_, 1, right=4, unit=unit)
    rank_round(round=round_, at=RANKED)
    values = {"name": "Trường Bắc", "kind": unit.kind, "headcount": 10, "reason": "Sai dấu"}
    change_unit(unit=unit, values=values, by=editor, at=RANKED)
    assert [one.name for one in unit_board(round_, at=RANKED)] == ["Trường Băc"]
    for by, seen in ((editor, "Trường Bắc"), (second, "Trường Nam"), (second, "10")):
        with pytest.raises((NotAllowedError, ContestError)):
            settle_unit(unit=unit, is_agreed=True, seen=seen, by=by, at=RANKED)
    settle_unit(unit=unit, is_agreed=True, seen="Trường Bắc", by=second, at=RANKED + timedelta(minutes=1))
    assert [one.name for one in unit_board(Round.objects.get(), at=RANKED)] == ["Trường Bắc"]
    assert [words for _at, words in notices(contest)] == ["Đơn vị “Trường Băc” nay ghi là “Trường Bắc”. Lý do: Sai dấu"]
    unit.refresh_from_db()
    assert (unit.folded, unit.asked_name, unit.asked_reason) == ("truong bac", "", "")
    with pytest.raises(ContestError, match="Đã có đơn vị tên này"):
        change_unit(unit=unit, values=values | {"name": "Trường Nam"}, by=editor, at=RANKED)
    Round.objects.update(phase=Phase.DECIDED)
    with pytest.raises(ContestError, match="đã có quyết định"):
        change_unit(unit=unit, values=values | {"name": "Trường Bắc Sông"}, by=editor, at=RANKED)
