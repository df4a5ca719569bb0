"""From the ranking to the decision: proposed by a machine, verified and decided by people."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from luatgandan.foundation.accounts.rules import Role
from luatgandan.lib.files.reader import read_file

from ..enums import Act, AwardState, DocumentKind, Phase, PrizeKind, SignalKind
from ..models import Attempt, Award, Document, Entrant, Prize, Round, Signal
from ..office import decision, minutes
from ..queries import exporting
from ..queries.deciding import facts_of
from ..queries.exporting import results_workbook
from ..queries.winners import awards_of, complaints_until, obstacles, public_winners
from ..services import (
    ContestError,
    IdentityError,
    NotAllowedError,
    NotReadyError,
    SamePersonError,
    WrongPhaseError,
    decide_round,
    decline_award,
    propose_awards,
    reveal_round,
    send_complaint,
    verify_award,
)
from ..services.ranking import rank_round
from ..services.steps import take_step
from .making import CLOSES, make_round
from .outcomes import (
    NUMBERS,
    RANKED,
    WINDOW_OVER,
    award_of,
    officer,
    proposed,
    round_,
    standing,
    verified,
)

__all__ = ["round_"]
pytestmark = pytest.mark.django_db


def test_the_list_follows_the_ranking(round_: Round) -> None:
    assert propose_awards(round=round_, by=officer(Role.EDITOR), at=RANKED) == 4

    assert standing(round_) == [
        ("Giải Nhất", "CT-00001", "proposed"),
        ("Giải Nhì", "CT-00002", "proposed"),
        ("Giải Nhì", "CT-00003", "proposed"),
        ("Tập thể", "Trường Bắc", "proposed"),
    ]
    assert award_of("CT-00001").figure == "hạng 1, 4/4 câu, 0 phút 50 giây"
    assert Award.objects.get(unit__isnull=False).figure == "3 người dự thi trên 10 người"


def test_nobody_wins_for_no_points(round_: Round) -> None:
    Prize.objects.filter(title="Giải Nhì").update(quantity=9)
    assert [code for title, code, _state in standing(proposed(round_)) if title == "Giải Nhì"] == [
        "CT-00002", "CT-00003", "CT-00004",
    ]  # fmt: skip


def test_writing_the_list_twice_changes_nothing(round_: Round) -> None:
    proposed(round_)
    before = list(Award.objects.order_by("pk").values_list("pk", "prize", "certificate"))
    proposed(round_)
    assert list(Award.objects.order_by("pk").values_list("pk", "prize", "certificate")) == before


def test_a_school_may_win_the_same_in_the_round_and_in_the_whole_contest(round_: Round) -> None:
    Prize.objects.create(contest=round_.contest, order=4, title="Cả cuộc thi", quantity=1, kind=PrizeKind.MOST_ENTRANTS)
    for _again in range(2):
        proposed(round_)
        assert standing(round_)[-2:] == [
            ("Tập thể", "Trường Bắc", "proposed"), ("Cả cuộc thi", "Trường Bắc", "proposed"),
        ]  # fmt: skip


def test_a_school_declined_for_the_round_may_win_the_whole_contest(round_: Round) -> None:
    Prize.objects.create(contest=round_.contest, order=4, title="Cả cuộc thi", quantity=1, kind=PrizeKind.MOST_ENTRANTS)
    won = awards_of(proposed(round_)).get(prize__title="Tập thể")
    decline_award(award=won, reason="Khai sai số người", by=officer(Role.EDITOR), at=RANKED)
    assert standing(round_)[3:] == [
        ("Tập thể", "Trường Bắc", "declined"),
        ("Tập thể", "Trường Nam", "proposed"),
        ("Cả cuộc thi", "Trường Bắc", "proposed"),
    ]


def test_of_a_citizen_number_four_digits_and_a_hash_stay(round_: Round) -> None:
    verify_award(award=award_of_first(round_), number="092 090 000 001", by=officer(Role.EDITOR), at=RANKED)

    kept = award_of("CT-00001")
    assert (kept.state, kept.identity_last4, len(kept.identity_digest)) == (AwardState.VERIFIED, "0001", 64)
    assert NUMBERS[0] not in repr(Award.objects.filter(pk=kept.pk).values())


def award_of_first(round_: Round) -> Award:
    proposed(round_)
    return award_of("CT-00001")


def verified_award(round_: Round) -> Award:
    verified(round_)
    return award_of("CT-00001")


@pytest.mark.parametrize("number", ["", "123", "09209000000x", "0920900000012"])
def test_a_number_that_cannot_be_is_refused(round_: Round, number: str) -> None:
    with pytest.raises(IdentityError):
        verify_award(award=award_of_first(round_), number=number, by=officer(Role.EDITOR), at=RANKED)


def test_the_same_citizen_twice_is_told(round_: Round) -> None:
    editor = officer(Role.EDITOR)
    verify_award(award=award_of_first(round_), number=NUMBERS[0], by=editor, at=RANKED)
    with pytest.raises(IdentityError, match="CT-00001"):
        verify_award(award=award_of("CT-00002"), number=NUMBERS[0], by=editor, at=RANKED)


def test_who_is_declined_goes_and_the_next_moves_up_with_what_was_verified(round_: Round) -> None:
    editor = officer(Role.EDITOR)
    proposed(round_)
    verify_award(award=award_of("CT-00002"), number=NUMBERS[1], by=editor, at=RANKED)
    decline_award(award=award_of("CT-00001"), reason="Khai sai ngày sinh", by=editor, at=RANKED)

    assert standing(round_) == [
        ("Giải Nhất", "CT-00001", "declined"),
        ("Giải Nhất", "CT-00002", "verified"),
        ("Giải Nhì", "CT-00003", "proposed"),
        ("Giải Nhì", "CT-00004", "proposed"),
        ("Tập thể", "Trường Bắc", "proposed"),
    ]
    assert propose_awards(round=round_, by=editor, at=RANKED) == 4  # who was declined stays out


def test_declining_needs_a_reason_and_happens_once(round_: Round) -> None:
    editor, award = officer(Role.EDITOR), award_of_first(round_)
    with pytest.raises(ContestError, match="vì sao"):
        decline_award(award=award, reason=" ", by=editor, at=RANKED)
    decline_award(award=award, reason="Thi hộ", by=editor, at=RANKED)
    with pytest.raises(ContestError, match="không công nhận"):
        decline_award(award=award, reason="Thi hộ", by=editor, at=RANKED)


def test_an_award_that_a_new_list_took_away_meanwhile_is_told(round_: Round) -> None:
    award = award_of_first(round_)
    Award.objects.filter(pk=award.pk).delete()
    with pytest.raises(ContestError, match="không còn dòng này"):
        verify_award(award=award, number=NUMBERS[0], by=officer(Role.EDITOR), at=RANKED)


def test_strangers_and_contributors_touch_no_prize(round_: Round) -> None:
    award = award_of_first(round_)
    for who in (officer(Role.CONTRIBUTOR), officer(Role.EDITOR, "ward-b"), officer(Role.AUDITOR)):
        with pytest.raises(NotAllowedError):
            propose_awards(round=round_, by=who, at=RANKED)
        with pytest.raises(NotAllowedError):
            verify_award(award=award, number=NUMBERS[0], by=who, at=RANKED)
        with pytest.raises(NotAllowedError):
            decide_round(round=round_, by=who, at=WINDOW_OVER)


def test_a_second_person_decides(round_: Round) -> None:
    first = officer(Role.APPROVER)
    verify_award(award=verified_award(round_), number=NUMBERS[0], by=first, at=RANKED)
    with pytest.raises(SamePersonError):
        decide_round(round=round_, by=first, at=WINDOW_OVER)
    assert decide_round(round=round_, by=officer(Role.APPROVER), at=WINDOW_OVER).phase == Phase.DECIDED


def test_the_decision_closes_the_round(round_: Round) -> None:
    decided = decide_round(round=verified(round_), by=officer(Role.APPROVER), at=WINDOW_OVER)

    assert (decided.phase, decided.decided_at) == (Phase.DECIDED, WINDOW_OVER)
    assert set(Award.objects.values_list("state", "shown_name")) == {
        ("decided", "Người thứ 1"),
        ("decided", "Người thứ 2"),
        ("decided", "Người thứ 3"),
        ("decided", "Trường Bắc"),
    }
    with pytest.raises(NotReadyError):
        decide_round(round=round_, by=officer(Role.APPROVER), at=WINDOW_OVER)
    with pytest.raises(WrongPhaseError):
        propose_awards(round=round_, by=officer(Role.EDITOR), at=WINDOW_OVER)
    assert [one.name for one in public_winners(round_.contest, on=RANKED.date())] == [
        "Người T. …", "Người T. …", "Người T. …", "Trường Bắc",
    ]  # fmt: skip


def test_what_is_decided_is_not_cancelled(round_: Round) -> None:
    decide_round(round=verified(round_), by=officer(Role.APPROVER), at=WINDOW_OVER)
    with pytest.raises(ContestError, match="Đã có quyết định trao giải"):
        take_step(contest=round_.contest, act=Act.CANCEL, by=officer(Role.APPROVER), at=WINDOW_OVER, reason="Nhấn nhầm")


def test_the_window_of_complaints_comes_first(round_: Round) -> None:
    verified(round_)
    until = complaints_until(round_)
    assert until is not None
    assert obstacles(round_, at=until - timedelta(seconds=1)) == ["Còn nhận khiếu nại đến hết ngày 19/11/2026."]
    assert obstacles(round_, at=until) == []


def test_what_is_not_done_stands_before_the_decision(round_: Round) -> None:
    proposed(round_)
    send_complaint(entrant=Entrant.objects.all()[0], round=round_, text="Câu 3 sai đáp án", at=RANKED)
    odd = Signal.objects.create(round=round_, kind=SignalKind.SPEED, key="x", strength=1, found_at=RANKED)
    odd.attempts.add(Attempt.objects.get(place=1))

    with pytest.raises(NotReadyError):
        decide_round(round=round_, by=officer(Role.APPROVER), at=WINDOW_OVER)
    assert obstacles(round_, at=WINDOW_OVER) == [
        "4 giải chưa xác minh.",
        "1 khiếu nại chưa trả lời.",
        "1 dấu hiệu bất thường của người, tập thể có trong danh sách chưa có kết luận.",
    ]


def test_prizes_of_the_whole_contest_wait_for_its_other_rounds(round_: Round) -> None:
    contest = round_.contest
    last = reveal_round(round=rank_round(round=make_round(contest.organisation), at=RANKED), at=RANKED)
    never_held = make_round(contest.organisation, is_sealed=False)
    Round.objects.filter(pk=never_held.pk).update(number=0)
    assert obstacles(last, at=WINDOW_OVER) == []
    Prize.objects.create(contest=contest, order=4, title="Cả cuộc thi", quantity=1, kind=PrizeKind.MOST_WINNERS)

    told = "Giải của cả cuộc thi tính mọi vòng. Hãy quyết định trao giải trước cho: Vòng 1."
    assert (obstacles(last, at=WINDOW_OVER), obstacles(round_, at=WINDOW_OVER)) == ([told], [])
    Round.objects.filter(pk=round_.pk).update(phase=Phase.DECIDED)
    assert obstacles(last, at=WINDOW_OVER) == []


def words_of(content: bytes) -> str:
    return "\n".join(line.text for line in read_file(content, "van-ban.docx").lines)


def test_decision_and_minutes_in_official_layout(round_: Round) -> None:
    plan = {"kind": DocumentKind.PLAN, "title": "Kế hoạch tổ chức", "number": "12/KH-UBND"}
    Document.objects.create(contest=round_.contest, signed_on=CLOSES.date(), **plan)
    facts = facts_of(verified(round_))

    said = words_of(decision(facts))
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "QUYẾT ĐỊNH", "Nơi nhận",
                  "Căn cứ Kế hoạch số 12/KH-UBND ngày 16 tháng 11 năm 2026", "Tổng số tiền thưởng: 2.000.000 đồng",
                  "Người thứ 1", "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐẠT GIẢI", "Điều 3."):  # fmt: skip
        assert words in said
    assert "Times New Roman" in ZipFile(BytesIO(decision(facts))).read("word/styles.xml").decode()

    told = words_of(minutes(facts))
    for words in ("BIÊN BẢN", "Số người dự thi: 5; số lượt thi: 5; số người đúng hết: 2.", round_.commitment,
                  "Điểm cao hơn; Làm bài nhanh hơn", "THƯ KÝ", "CHỦ TRÌ"):  # fmt: skip
        assert words in told


def test_a_spreadsheet_of_very_many_has_the_first_and_says_where_all_are(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_PLACES", 3)
    rows = list(load_workbook(BytesIO(results_workbook(round_)))["Xếp hạng"].values)
    assert [row[0] for row in rows[1:-1]] == [1, 2, 3]
    assert "3 người đứng đầu trong 5 người" in str(rows[-1][0])
    assert "export_contest vi-du" in str(rows[-1][0])


def test_the_spreadsheet_runs_no_formula(round_: Round) -> None:
    Entrant.objects.filter(code="CT-00001").update(name="=HYPERLINK(1)")
    book = load_workbook(BytesIO(results_workbook(proposed(round_))))

    assert book.sheetnames == ["Xếp hạng", "Đơn vị", "Câu hỏi", "Xã, phường", "Giải"]
    first = [cell.value for cell in book["Xếp hạng"][2]]
    assert first[:3] == [1, "CT-00001", "'=HYPERLINK(1)"]
    assert book["Xếp hạng"].max_row == 6
    assert [row[0].value for row in book["Giải"].iter_rows(min_row=2)] == [
        "Giải Nhất",
        "Giải Nhì",
        "Giải Nhì",
        "Tập thể",
    ]
