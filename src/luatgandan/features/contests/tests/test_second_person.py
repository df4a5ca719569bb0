"""After the publication nobody changes alone what decides, and everybody reads what was changed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ..enums import DocumentKind, Phase, State
from ..models import Contest, Document, Unit
from ..queries import notices, public_documents
from ..services import ContestError, NotAllowedError
from ..services.contests import change_words, save_round
from ..services.documents import attach_document, confirm_document, remove_document
from ..services.units import UnitRow, add_units, change_unit, settle_unit
from .conftest import MakeStaff, Units
from .desk import at_desk, text, url
from .listing import uploaded
from .making import OPENS, make_round
from .outcomes import make_unit

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
LATER = OPENS + timedelta(minutes=1)


@pytest.fixture
def contest(units: Units) -> Contest:
    """A public contest whose first round has opened."""
    return make_round(units["ward-a"], is_sealed=False).contest


def attach(
    contest: Contest, by: Any, title: str = "Thể lệ sửa đổi", kind: str = DocumentKind.RULES, at: Any = LATER
) -> Document:
    return attach_document(
        contest=contest, kind=kind, title=title, number="", signed_on=None, is_public=True,
        upload=uploaded(PDF, "a.pdf"), by=by, at=at,
    )  # fmt: skip


def told(contest: Contest) -> list[str]:
    return [words for _at, words in notices(contest)]


def test_rules_are_not_taken_away_and_new_ones_stand_beside_them_by_a_second_person(
    contest: Contest, make_staff: MakeStaff
) -> None:
    one, second = make_staff("approver"), make_staff("approver")
    Contest.objects.update(state=State.DRAFT)
    old = attach(contest, one, "Thể lệ", at=OPENS - timedelta(days=1))
    Contest.objects.update(state=State.PUBLISHED)
    with pytest.raises(ContestError, match="không bỏ được"):
        remove_document(document=old, by=one, at=LATER)
    new = attach(contest, one)
    assert public_documents(contest) == [old]
    assert told(contest) == [], "nothing is told of what nobody sees"
    with pytest.raises(NotAllowedError):
        confirm_document(document=new, by=one, at=LATER)
    address = url("documents", contest.pk)
    assert 'name="confirm"' not in text(at_desk(one).get(address))
    assert 'name="confirm"' in text(at_desk(second).get(address))
    assert at_desk(second).post(url("document", contest.pk, new.pk), {"confirm": "1"}).status_code == 302
    assert public_documents(contest) == [old, new]
    assert told(contest) == ["Thêm văn bản “Thể lệ sửa đổi”; các văn bản đã công bố trước vẫn còn."]
    with pytest.raises(ContestError, match="không bỏ được"):
        remove_document(document=new, by=second, at=LATER)


def test_who_added_rules_by_mistake_takes_them_back_before_anybody_confirms(
    contest: Contest, make_staff: MakeStaff
) -> None:
    one = make_staff("approver")
    remove_document(document=attach(contest, one), by=one, at=LATER)
    notice = attach(contest, one, "Thông báo đổi hội trường", DocumentKind.NOTICE)
    remove_document(document=notice, by=one, at=LATER)
    assert told(contest) == ["Thêm văn bản “Thông báo đổi hội trường”.", "Bỏ văn bản “Thông báo đổi hội trường”."]


def test_where_one_person_publishes_an_editor_proposes_rules(contest: Contest, make_staff: MakeStaff) -> None:
    editor, publisher = make_staff("editor"), make_staff("approver")
    with pytest.raises(NotAllowedError):
        attach(contest, editor, "Thông báo", DocumentKind.NOTICE)
    assert set(dict(at_desk(editor).get(url("documents", contest.pk)).context["form"]["kind"].field.choices)) == set(
        DocumentKind.binding()
    )
    mistaken, new = attach(contest, editor, "Nhầm"), attach(contest, editor)
    with pytest.raises(NotAllowedError):
        remove_document(document=mistaken, by=make_staff("editor"), at=LATER)
    remove_document(document=mistaken, by=editor, at=LATER)
    with pytest.raises(NotAllowedError):
        confirm_document(document=new, by=editor, at=LATER)
    confirm_document(document=new, by=publisher, at=LATER)
    assert public_documents(contest) == [new]


def test_changed_words_stand_on_the_public_page(contest: Contest, make_staff: MakeStaff, client: Client) -> None:
    words = {"title": "Tên mới", "summary": "Lời mới", "help_contact": contest.help_contact}
    change_words(contest=contest, words=words, by=make_staff("approver"), at=LATER)
    page = text(client.get(contest.get_absolute_url()))
    assert "Ban Tổ chức đã sửa: tên cuộc thi, lời giới thiệu. Tên trước đó: “Ví dụ minh họa”." in page


def test_headcounts_are_fixed_when_the_first_round_opens(contest: Contest, make_staff: MakeStaff) -> None:
    unit = make_unit(contest, "Trường Bắc", headcount=10)
    one, second, editor = make_staff("approver"), make_staff("approver"), make_staff("editor")
    values: dict[str, Any] = {"name": unit.name, "kind": unit.kind, "headcount": 5}
    assert (
        change_unit(unit=unit, values={**values, "headcount": 12}, by=one, at=OPENS - timedelta(minutes=1)).headcount
        == 12
    )
    with pytest.raises(ContestError, match="cần ghi lý do"):
        change_unit(unit=unit, values=values, by=one, at=LATER)
    asked = change_unit(unit=unit, values={**values, "reason": "Sáp nhập lớp"}, by=one, at=LATER)
    assert (asked.headcount, asked.asked_headcount) == (12, 5)
    for person in (one, editor):
        with pytest.raises(NotAllowedError):
            settle_unit(unit=unit, is_agreed=True, seen="5", by=person, at=LATER)
    page = text(at_desk(second).get(url("unit", contest.pk, unit.pk)))
    assert "đề nghị đổi số người từ 12 thành 5. Lý do: Sáp nhập lớp" in page
    assert 'name="seen" value="5"' in page
    at_desk(second).post(url("unit", contest.pk, unit.pk), {"agree": "1", "seen": "6"})
    unit.refresh_from_db()
    assert (unit.headcount, unit.asked_headcount) == (12, 5), "another figure than the one that was seen"
    assert at_desk(second).post(url("unit", contest.pk, unit.pk), {"agree": "1", "seen": "5"}).status_code == 302
    unit.refresh_from_db()
    assert (unit.headcount, unit.asked_headcount, unit.asked_reason) == (5, None, "")
    assert told(contest) == ["Số người của Trường Bắc đổi từ 12 thành 5. Lý do: Sáp nhập lớp"]


def test_what_was_asked_is_dropped_and_new_units_come_without_headcount(
    contest: Contest, make_staff: MakeStaff
) -> None:
    unit, one = make_unit(contest, "Trường Bắc", headcount=10), make_staff("approver")
    values: dict[str, Any] = {"name": unit.name, "kind": unit.kind, "headcount": 5, "reason": "Nhầm"}
    change_unit(unit=unit, values=values, by=one, at=LATER)
    assert settle_unit(unit=unit, is_agreed=False, seen="", by=one, at=LATER).headcount == 10
    with pytest.raises(NotAllowedError):
        settle_unit(unit=unit, is_agreed=False, seen="", by=one, at=LATER)
    add_units(contest=contest, rows=[UnitRow(name="Trường Nam", headcount=1)], by=one, at=LATER)
    assert Unit.objects.get(name="Trường Nam").headcount is None
    assert told(contest) == []


def test_other_rules_of_a_public_round_stand_on_its_page(contest: Contest, make_staff: MakeStaff) -> None:
    Contest.objects.update(author=make_staff("editor"))
    round = contest.rounds.get()
    values = {"starts_at": round.starts_at, "ends_at": round.ends_at, "banks": []}
    rules = replace(round.rules, attempts=3)
    save_round(contest=contest, number=1, values=values, rules=rules, by=make_staff("approver"), at=LATER)
    [words] = told(contest)
    assert words.startswith("Vòng 1 đổi quy tắc. Nay là: Mỗi người thi nhiều nhất 3 lượt.")
    assert "Trước đó: Mỗi người thi 1 lượt." in words
    save_round(contest=contest, number=1, values=values, rules=rules, by=make_staff("approver"), at=LATER)
    assert len(told(contest)) == 1, "nothing is told of what stays"


def test_a_unit_is_not_renamed_unseen_and_not_after_a_ranking(contest: Contest, make_staff: MakeStaff) -> None:
    unit, by = make_unit(contest, "Trường Bắc", headcount=10), make_staff("editor")
    values: dict[str, Any] = {"name": "Trường Đông", "kind": unit.kind, "headcount": 10}
    change_unit(unit=unit, values=values, by=by, at=LATER)
    assert told(contest) == ["Đơn vị “Trường Bắc” nay ghi là “Trường Đông”."]
    contest.rounds.update(phase=Phase.RANKED)
    for changed in ({"name": "Trường Nam"}, {"kind": "other"}, {"headcount": 9}):
        with pytest.raises(ContestError, match="Đã xếp hạng nên"):
            change_unit(unit=unit, values={**values, **changed}, by=by, at=LATER)
