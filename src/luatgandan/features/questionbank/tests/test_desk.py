"""The desk: lists, the editor of each kind, acts; strangers and officers of other units are refused."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luatgandan.features.library.tests import laws
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry

from .. import services
from ..enums import Kind, State
from ..models import Bank, Item
from ..queries import desk_tasks
from .conftest import NOW, WRITTEN, MakeStaff, Units

LIST_QUERIES = 2  # units of banks with counts of states, the rows
FRAME_QUERIES = 10  # who it is with which roles, and the frame and menus of Wagtail
COMMON = {"seen": "0", "explanation": "Vì luật nói vậy.", "basis": "", "day_of_law": "2026-11-16",
          "field": "giao-thong", "difficulty": "1", "audience": ["pupil"],
          "media-TOTAL_FORMS": "0", "media-INITIAL_FORMS": "0"}  # fmt: skip
TYPED: dict[Kind, dict[str, Any]] = {
    Kind.ONE: {"option_0": "50.000 đồng", "option_1": "20.000 đồng", "key": "0"},
    Kind.SEVERAL: {"option_0": "Người lớn", "option_2": "Trẻ em", "option_3": "Cá", "key": ["0", "2"]},
    Kind.TRUE_FALSE: {"decision": "sai"},
    Kind.ORDER: {"steps": "Mặc áo phao\nLên đò\nNgồi yên"},
    Kind.MATCH: {"pairs": "Người lớn = 50.000 đồng\nTrẻ em = 0 đồng\n= 5 đồng"},
    Kind.NUMBER: {"number": "50.000", "unit": "đồng"},
}
KEYS = {
    Kind.ONE: ("50.000 đồng",),
    Kind.SEVERAL: ("Người lớn", "Trẻ em"),
    Kind.TRUE_FALSE: (),
    Kind.ORDER: ("Mặc áo phao", "Lên đò", "Ngồi yên"),
    Kind.MATCH: ("Người lớn 50.000 đồng", "Trẻ em 0 đồng"),
    Kind.NUMBER: ("50000 đồng",),
}
STEM = "Đi đò phải trả gì?"


def at_desk(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def url(name: str, *args: Any) -> str:
    return reverse(f"questionbank_desk:{name}", args=args)


@pytest.mark.parametrize("who", ["nobody", "signed in", "other unit"])
def test_strangers_and_officers_of_other_units_never_see_a_question(
    item: Item, make_staff: MakeStaff, who: str
) -> None:
    client = {
        "nobody": Client,
        "signed in": lambda: at_desk(Person.objects.create_user("x", "x@example.invalid", "x")),
        "other unit": lambda: at_desk(make_staff("approver", "ward-b")),
    }[who]()
    for address in (item.desk_path(), url("edit", item.pk), url("act", item.pk, "check")):
        for answered in (client.get(address), client.post(address, {"seen": "1"})):
            assert answered.status_code in (302, 403)
            assert WRITTEN.content.stem not in answered.content.decode()
    assert WRITTEN.content.stem not in client.get(url("list")).content.decode()
    item.refresh_from_db()
    assert item.state == State.DRAFT


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_written_looked_at_and_mended(units: Units, make_staff: MakeStaff, kind: Kind) -> None:
    laws.store(laws.make_document("1/2020/QH14"), laws.a_law())
    desk = at_desk(make_staff("editor"))
    typed = {**COMMON, **TYPED[kind], "stem": STEM, "basis": "khoản 1 Điều 2 Luật số 1/2020/QH14"}
    bank = {"bank-unit": str(units["ward-a"].pk)}
    assert "Thêm câu hỏi" in text(desk.get(url("new", kind)))
    looked = text(desk.post(url("new", kind), {**typed, **bank, "preview": "1"}))
    assert "Xem trước" in looked
    assert "Khách qua đò trả tiền như sau" in looked
    assert not Item.objects.exists()
    answered = desk.post(url("new", kind), {**typed, **bank})
    item = Item.objects.select_related("latest").get()
    assert answered["Location"] == item.desk_path()
    assert item.latest is not None
    content = item.latest.content_of(item.kind)
    assert content.key_words == KEYS[kind]
    assert (item.field, item.difficulty, item.audience) == ("giao-thong", 1, ["pupil"])
    form = text(desk.get(url("edit", item.pk)))
    assert "khoản 1 Điều 2, 1/2020/QH14" in form
    again = {**typed, "seen": "1", "stem": "Đi đò thì phải trả gì?", "basis": "khoản 1 Điều 2, 1/2020/QH14"}
    assert desk.post(url("edit", item.pk), again)["Location"] == item.desk_path()
    item.refresh_from_db()
    assert item.latest is not None
    mended = item.latest.content_of(item.kind)
    assert (mended.options, mended.key, item.latest.number) == (content.options, content.key, 2)
    page = text(desk.get(item.desk_path()))
    assert "<ins>thì " in page
    assert "Đi đò" in page


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(units: Units, make_staff: MakeStaff) -> None:
    desk = at_desk(make_staff("editor"))
    given = {**COMMON, "bank-unit": str(units["ward-a"].pk), "stem": STEM, "option_0": "Một", "option_1": "một",
             "basis": "Điều 5 Luật số 404/2020/QH14"}  # fmt: skip
    page = text(desk.post(url("new", "one"), given), 422)
    assert "Có hai phương án giống nhau." in page
    assert "Chưa có đáp án đúng." in page
    assert "Thư viện không có: Điều 5 Luật số 404/2020/QH14" in page
    assert STEM in page
    assert 'value="một"' in page
    page = text(desk.post(url("new", "match"), {**given, "pairs": "không có dấu"}), 422)
    assert "Dòng này thiếu dấu" in page
    assert desk.get(url("new", "essay")).status_code == 404
    assert not Item.objects.exists()


def test_nobody_adds_to_the_bank_of_another_unit(units: Units, make_staff: MakeStaff) -> None:
    desk = at_desk(make_staff("editor"))
    given = {**COMMON, **TYPED[Kind.ONE], "stem": STEM, "bank-unit": str(units["ward-b"].pk)}
    assert desk.post(url("new", "one"), given).status_code == 422
    assert not Bank.objects.exists()


def test_acts_go_on_the_version_that_was_read(item: Item, make_staff: MakeStaff, writer: Person) -> None:
    second = make_staff("approver")
    assert "Kiểm tra đạt" not in text(at_desk(writer).get(item.desk_path()))
    desk = at_desk(second)
    assert "Kiểm tra đạt" in text(desk.get(item.desk_path()))
    assert "đáp án" in text(desk.get(url("act", item.pk, "check")))
    services.save_version(item=item, written=WRITTEN, seen=1, by=writer, at=NOW)
    assert "Vừa có bản mới hơn" in text(desk.post(url("act", item.pk, "check"), {"seen": "1"}), 422)
    assert desk.post(url("act", item.pk, "check"), {"seen": "2"}).status_code == 302
    assert text(desk.post(url("act", item.pk, "give_back"), {"seen": "2", "reason": ""}), 422)
    assert desk.post(url("act", item.pk, "approve"), {"seen": "2"}).status_code == 302
    item.refresh_from_db()
    assert item.state == State.APPROVED
    assert desk.get(url("act", item.pk, "write")).status_code == 404


def test_others_read_only_the_approved_words_of_the_shared_bank(units: Units, make_staff: MakeStaff) -> None:
    root, second, guest = make_staff("editor", "root"), make_staff("approver", "root"), make_staff("contributor")
    item = services.create_item(organisation=units["root"], written=WRITTEN, by=root, at=NOW)
    assert at_desk(guest).get(item.desk_path()).status_code in (302, 403)
    services.check_item(item=item, seen=1, by=second, at=NOW)
    services.approve_item(item=item, seen=1, by=second, at=NOW)
    changed = replace(WRITTEN, content=replace(WRITTEN.content, stem="Bản nháp mới?"))
    services.save_version(item=item, written=changed, seen=1, by=root, at=NOW)
    page = text(at_desk(guest).get(item.desk_path()))
    assert WRITTEN.content.stem in page
    assert "Bản nháp mới?" not in page
    assert "Bản nháp mới?" not in text(at_desk(guest).get(url("list")))
    assert at_desk(guest).get(url("edit", item.pk)).status_code in (302, 403)


def test_filters_narrow_the_list(item: Item, writer: Person) -> None:
    desk = at_desk(writer)
    for given in ({}, {"q": "đò ngang"}, {"q": "DO-001"}, {"loai": "one"}, {"do_kho": "2"}, {"buoc": "draft"},
                  {"don_vi": "ward-a"}, {"linh_vuc": "khac"}):  # fmt: skip
        assert WRITTEN.content.stem in text(desk.get(url("list"), given)), given
    assert WRITTEN.content.stem not in text(desk.get(url("list"), {"don_vi": "ward-b"}))
    for given in ({"q": "ly hôn"}, {"loai": "number"}, {"do_kho": "3"}, {"buoc": "approved"}, {"luat_doi": "on"}):
        assert WRITTEN.content.stem not in text(desk.get(url("list"), given)), given


def test_a_list_is_ordered_by_how_often_questions_were_asked(item: Item, units: Units, writer: Person) -> None:
    desk = at_desk(writer)
    other = services.create_item(organisation=units["ward-a"], written=WRITTEN, by=writer, at=NOW, code="do-002")
    services.count_papers(source="round:1", papers={item.pk: 3, other.pk: 2})
    services.count_papers(source="round:2", papers={other.pk: 7, 10**6: 5})
    services.count_papers(source="round:1", papers={item.pk: 4})  # counted again: the last word
    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.drawn, other.drawn) == (4, 7)
    for order, first in (("nhieu", "do-002"), ("it", "do-001")):
        assert desk.get(url("list"), {"sap_xep": order}).context["rows"][0].code == first
    assert "<td>7</td>" in text(desk.get(url("list")))
    assert "đã ra trong 7 đề" in text(desk.get(other.desk_path()))


def test_a_list_asks_the_same_with_1_and_30_rows(item: Item, units: Units, writer: Person) -> None:
    desk = at_desk(writer)
    desk.get(url("list"))
    counts = []
    for wanted in (1, 30):
        while Item.objects.count() < wanted:
            services.create_item(organisation=units["ward-a"], written=WRITTEN, by=writer, at=NOW)
        with CaptureQueriesContext(connection) as seen:
            assert text(desk.get(url("list"))).count('class="title"') == wanted
        counts.append(len(seen))
    assert counts[0] == counts[1] <= LIST_QUERIES + FRAME_QUERIES


def test_the_first_page_tells_what_waits_and_never_ones_own_words(
    item: Item, writer: Person, make_staff: MakeStaff
) -> None:
    second = make_staff("approver")
    assert desk_tasks(writer) == []
    assert [(one.count, one.url.split("=")[1]) for one in desk_tasks(second)] == [(1, "draft"), (0, "checked")]
    services.check_item(item=item, seen=1, by=second, at=NOW)
    assert [one.count for one in desk_tasks(second)] == [0, 1]
    assert [one.count for one in desk_tasks(make_staff("editor"))] == [0]
    assert desk_tasks(Person.objects.create_user("y", "y@example.invalid", "x")) == []


def test_who_reads_a_key_leaves_a_line_in_the_log(item: Item, writer: Person, make_staff: MakeStaff) -> None:
    """Once an hour, also of a page where the key stands beside an act; nothing of one's own words."""
    reader = make_staff("editor")
    for name, more in (("item", ()), ("item", ()), ("edit", ()), ("act", ("kiem-tra",))):
        at_desk(reader).get(url(name, item.pk, *more))
    at_desk(writer).get(url("item", item.pk))
    lines = Entry.objects.filter(action="questionbank.read_key")
    assert [(one.actor_id, one.object_label, one.detail) for one in lines] == [
        (str(reader.public_id), item.code, {"version": 1})
    ]
