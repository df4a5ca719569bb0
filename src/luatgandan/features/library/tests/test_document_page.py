"""The page of a document: the whole on a day, what is known of it, how it bears on others."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from luatgandan.features.library import queries
from luatgandan.features.library.enums import Action, Origin, RelationKind, State, Validity
from luatgandan.features.library.models import Document
from luatgandan.features.library.services import ProposedChange, Related, propose_changes, relate
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext.tree import Parsed
from luatgandan.lib.legaltext.validity import Span

from .laws import LAW, a_law, article, chapter, clause, make_document, store, text_of, words

pytestmark = pytest.mark.django_db

UNTOLD = "Có sửa đổi chưa nhập vào lời văn"


def test_the_whole_document_is_one_page_with_validity_first(client: Client, law: Document) -> None:
    page = text_of(client, LAW)

    assert page.index("Còn hiệu lực") < page.index("<h1")
    for said in ("Quốc hội ban hành ngày 02/01/2020", "Căn cứ Hiến pháp", "Trần Văn A", "Các bến đò", "Ninh Kiều"):
        assert said in page
    for place in ("dieu-1", "dieu-2", "dieu-2-khoan-1", "dieu-2-khoan-1-diem-dd", "chp_I", "att_I"):
        assert f'id="{place}"' in page
    assert page.count(f'href="{LAW}dieu-2/"') == 1
    assert 'href="#dieu-2"' in page


def test_words_of_the_law_are_escaped(client: Client, law: Document) -> None:
    assert "&lt;b&gt;bảng giá&lt;/b&gt;" in text_of(client, LAW)


def test_marks_stand_before_the_words(client: Client, law: Document) -> None:
    assert "1. Khách qua đò trả tiền như sau: a) Người lớn: 50.000 đồng; đ) Xe máy" in words(text_of(client, LAW))


def test_one_article_and_two_hundred_cost_the_same_queries(
    client: Client, law: Document, django_assert_max_num_queries: Any
) -> None:
    long = make_document("2/2020/QH14")
    many = [
        article(str(n), f"Tên {n}", clause(str(n), "1", "Một."), clause(str(n), "2", "Hai.")) for n in range(1, 201)
    ]
    store(long, Parsed(body=(chapter("I", *many),)))
    for path in (LAW, long.get_absolute_url()):
        client.get(path)
        with django_assert_max_num_queries(10):
            client.get(path)


def test_a_day_shows_the_law_of_that_day_and_says_so(client: Client, law: Document) -> None:
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))

    now, then = text_of(client, LAW), text_of(client, f"{LAW}?at=2023-12-31")

    assert "70.000 đồng" in now
    assert "không phải hôm nay" not in now
    assert "50.000 đồng" in then
    assert "Đây là luật của ngày 31/12/2023, không phải hôm nay" in then
    assert f'href="{LAW}dieu-2/?at=2023-12-31"' in then
    assert "Đã đổi 1 lần" in now


@pytest.mark.parametrize("typed", ["31/12/2023", "31-12-2023", "ngày 31 tháng 12 năm 2023", " 31.12.2023 "])
def test_days_are_read_as_people_write_them(client: Client, law: Document, typed: str) -> None:
    assert "luật của ngày 31/12/2023" in words(client.get(LAW, {"at": typed}).content.decode())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hôm qua", "không đọc được"),
        ("2024-02-30", "không đọc được"),
        ("1820-01-01", "Chọn một ngày từ 02/09/1945"),
        ("9999-01-01", "Chọn một ngày từ 02/09/1945"),
        ("<script>", "không đọc được"),
        ("1" * 500, "Đang hiện luật hôm nay"),
        ("\0", "Đang hiện luật hôm nay"),
    ],
)
def test_a_bad_day_is_told_in_words_and_today_is_shown(client: Client, law: Document, typed: str, said: str) -> None:
    page = client.get(LAW, {"at": typed}).content.decode()

    assert said in page
    assert "50.000 đồng" in page
    assert "<script>" not in page.partition("<main")[2]


def test_before_its_day_a_law_is_not_yet_in_force(client: Client, law: Document) -> None:
    page = text_of(client, f"{LAW}?at=2020-06-30")
    assert "badge--not_yet" in page
    assert "Được áp dụng từ ngày 01/07/2020" in page


def test_known_changes_that_the_text_does_not_show_are_told(client: Client, law: Document) -> None:
    amending = make_document("9/2025/QH15", short_name="Luật sửa đổi 2025", effective_on=date(2025, 7, 1))
    relate(document=amending, origin=Origin.PORTAL, relations=[Related(kind=RelationKind.AMENDS, target=law)])

    assert UNTOLD in text_of(client, LAW)
    assert UNTOLD in text_of(client, f"{LAW}dieu-2/")
    assert UNTOLD not in text_of(client, f"{LAW}?at=2025-06-30")
    store(law, a_law(fee="90.000 đồng"), valid_from=date(2025, 7, 1))
    assert UNTOLD not in text_of(client, LAW)


@pytest.mark.parametrize(
    ("eid", "on", "is_named", "is_told"),
    [
        ("art_2__para_1", date(2025, 7, 1), True, False),
        ("art_2__para_1", date(2025, 1, 1), True, False),
        ("art_2__para_1", date(2026, 1, 1), True, True),  # in force after the consolidated text
        ("art_2__para_1", date(2025, 7, 1), False, True),  # issued after it: it does not name the amending law
        ("art_1", date(2025, 7, 1), True, True),  # an article that reads in it as issued
    ],
)
def test_changes_that_a_consolidated_text_took_in_are_not_told(
    client: Client, law: Document, eid: str, on: date, *, is_named: bool, is_told: bool
) -> None:
    amending = make_document("9/2025/QH15", short_name="Luật sửa đổi 2025", effective_on=on)
    propose_changes(document=amending, changes=[ProposedChange(action=Action.AMEND, target=law, target_eid=eid)])
    page = f"{LAW}dieu-{eid[4]}/"
    before = text_of(client, page)

    store(law, a_law(fee="90.000 đồng"), valid_from=date(2025, 7, 1))
    named = [Related(kind=RelationKind.AMENDS, target=amending, is_passive=True, on=on)] if is_named else []
    relate(document=law, origin=Origin.MERGED, relations=named)

    assert UNTOLD in before
    assert (UNTOLD in text_of(client, LAW), UNTOLD in text_of(client, page)) == (is_told, is_told)


def test_a_source_that_says_otherwise_is_shown_beside(client: Client, law: Document) -> None:
    Document.objects.filter(pk=law.pk).update(expired_on=date(2025, 1, 1))
    page = words(text_of(client, LAW))
    assert "Nguồn ghi: Còn hiệu lực" in page
    assert "Nguồn ghi không khớp nhau" in page


def test_machines_get_legislation_data(client: Client, law: Document) -> None:
    whole, part = (json.loads(re.search(r"ld\+json\">(.*?)</script>", text_of(client, path))[1])
                   for path in (LAW, f"{LAW}dieu-2/"))  # fmt: skip
    assert (whole["@type"], whole["legislationLegalForce"]) == ("Legislation", "https://schema.org/InForce")
    assert (part["name"], part["isPartOf"]["legislationIdentifier"]) == ("Điều 2. Giá đò", "1/2020/QH14")


@pytest.mark.parametrize(("state", "status"), [(State.DRAFT, 404), (State.WITHDRAWN, 410)])
def test_drafts_are_nowhere_and_withdrawn_documents_leave_a_stone(
    client: Client, law: Document, state: State, status: int
) -> None:
    Document.objects.filter(pk=law.pk).update(state=state)
    content_changed()
    for path in (LAW, f"{LAW}dieu-2/", f"{LAW}dieu-2/lich-su/"):
        assert "Trẻ em đi học" not in text_of(client, path, status)
    assert "1/2020/QH14" not in text_of(client, "/van-ban/")


def test_relations_are_told_in_words_and_drawn(client: Client, law: Document) -> None:
    new = make_document("8/2025/QH15", short_name="Luật Đò mới", effective_on=date(2025, 1, 1))
    relate(document=new, origin=Origin.PORTAL, relations=[Related(kind=RelationKind.REPLACES, target=law)])

    old_page, new_page = text_of(client, f"{LAW}quan-he/"), text_of(client, f"{new.get_absolute_url()}quan-he/")

    assert "Được thay thế bởi" in old_page
    drawing = old_page.partition('class="diagram"')[2]
    assert '<svg width="34em" viewBox="0 0 478 ' in drawing  # one side only, in letters of the size of the page
    assert re.search(r"<h2[^>]*>Thay thế</h2>", new_page)
    assert "Hãy đọc văn bản thay thế" in text_of(client, LAW)


def test_standing_tells_since_and_until() -> None:
    document = Document(effective_on=date(2020, 1, 1), expired_on=date(2027, 1, 1), stated_validity=Validity.IN_FORCE)
    now = queries.standing(document, date(2026, 11, 22))
    assert (now.state, now.since, now.until) == (Validity.IN_FORCE, date(2020, 1, 1), date(2027, 1, 1))
    assert document.span == Span(effective_on=date(2020, 1, 1), ends=(date(2027, 1, 1),), stated="in_force")


def test_what_ended_was_in_force_before_its_end() -> None:
    document = Document(effective_on=date(2020, 1, 1), ended_on=date(2026, 7, 1), stated_validity=Validity.EXPIRED)
    now, then = (queries.standing(document, day) for day in (date(2026, 11, 22), date(2025, 5, 5)))
    assert (now.state, now.since) == (Validity.EXPIRED, date(2026, 7, 1))
    assert (then.state, then.since, then.until) == (Validity.IN_FORCE, date(2020, 1, 1), date(2026, 7, 1))


def test_khmer_pages_keep_the_law_in_vietnamese(client: Client, law: Document) -> None:
    with override("vi"):  # what the request activates ends with the test
        page = text_of(client, f"/km{LAW}")
    assert re.search(r'<div class="law law--hanging" id="loi-van" lang="vi">', page)
    assert f'href="/km{LAW}dieu-2/"' in page
    assert ">Điều 2.</a> Giá đò" in page


def test_today_is_today(law: Document) -> None:
    today = timezone.localdate()
    assert queries.read_document(law, day=today, today=today).is_today


def test_what_the_source_states_today_contradicts_no_day_of_the_past(client: Client, law: Document) -> None:
    Document.objects.update(stated_validity=Validity.PARTLY_EXPIRED, effective_on=date(2020, 6, 1))
    changed = Related(kind=RelationKind.AMENDS, target=law, on=date(2024, 1, 1))
    relate(document=make_document("9/2023/QH15"), origin=Origin.PORTAL, relations=[changed])
    content_changed()

    for place in ("", "dieu-2/"):
        page = text_of(client, f"{LAW}{place}?at=2021-01-01")
        assert ("badge--in_force" in page, "Nguồn ghi" in page) == (True, False)
