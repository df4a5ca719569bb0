"""A final: its list is fixed once, when the rounds before are decided; nobody loses an attempt by a late decision."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.notifications.models import Notification

from ..enums import Phase, RoundKind
from ..models import Contest, Entrant, Round
from ..papers.sealing import commitment
from ..proving import verify
from ..queries import notices, sealed_questions, view_of
from ..queries.finals import late_finals, tight_finals
from ..queries.proof import proof_lines
from ..services import (
    ContestError,
    decide_round,
    end_round,
    exclude_entrant,
    fix_finalists,
    readmit_entrant,
    reveal_round,
    seal_round,
    try_to_seal,
)
from ..services.contests import save_round
from ..services.ranking import rank_round, write_places
from ..services.taking import StartError
from ..services.withdrawing import withdraw_entrant
from .making import CLOSES, hand_in, make_attempt, make_round
from .outcomes import RANKED, RULES, WINDOW_OVER, officer, sit, ward_with_bank
from .sitting import HAIR, MINUTE, start

pytestmark = pytest.mark.django_db
OPENS_FINAL = WINDOW_OVER + timedelta(days=2)
ENDS_FINAL = OPENS_FINAL + timedelta(hours=2)
Row = dict[str, Any]


@pytest.fixture
def first() -> Round:
    """Four people ranked 1 to 4 in a round whose first two sit the final."""
    round_ = make_round(ward_with_bank(), RULES)
    make_round(
        round_.contest.organisation, RULES, is_sealed=False, kind=RoundKind.FINAL, takes_from_earlier=2,
        starts_at=OPENS_FINAL, ends_at=ENDS_FINAL,
    )  # fmt: skip
    Contest.objects.update(author=officer(Role.EDITOR))
    for number in range(1, 5):
        sit(round_, number, right=4, seconds=10 * number)
    rank_round(round=round_, at=RANKED)
    return reveal_round(round=round_, at=RANKED)


def final_of(first: Round) -> Round:
    return Round.objects.select_related("contest").get(contest=first.contest_id, kind=RoundKind.FINAL)


def decided(first: Round, at: Any = WINDOW_OVER) -> Round:
    decide_round(round=first, by=officer(Role.APPROVER), at=at)
    return final_of(first)


def who(number: int) -> Entrant:
    return Entrant.objects.get(code=f"CT-{number:05}")


def listed(final: Round) -> list[tuple[str, int]]:
    return [(one.entrant.code, one.place) for one in final.finalists.all()]


def test_the_list_is_fixed_by_the_decision_and_for_who_withdrew_before_the_next_moves_up(first: Round) -> None:
    fix_finalists(at=RANKED)
    assert final_of(first).finalists_at is None, "complaints still run"
    withdraw_entrant(entrant=who(1), at=RANKED)
    final = decided(first)
    assert (listed(final), final.finalists_at) == ([("CT-00002", 2), ("CT-00003", 3)], WINDOW_OVER)
    withdraw_entrant(entrant=who(2), at=WINDOW_OVER)
    fix_finalists(at=WINDOW_OVER)
    assert [code for code, _place in listed(final)] == ["CT-00002", "CT-00003"], "nobody moves up any more"
    with pytest.raises(StartError, match="danh sách vào chung kết"):
        start(who(4), final, OPENS_FINAL)
    assert start(who(3), final, OPENS_FINAL).round == final


def test_who_is_excluded_and_readmitted_keeps_the_place_on_the_list_and_nobody_else_is_ranked(first: Round) -> None:
    final = decided(first)
    judge = officer(Role.APPROVER)
    exclude_entrant(entrant=who(1), reason="Chép bài", by=judge, at=WINDOW_OVER)
    with pytest.raises(StartError, match="không dự cuộc thi này nữa"):
        start(who(1), final, OPENS_FINAL)
    readmit_entrant(entrant=who(1), reason="Nhầm người", by=judge, at=WINDOW_OVER)
    final = seal_round(round=final, at=OPENS_FINAL)
    for number in (1, 2, 4):
        hand_in(make_attempt(final, who(number)), right=4 - number // 2)
    write_places(final)
    ranked = final.attempts.filter(place__isnull=False).order_by("place").values_list("entrant__code", flat=True)
    assert list(ranked) == ["CT-00001", "CT-00002"]


def test_a_final_that_was_sealed_before_there_were_lists_goes_on_as_it_was(first: Round) -> None:
    final = seal_round(round=decided(first), at=OPENS_FINAL)
    final.finalists.all().delete()
    final.finalists_at = None
    final.save()
    with pytest.raises(StartError, match="danh sách vào chung kết"):
        start(who(4), final, OPENS_FINAL)
    assert start(who(2), final, OPENS_FINAL).round == final
    hand_in(make_attempt(final, who(1)), right=4)
    write_places(final)
    assert list(final.attempts.filter(place=1).values_list("entrant__code", flat=True)) == ["CT-00001"]


def test_a_final_waits_for_its_list_and_those_who_can_help_hear_it_once(first: Round) -> None:
    final, approver = final_of(first), officer(Role.APPROVER)
    for _minute in range(2):
        assert not try_to_seal(round=final, at=OPENS_FINAL - MINUTE)
    told = Notification.objects.filter(person=approver, title__contains="chờ quyết định của mọi vòng trước")
    assert told.count() == 1
    assert seal_round(round=final, at=OPENS_FINAL).phase == Phase.WAITING
    assert not final.is_open(OPENS_FINAL)
    with pytest.raises(StartError, match="không ai mất lượt thi"):
        start(who(1), final, OPENS_FINAL)
    view = view_of(first.contest, at=ENDS_FINAL + MINUTE)
    assert (view.late_round, view.open_round, view.rounds[1].is_over) == (final, None, False)
    assert "Hãy quyết định các vòng đó" in late_finals(first.contest, at=OPENS_FINAL)[0]


def test_a_list_that_comes_late_asks_for_other_times_and_those_are_after_it(first: Round) -> None:
    late = OPENS_FINAL + MINUTE
    final = decided(first, late)
    assert not final.is_open(late)
    assert late_finals(final.contest, at=late) == [
        f"{final}: Danh sách chung kết chốt sau giờ mở. Hãy chọn giờ mở và giờ đóng mới cho chung kết."
    ]
    values: dict[str, Any] = {"starts_at": late, "ends_at": late + timedelta(hours=1), "kind": RoundKind.FINAL}
    given: dict[str, Any] = {"contest": final.contest, "number": 2, "rules": RULES, "by": officer(Role.APPROVER)}
    with pytest.raises(ContestError, match="sau lúc chốt danh sách"):
        save_round(values={**values, "starts_at": late - HAIR}, at=late, **given)
    for other in ({"takes_from_earlier": 3}, {"kind": RoundKind.OPEN}):
        with pytest.raises(ContestError, match="đã chốt"):
            save_round(values={**values, **other}, at=late, **given)
    moved = save_round(values=values, at=late, **given)
    assert moved.is_open(late)
    assert start(who(1), moved, late).round == moved


def test_a_round_before_that_was_never_held_is_not_waited_for(first: Round) -> None:
    """It was never sealed, so nothing of it can be decided; the worker looks again when its time is over."""
    Round.objects.filter(kind=RoundKind.FINAL).update(number=3)
    never = Round.objects.create(
        contest=first.contest, number=2, starts_at=CLOSES, ends_at=WINDOW_OVER + MINUTE, rules_data=first.rules_data
    )
    assert decided(first).finalists_at is None
    fix_finalists(at=never.ends_at)
    assert listed(final_of(first)) == [("CT-00001", 1), ("CT-00002", 2)]


def test_the_list_is_public_with_names_as_the_contest_shows_them(first: Round, client: Client) -> None:
    address = "/cuoc-thi/vi-du/vong/2/danh-sach/"
    assert client.get(address).status_code == 404
    assert client.get("/cuoc-thi/vi-du/vong/1/danh-sach/").status_code == 404
    Entrant.objects.filter(code="CT-00001").update(name="Trần Thị Bông")
    final = decided(first)
    page = client.get(address).content.decode()
    assert "Trần T. B." in page
    assert ("Trần Thị Bông" in page, "CT-00003" in page) == (False, False)
    assert "đã chốt danh sách 2 người vào chung kết" in notices(final.contest)[0][1]
    assert address in client.get("/cuoc-thi/vi-du/").content.decode()


def test_times_that_leave_no_room_for_complaints_are_told_before_the_publication(first: Round) -> None:
    contest = Contest.objects.get()
    assert tight_finals(contest) == []
    days = (OPENS_FINAL - CLOSES).days
    Contest.objects.update(complaint_days=days)
    told = tight_finals(Contest.objects.get())
    assert len(told) == 1
    assert "không mở được đúng giờ" in told[0]


# The proof


@pytest.fixture
def rows(first: Round) -> list[Row]:
    """The lines of a contest whose final was sat; the first of the earlier round withdrew before the list."""
    withdraw_entrant(entrant=who(1), at=RANKED)
    final = seal_round(round=decided(first), at=OPENS_FINAL)
    for number in (2, 3):
        hand_in(make_attempt(final, who(number)), right=number)
    end_round(round=final, at=ENDS_FINAL + 10 * MINUTE)
    return [json.loads(line) for line in proof_lines(first.contest, at=ENDS_FINAL)]


def told(rows: list[Row]) -> list[str]:
    return [str(one) for one in verify(json.dumps(row) for row in rows).findings]


def test_the_list_is_in_the_commitment_and_in_the_file(rows: list[Row]) -> None:
    final = next(row for row in rows if row.get("finalists"))
    assert (final["finalists"], final["takes_from_earlier"]) == (["CT-00002", "CT-00003"], 2)
    kept = Round.objects.get(kind=RoundKind.FINAL)
    facts: dict[str, Any] = {
        "contest": "vi-du", "round": 2, "rules": kept.rules, "seed": kept.seed,
        "questions": list(sealed_questions(kept).values()),
    }  # fmt: skip
    assert kept.commitment == commitment(**facts, finalists=["CT-00003", "CT-00002"])
    assert kept.commitment != commitment(**facts)
    verdict = verify(json.dumps(row) for row in rows)
    assert verdict.findings == []
    assert "đứng trước mà không vào: CT-00001" in str(verdict.seals[1])


def test_a_list_that_was_touched_is_told(rows: list[Row]) -> None:
    final = next(row for row in rows if row.get("finalists"))
    final["finalists"] = ["CT-00002", "CT-00003", "CT-00004"]
    assert any("không thuộc số người đứng đầu vòng nào trước đó: CT-00004" in one for one in told(rows))
    final["finalists"] = ["CT-00002"]
    assert any("CT-00003, lượt 1: dự chung kết mà không có tên" in one for one in told(rows))
    assert any("mã niêm phong không khớp" in one for one in told(rows))
