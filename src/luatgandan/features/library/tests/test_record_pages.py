"""What people see of records: pages, links, lists, what was withdrawn."""

from typing import Any

import pytest
from django.test import Client

from luatgandan.features.library.enums import RecordKind
from luatgandan.features.library.models import Citation, Document, Review
from luatgandan.features.library.queries import records as record_queries
from luatgandan.features.library.queries import search_items
from luatgandan.features.library.services import records as services
from luatgandan.features.library.services.reviews import flag_document
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.modules.services import content_changed

from .drafting import Units, draft, publish
from .laws import NOW


def test_a_withdrawn_record_leaves_a_tombstone(
    client: Client, units: Units, writer: Person, approver: Person, code: Document
) -> None:
    record = draft(units["root"], writer, cites=["Điều 328 Bộ luật Dân sự 2015: đặt cọc"])
    record = publish(record, writer, approver)
    with pytest.raises(services.NotAllowedError):
        services.withdraw_record(record=record, by=writer, at=NOW, reason="x")
    with pytest.raises(services.RecordError, match="lý do"):
        services.withdraw_record(record=record, by=approver, at=NOW, reason=" ")
    services.withdraw_record(record=record, by=approver, at=NOW, reason="Trùng bài")
    content_changed()
    page, data = client.get(record.get_absolute_url()), client.get(record.data_url)
    assert (page.status_code, data.status_code) == (410, 410)
    assert "Trùng bài" in page.content.decode()
    assert "22/11/2026" in page.content.decode()
    assert record.title not in page.content.decode()
    assert not Citation.objects.exists()
    assert list(search_items.record_items()) == []
    with pytest.raises(services.RecordError, match="đã rút"):
        services.save_revision(record=record, content={"title": "y"}, by=writer, at=NOW)


def test_drafts_have_no_public_address(client: Client, units: Units, writer: Person) -> None:
    record = draft(units["root"], writer)
    assert client.get(record.get_absolute_url()).status_code == 404
    assert client.get(record.data_url).status_code == 404


def test_records_cite_through_the_one_graph(
    client: Client, units: Units, writer: Person, approver: Person, code: Document
) -> None:
    lines = ["khoản 2 Điều 328 Bộ luật Dân sự 2015: đặt cọc", "Điều 5 Nghị định 999/2099/NĐ-CP"]
    record = publish(draft(units["root"], writer, cites=lines), writer, approver)
    rows = Citation.objects.values_list("eid", "document__number", "says", "url")
    assert list(rows) == [("art_328__para_2", "91/2015/QH13", "đặt cọc", record.get_absolute_url())]
    page = client.get(record.get_absolute_url()).content.decode()
    assert "999/2099/NĐ-CP" in page
    assert code.get_absolute_url() in page


def test_precedents_and_judgments_show_each_other(
    client: Client, units: Units, writer: Person, approver: Person
) -> None:
    precedent = publish(draft(units["root"], writer, RecordKind.PRECEDENT, number="901/2026/AL"), writer, approver)
    links = [{"target": precedent.pk, "kind": "applies"}]
    judgment = draft(units["root"], writer, RecordKind.JUDGMENT, number="5/2026/DS-ST", links=links)
    judgment = publish(judgment, writer, approver)
    content_changed()
    assert precedent.get_absolute_url() in client.get(judgment.get_absolute_url()).content.decode()
    assert judgment.get_absolute_url() in client.get(precedent.get_absolute_url()).content.decode()
    sides = [client.get(one.data_url).json()["links"] for one in (judgment, precedent)]
    assert [(side[0]["relation"], side[0]["direction"]) for side in sides] == [("applies", "to"), ("applies", "from")]


def test_guidance_stands_with_its_document(
    client: Client, units: Units, writer: Person, approver: Person, code: Document
) -> None:
    record = draft(units["root"], writer, RecordKind.COUNCIL_GUIDANCE, document=code.pk)
    record = publish(record, writer, approver)
    assert client.get(record.data_url).json()["document"]["number"] == "91/2015/QH13"


