"""Rounds at the desk: times, rules, banks, prizes, later ends, questions voided."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.features.library.enums import Reason
from luatgandan.features.library.models import Review
from luatgandan.features.library.tests import laws
from luatgandan.features.questionbank.enums import Field

from ..enums import Phase, PrizeKind, State
from ..forms.desk_rounds import moment, typed_moment
from ..models import Contest, Prize, Round
from ..papers.values import Quota, Rules
from ..queries.wording import prizes_in_words
from ..rules.templates import TEMPLATES
from ..services import ContestError
from ..services import contests as acts
from .conftest import NOW, MakeStaff, Units
from .desk import at_desk, made, text, typed_round, url
from .making import OPENS, fill_bank, make_round


def test_times_are_typed_as_rules_of_contests_say_them() -> None:
    day = date(2026, 2, 3)
    assert moment(day, "24:00") == moment(date(2026, 2, 4), "00:00")
    assert [f"{timezone.localtime(moment(day, one)):%H:%M}" for one in ("7h", "7:05", "19.30", "23:59")] == [
        "07:00", "07:05", "19:30", "23:59",
    ]  # fmt: skip
    for wrong in ("25:00", "24:01", "sáng", "7"):
        with pytest.raises(Exception, match="không phải giờ"):
            moment(day, wrong)
    assert typed_moment("ends", moment(day, "24:00"), is_end=True) == {"ends_on": day, "ends_time": "24:00"}
    assert typed_moment("starts", moment(day, "00:00")) == {"starts_on": day, "starts_time": "00:00"}


def test_a_round_is_edited_with_what_the_banks_have_beside(units: Units, make_staff: MakeStaff) -> None:
    person = make_staff("editor")
    contest, desk = made(units, person), at_desk(person)
    fill_bank(units["ward-a"], 6)
    round = contest.rounds.get()
    sent = typed_round(round, count_0="4", field_0="giao-thong", ends_on="2099-03-09", ends_time="19:00")
    page = text(desk.post(url("round", contest.pk, 1), {**sent, "look": "1"}))
    assert f"Cần 4 câu {Field.TRAFFIC.label}: rút được 3 câu." in page
    assert "ngân hàng còn thiếu 1 câu" in page
    round.refresh_from_db()
    assert round.rules == TEMPLATES["hoc-sinh"].rounds[0].rules
    answered = desk.post(url("round", contest.pk, 1), {**sent, "count_0": "3", "count_1": "2", "difficulty_1": "1"})
    assert answered.status_code == 302
    round.refresh_from_db()
    assert round.rules.quotas == (Quota(count=3, field="giao-thong"), Quota(count=2, difficulty=1))
    assert timezone.localtime(round.ends_at).hour == 19


def test_what_does_not_hang_together_is_told(units: Units, make_staff: MakeStaff) -> None:
    person = make_staff("editor")
    contest, desk = made(units, person), at_desk(person)
    round = contest.rounds.get()
    for changed, told in (
        ({"ends_on": "2099-03-01"}, "Giờ đóng phải sau giờ mở."),
        ({"ends_time": "mai"}, "không phải giờ"),
        ({"ends_on": "9999-12-31", "ends_time": "24:00"}, "30/12/2199"),
        ({"starts_on": "0001-01-01"}, "Ghi ngày từ 01/01/2020"),
        ({"chain_1": "score"}, "tiêu chí lặp lại"),
        ({"prediction": "all_right"}, "Câu dự đoán và tiêu chí dự đoán phải đi cùng nhau"),
        ({"kind": "final"}, "Chung kết cần số người"),
        ({"count_0": "150", "count_1": "51"}, "Một đề nhiều nhất 200 câu."),
        ({"count_0": ""}, "Mỗi dòng cơ cấu đề cần ít nhất một câu hỏi."),
    ):
        assert told in text(desk.post(url("round", contest.pk, 1), typed_round(round, **changed)), 422), told


def test_rounds_are_added_and_the_last_one_taken_away(units: Units, make_staff: MakeStaff) -> None:
    person = make_staff("editor")
    contest, desk = made(units, person), at_desk(person)
    first = contest.rounds.get()
    assert desk.get(url("round", contest.pk, 3)).status_code == 404
    assert "Vòng 2" in text(desk.get(url("round", contest.pk, 2)))
    sent = typed_round(first, starts_on="2099-04-01", ends_on="2099-04-07")
    assert desk.post(url("round", contest.pk, 2), sent).status_code == 302
    assert text(desk.get(url("remove_round", contest.pk)))
    desk.post(url("remove_round", contest.pk))
    desk.post(url("remove_round", contest.pk))
    assert contest.rounds.get() == first


def test_prizes_are_set_in_order(units: Units, make_staff: MakeStaff) -> None:
    person = make_staff("editor")
    contest, desk = made(units, person), at_desk(person)
    round, kept = contest.rounds.get(), list(contest.prizes.all())
    sent: dict[str, Any] = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "2"}
    lines: list[dict[str, Any]] = [
        {"id": kept[0].pk, "title": "Giải đặc biệt", "kind": "person", "round": round.pk, "quantity": 2, "amount": 5},
        {"id": kept[1].pk, "title": "Giải nhì", "kind": "person", "round": round.pk, "quantity": 3, "DELETE": "on"},
        {"title": "Trường đông nhất", "kind": "most_entrants", "quantity": 1},
    ]
    for place, line in enumerate(lines):
        sent |= {f"form-{place}-{name}": value for name, value in line.items()}
        sent |= {f"form-{place}-least_score": 0, f"form-{place}-least_entrants": 0}
    page = text(desk.post(url("prizes", contest.pk), {**sent, "form-0-round": ""}), 422)
    assert "Giải cá nhân theo thứ hạng cần chọn một vòng." in page
    page = text(desk.post(url("prizes", contest.pk), {**sent, "form-2-kind": "by_headcount"}), 422)
    assert "đơn vị một người luôn đạt 100%" in page
    assert desk.post(url("prizes", contest.pk), sent).status_code == 302
    assert list(
        Prize.objects.order_by("order").values_list("order", "title", "kind", "round", "quantity", "amount")
    ) == [
        (1, "Giải đặc biệt", PrizeKind.PERSON, round.pk, 2, 5),
        (2, "Trường đông nhất", PrizeKind.MOST_ENTRANTS, None, 1, 0),
    ]


def test_half_of_the_points_wins_a_personal_prize_of_a_template_unless_the_organiser_says_otherwise(
    units: Units, make_staff: MakeStaff
) -> None:
    person = make_staff("editor")
    contest = made(units, person)
    assert set(contest.prizes.values_list("kind", "least_score")) == {
        (PrizeKind.PERSON, 50), (PrizeKind.MOST_ENTRANTS, 0), (PrizeKind.MOST_WINNERS, 0),
    }  # fmt: skip
    assert "1 × Giải nhất (Vòng 1); từ 50% số điểm trở lên" in text(at_desk(person).get(url("contest", contest.pk)))
    Contest.objects.update(state=State.PUBLISHED, published_at=NOW)
    public = text(Client().get(contest.get_absolute_url()))
    assert "<li>1 × Giải nhất (Vòng 1); từ 50% số điểm trở lên</li>" in public
    assert "<li>1 × Trường có nhiều người dự thi nhất</li>" in public
    page = text(at_desk(person).get(url("prizes", contest.pk)))
    assert 'name="form-6-least_score" value="50"' in page, "an empty line begins with half of the points"


def test_a_unit_of_one_does_not_win_by_its_share_of_people(units: Units, make_staff: MakeStaff) -> None:
    contest = made(units, make_staff("editor"), template="nhieu-tuan")
    assert contest.prizes.get(kind=PrizeKind.BY_HEADCOUNT).least_entrants == 10
    assert any("từ 10 người dự thi trở lên" in line for line in prizes_in_words(contest))


def test_what_was_approved_is_not_changed_behind_the_approvers_back(units: Units, make_staff: MakeStaff) -> None:
    person, second = make_staff("editor"), make_staff("approver")
    contest = made(units, person)
    round = contest.rounds.get()
    given: dict[str, Any] = {"contest": contest, "by": person, "at": NOW}
    values = {"starts_at": round.starts_at, "ends_at": round.ends_at}
    for state in (State.CHECKED, State.APPROVED, State.PUBLISHED, State.CANCELLED):
        Contest.objects.update(state=state)
        with pytest.raises(ContestError):
            acts.change_conditions(conditions={"asked": []}, **given)
        with pytest.raises(ContestError):
            acts.set_prizes(prizes=[], **given)
        with pytest.raises(ContestError):
            acts.save_round(number=1, values=values, rules=Rules(minutes=5), **given)
    Contest.objects.update(state=State.PUBLISHED)
    acts.save_round(number=1, values=values, rules=Rules(minutes=5), **{**given, "by": second})
    Round.objects.update(phase=Phase.SEALED)
    with pytest.raises(ContestError, match="đã niêm phong"):
        acts.save_round(number=1, values=values, rules=Rules(minutes=6), **{**given, "by": second})
    round.refresh_from_db()
    assert round.rules.minutes == 5


def test_a_sealed_round_is_only_extended_with_a_reason(units: Units, make_staff: MakeStaff) -> None:
    fill_bank(units["ward-a"], 4)
    round = make_round(units["ward-a"])
    given: dict[str, Any] = {"round": round, "reason": "Mất điện diện rộng.", "by": make_staff("approver"), "at": OPENS}
    for wrong in (round.ends_at, round.ends_at - timedelta(minutes=1)):
        with pytest.raises(ContestError, match="phải sau giờ đóng đã công bố"):
            acts.extend_round(ends_at=wrong, **given)
    later = round.ends_at + timedelta(hours=1)
    assert acts.extend_round(ends_at=later, **given).ends_at == later
    entry = round.contest.log.get(kind="changed")
    assert (entry.detail["what"], entry.detail["reason"]) == ("extend_round", "Mất điện diện rộng.")
    with pytest.raises(ContestError, match="đã đóng"):
        acts.extend_round(ends_at=later + timedelta(days=1), **{**given, "at": later})
    assert round.rules == Round.objects.get(pk=round.pk).rules


def test_a_question_is_voided_with_a_reason_and_a_second_look(units: Units, make_staff: MakeStaff) -> None:
    fill_bank(units["ward-a"], 4)
    round = make_round(units["ward-a"])
    address, desk = url("void", round.contest_id, 1), at_desk(make_staff("approver"))
    page = text(desk.get(address))
    assert "c-001: Câu 1?" in page
    assert "Ý a" not in page
    assert at_desk(make_staff("editor")).get(address).status_code in (302, 403)
    sent = {"code": "c-001", "reason": "Câu hỏi có hai đáp án đúng."}
    assert text(desk.post(address, sent), 422)
    assert desk.post(address, {**sent, "confirms": "on"}).status_code == 302
    assert list(round.voided.values_list("code", "reason")) == [("c-001", "Câu hỏi có hai đáp án đúng.")]
    assert "c-001: " not in text(desk.get(address))


def test_a_sealed_question_whose_law_changed_is_shown(units: Units, make_staff: MakeStaff) -> None:
    items = fill_bank(units["ward-a"], 4)
    round = make_round(units["ward-a"])
    desk, address = at_desk(make_staff("editor")), url("contest", round.contest_id)
    assert "Luật của những câu này đã đổi" not in text(desk.get(address))
    Review.objects.create(
        source=items[1], document=laws.make_document("1/2020/QH14"), eid="art_2", reason=Reason.CHANGED, label="x",
        changed_on=OPENS.date(), raised_at=OPENS, grace_until=OPENS.date(), url="/x/",
    )  # fmt: skip
    assert "Luật của những câu này đã đổi sau khi niêm phong; hãy xem lại, hủy câu nếu cần: c-001" in text(
        desk.get(address)
    )
