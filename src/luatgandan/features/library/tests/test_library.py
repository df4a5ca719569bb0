"""Records of documents, validity by date, citations, glossary, and the public pages over them."""

from datetime import date
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from luatgandan.features.library import queries, services
from luatgandan.features.library.enums import Origin, RelationKind, Validity
from luatgandan.features.library.models import Citation, Document, Term
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext import Address


def make_document(**fields: Any) -> Document:
    values = {
        "slug": "nd-168-2024-nd-cp",
        "number": "168/2024/NĐ-CP",
        "kind": "nghi-dinh",
        "title": "Xử phạt vi phạm giao thông",
        "short_name": "Nghị định 168",
        "issuer": "Chính phủ",
        "issued_on": date(2024, 12, 26),
        "effective_on": date(2025, 1, 1),
        "stated_validity": Validity.IN_FORCE,
    }
    document = Document.objects.create(**{**values, **fields})
    content_changed()
    return document


@pytest.mark.parametrize(
    ("day", "validity"),
    [
        (date(2024, 12, 31), Validity.NOT_YET),
        (date(2025, 1, 1), Validity.IN_FORCE),
        (date(2026, 6, 30), Validity.IN_FORCE),
        (date(2026, 7, 1), Validity.EXPIRED),
    ],
)
def test_validity_follows_the_dates(db: None, day: date, validity: Validity) -> None:
    assert make_document(expired_on=date(2026, 7, 1)).validity_on(day) == validity


def test_stated_validity_tells_partly_expired(db: None) -> None:
    document = make_document(stated_validity=Validity.PARTLY_EXPIRED)
    assert document.validity_on(date(2026, 1, 1)) == Validity.PARTLY_EXPIRED


def test_citing_replaces_what_the_source_cited_before(db: None) -> None:
    document, source = make_document(), make_document(slug="x", number="x")
    for article in ("6", "7"):
        cited = services.Cited(document=document, address=Address(article), label="Nguồn", url="/x/")
        services.cite(source=source, cited=[cited], as_of=date(2026, 11, 22))
    assert list(Citation.objects.values_list("eid", "as_of")) == [("art_7", date(2026, 11, 22))]


def test_the_page_of_a_document_shows_validity_first_and_who_cites_it(client: Client, db: None) -> None:
    old = make_document(slug="nd-100-2019-nd-cp", number="100/2019/NĐ-CP", expired_on=date(2025, 1, 1))
    new = make_document()
    replaced = services.Related(kind=RelationKind.REPLACES, target=new, is_passive=True)
    services.relate(document=old, relations=[replaced], origin=Origin.PORTAL)
    for address in (Address("10"), Address("2", "1")):
        cited = services.Cited(document=new, address=address, label=f"Hỏi về {address.label}", url="/x/")
        services.cite(source=old if address.article == "2" else new, cited=[cited], as_of=date(2026, 1, 1))
    page = client.get("/van-ban/nd-168-2024-nd-cp/").content.decode()
    assert page.index("Còn hiệu lực") < page.index("<h1>")
    assert page.index('id="dieu-2-khoan-1"') < page.index('id="dieu-10"')
    expired = client.get("/van-ban/nd-100-2019-nd-cp/").content.decode()
    assert 'href="/van-ban/nd-168-2024-nd-cp/"' in expired


@pytest.mark.parametrize("typed", ["168/2024/NĐ-CP", "nghị định 168", "nghi dinh 168", "XU PHAT giao thong"])
def test_documents_are_found_however_typed(db: None, typed: str) -> None:
    make_document()
    wanted = queries.Wanted(day=date(2026, 11, 22), text=typed)
    assert [document.number for document in queries.documents(wanted)] == ["168/2024/NĐ-CP"]


@pytest.mark.parametrize(
    "query", ["q=%00", "kind=khong-co", "trang=-1", "trang=x", "field=%27%3B--", "q=" + "a" * 5000]
)
def test_odd_filters_never_fail(client: Client, db: None, query: str) -> None:
    make_document()
    assert client.get(f"/van-ban/?{query}").status_code == 200


def test_documents_cost_the_same_queries_with_1_and_30_rows(
    client: Client, db: None, django_assert_num_queries: Any
) -> None:
    for number in range(30):
        make_document(slug=f"nd-{number}", number=f"{number}/2024/NĐ-CP")
    client.get("/van-ban/")
    with django_assert_num_queries(3):
        client.get("/van-ban/")


def test_an_unknown_document_is_not_found(client: Client, db: None) -> None:
    assert client.get("/van-ban/nd-1-1900-nd-cp/").status_code == 404


def test_law_changes_are_the_newest_by_effect(db: None) -> None:
    today = timezone.localdate()
    make_document(slug="a", number="a", effective_on=date(2020, 1, 1))
    make_document(slug="b", number="b", effective_on=today)
    make_document(slug="c", number="c", effective_on=date(today.year + 5, 1, 1))
    assert [document.number for document in queries.law_changes(today=today)] == ["b", "a"]


def test_the_glossary_explains_everyday_words(client: Client, db: None) -> None:
    document = make_document()
    Term.objects.create(
        slug="giam-bang", everyday="giam bằng", variants="giữ bằng|treo bằng", legal_term="Tước giấy phép",
        meaning="Không được lái xe một thời gian.", document=document, article="5",
    )  # fmt: skip
    content_changed()
    page = client.get("/tu-dien/?q=giu+bang").content.decode()
    assert 'id="giam-bang"' in page
    assert 'href="/van-ban/nd-168-2024-nd-cp/dieu-5/"' in page


def test_starter_records_are_complete_and_load_twice(db: None) -> None:
    first = services.load_documents()
    assert first >= 120
    assert services.load_documents() == first
    assert services.load_glossary() >= 150
    for document in Document.objects.all():
        assert document.effective_on is None or document.issued_on <= document.effective_on or document.to_confirm
    assert not Document.objects.filter(expired_on__lt=F("effective_on")).exists()