def test_the_address_of_a_case_never_comes_from_its_title(units: Units, writer: Person, approver: Person) -> None:
    kind = RecordKind.QUESTION_ANSWER
    details = {"question": "Hỏi gì?", "answer": "Trả lời."}
    record = draft(units["root"], writer, kind, title="Câu hỏi về đất", details=details)
    assert publish(record, writer, approver).slug == f"hoi-dap-{record.pk}"


def test_the_list_filters_by_kind_unit_and_words(
    client: Client, units: Units, writer: Person, approver: Person
) -> None:
    publish(draft(units["ward-a"], writer, field="Giao thông"), writer, approver)
    publish(draft(units["root"], writer, RecordKind.PRECEDENT, title="Đặt cọc mua nhà"), writer, approver)
    content_changed()
    found = {
        query: [record.title for record in client.get(f"/kho-tu-lieu/?{query}").context["slice"]]
        for query in ("kind=an-le", "unit=ward-a", "field=Giao+th%C3%B4ng", "q=dat+coc", "unit=can-tho&kind=an-le")
    }
    mine, theirs = ["Đặt cọc mua nhà"], ["Bài đội mũ bảo hiểm"]
    assert list(found.values()) == [mine, theirs, theirs, mine, mine]
    page = client.get("/kho-tu-lieu/don-vi/ward-a/").content.decode()
    assert "Bài đội mũ bảo hiểm" in page
    assert "Đặt cọc mua nhà" not in page
    assert {item.title for item in search_items.record_items()} == {*mine, *theirs}


@pytest.mark.parametrize("query", ["", "kind=x", "unit=%00", "trang=-2", "q=%27--", "kind=an-le&trang=9"])
def test_an_empty_or_odd_list_says_so(client: Client, db: None, query: str) -> None:
    answer = client.get(f"/kho-tu-lieu/?{query}")
    assert answer.status_code == 200
    assert "empty" in answer.content.decode()


def test_lists_cost_the_same_with_1_and_30_rows(
    client: Client, units: Units, writer: Person, approver: Person, django_assert_num_queries: Any
) -> None:
    publish(draft(units["root"], writer), writer, approver)
    content_changed()
    client.get("/kho-tu-lieu/")
    with django_assert_num_queries(5):
        client.get("/kho-tu-lieu/?trang=1")
    for number in range(29):
        publish(draft(units["root"], writer, title=f"Bài {number}"), writer, approver)
    content_changed()
    client.get("/kho-tu-lieu/")
    with django_assert_num_queries(5):
        client.get("/kho-tu-lieu/?trang=1")


def test_sitemap_and_unknown_addresses(client: Client, units: Units, writer: Person, approver: Person) -> None:
    record = publish(draft(units["root"], writer), writer, approver)
    paths = [entry.path for entry in record_queries.record_sitemap()]
    assert paths == ["/kho-tu-lieu/", record.get_absolute_url()]
    for address in ("/kho-tu-lieu/khong-co/", "/luoc-do/khong-co.schema.json", "/kho-tu-lieu/don-vi/khong-co/"):
        assert client.get(address).status_code == 404


def test_a_record_whose_law_expires_is_queued_and_says_so(
    client: Client, units: Units, writer: Person, approver: Person, code: Document
) -> None:
    record = publish(draft(units["ward-a"], writer, cites=["Điều 328 Bộ luật Dân sự 2015"]), writer, approver)
    flag_document(document=code, on=NOW.date(), by=None, at=NOW)
    content_changed()
    review = Review.objects.get()
    assert (review.source, review.organisation_code, review.label) == (record, "ward-a", record.name)
    assert "đơn vị chịu trách nhiệm đang xem lại" in client.get(record.get_absolute_url()).content.decode()
