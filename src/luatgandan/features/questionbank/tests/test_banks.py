"""The mark "for contests only": who sets it, and that every change is written down."""

import pytest

from luatgandan.foundation.audit.models import Entry

from ..models import Bank, Item
from ..queries import desk_items, drawable, exportable_items
from ..services import NotAllowedError, mark_bank, open_bank
from ..services.reviewing import put_in_use
from .conftest import NOW, MakeStaff, Units
from .test_desk import at_desk, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(units: Units) -> Bank:
    return open_bank(organisation=units["ward-a"])


@pytest.mark.parametrize(("role", "unit", "may"), [("approver", "ward-a", True), ("editor", "ward-a", False),
                                                   ("approver", "ward-b", False)])  # fmt: skip
def test_who_marks_a_bank(bank: Bank, make_staff: MakeStaff, role: str, unit: str, may: bool) -> None:
    person = make_staff(role, unit)
    if may:
        for _ in range(2):
            mark_bank(bank=bank, is_for_contests=True, by=person, at=NOW)
    else:
        with pytest.raises(NotAllowedError):
            mark_bank(bank=bank, is_for_contests=True, by=person, at=NOW)

    assert Bank.objects.get().is_for_contests is may
    assert Entry.objects.filter(action="questionbank.mark_bank").count() == may


def test_a_marked_bank_is_not_for_practice(item: Item) -> None:
    assert list(Item.objects.for_practice()) == [item]
    Bank.objects.update(is_for_contests=True)
    assert list(Item.objects.for_practice()) == []


@pytest.mark.parametrize(("role", "unit", "reads", "takes"), [
    ("editor", "ward-a", True, False), ("approver", "ward-a", True, True), ("auditor", "root", True, False),
    ("approver", "ward-b", False, False), ("contributor", "ward-b", False, False),
])  # fmt: skip
def test_a_shared_bank_for_contests_is_drawn_from_but_not_read(
    item: Item, make_staff: MakeStaff, role: str, unit: str, reads: bool, takes: bool
) -> None:
    put_in_use(item, item.latest, at=NOW)
    item.save()
    person = make_staff(role, unit)
    for is_for_contests in (False, True):
        Bank.objects.update(is_shared=True, is_for_contests=is_for_contests)
        item.refresh_from_db()
        assert at_desk(person).get(item.desk_path()).status_code == (200 if reads or not is_for_contests else 302)
        assert list(desk_items(person)) == ([item] if reads or not is_for_contests else [])
    assert list(exportable_items(person)) == ([item] if takes else [])
    assert list(drawable(on=NOW.date(), units={"ward-b"})) == [item]


def test_the_mark_at_the_desk(bank: Bank, make_staff: MakeStaff) -> None:
    desk = at_desk(make_staff("approver"))
    assert "Chỉ dùng cho cuộc thi" in text(desk.get(url("banks")))

    page = text(desk.post(url("banks"), {"bank": str(bank.pk), "mark": "contests"}, follow=True))

    assert Bank.objects.get().is_for_contests
    assert "Cho ôn tập" in page
    assert "Chỉ dùng cho cuộc thi<" not in text(at_desk(make_staff("editor")).get(url("banks")))
    assert desk.post(url("banks"), {"bank": "x"}).status_code == 404
    assert desk.post(url("banks"), {"bank": "9" * 5_000}).status_code == 404
    other = at_desk(make_staff("approver", "ward-b"))
    assert other.post(url("banks"), {"bank": str(bank.pk), "mark": "practice"}).status_code == 404
