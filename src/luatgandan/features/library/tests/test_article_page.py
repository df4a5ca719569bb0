"""The page of one article, clause or point: its words, what stands around it, what it leads to."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from luatgandan.features.library import queries
from luatgandan.features.library.enums import Origin, RelationKind, Validity
from luatgandan.features.library.models import Citation, DefinedTerm, Document, ProvisionVersion, Term
from luatgandan.features.library.services import Cited, Related, cite, relate
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext import Address

from .laws import LAW, make_document, text_of

pytestmark = pytest.mark.django_db


def test_a_point_is_shown_with_its_clause_and_marked_in_its_article(client: Client, law: Document) -> None:
    page = text_of(client, f"{LAW}dieu-2/khoan-1/diem-a/")

    asked = page.partition('class="asked"')[2].partition("</section>")[0]
    assert "Khách qua đò trả tiền như sau" in asked
    assert "Người lớn: 50.000 đồng" in asked
    assert "Trẻ em đi học" not in asked
    assert 'law__point is-asked" id="dieu-2-khoan-1-diem-a"' in page
    assert "Điểm a khoản 1 Điều 2" in page
    assert f'href="{LAW}dieu-2/khoan-1/diem-dd/"' in page


def test_an_article_says_whether_it_is_in_force_itself(client: Client, law: Document) -> None:
    Document.objects.update(stated_validity=Validity.UNKNOWN)
    amending = make_document("9/2025/QH15", short_name="Luật sửa đổi 2025", effective_on=date(2025, 7, 1))
    changed = Related(kind=RelationKind.AMENDS, target=law, target_eid="art_2")
    relate(document=amending, origin=Origin.PORTAL, relations=[changed])

    def data(address: str) -> str:
        found = re.search(r'ld\+json">(.*?)</script>', text_of(client, address))
        assert found
        return str(json.loads(found[1])["legislationLegalForce"]).removeprefix("https://schema.org/")

    def states(place: str) -> list[str]:
        head = text_of(client, f"{LAW}{place}").partition("</header>")[2].partition("</header>")[0]
        return re.findall(r"[Cc]òn hiệu lực|[Hh]ết hiệu lực(?: một phần)?", head)

    assert states("dieu-1/") == ["Còn hiệu lực", "hết hiệu lực một phần"]
    assert states("dieu-2/") == ["Hết hiệu lực một phần"]  # nobody knows which words of it
    assert "badge--in_force" in text_of(client, f"{LAW}dieu-1/to-roi/")
    assert [data(f"{LAW}{place}") for place in ("", "dieu-1/", "dieu-2/")] == [
        "PartiallyInForce",
        "InForce",
        "PartiallyInForce",
    ]
    ProvisionVersion.objects.filter(provision__eid="art_1").update(is_repealed=True)
    content_changed()
    assert states("dieu-1/") == ["Hết hiệu lực", "hết hiệu lực một phần"]


def test_an_article_of_a_replaced_law_leads_to_the_law_that_replaced_it(client: Client, law: Document) -> None:
    newer = make_document("9/2025/QH15", short_name="Luật Đò ngang 2025", effective_on=date(2025, 7, 1))
    relate(document=newer, origin=Origin.PORTAL, relations=[Related(kind=RelationKind.REPLACES, target=law)])

    banner = text_of(client, f"{LAW}dieu-2/").partition("Văn bản này đã hết hiệu lực")[2].partition("</ul>")[0]

    assert f'href="{newer.get_absolute_url()}"' in banner.partition("</p>")[0]


def test_one_searches_in_the_document_from_its_article(client: Client, law: Document) -> None:
    page = text_of(client, f"{LAW}dieu-2/?at=2021-01-01")
    form = page.partition('id="tim-trong"')[0].rpartition("<form")[2] + page.partition('id="tim-trong"')[2]
    assert f'name="trong" value="document:{law.pk}"' in form
    assert 'name="at" value="2021-01-01"' in form.partition("</form>")[0]


def test_the_citation_is_ready_to_copy(client: Client, law: Document) -> None:
    page = text_of(client, f"{LAW}dieu-2/khoan-1/diem-dd/")
    assert "điểm đ khoản 1 Điều 2 Luật Đò ngang số 1/2020/QH14 ngày 02/01/2020 của Quốc hội" in page


def test_a_decree_is_cited_by_kind_and_number() -> None:
    decree = Document(
        kind="nghi-dinh",
        number="168/2024/NĐ-CP",
        issuer="Chính phủ",
        issued_on=date(2024, 12, 26),
        title="Quy định xử phạt",
    )
    assert queries.citation_text(decree, Address("6", "3", "a")) == (
        "điểm a khoản 3 Điều 6 Nghị định số 168/2024/NĐ-CP ngày 26/12/2024 của Chính phủ"
    )


def test_neighbours_and_the_way_up(client: Client, law: Document) -> None:
    page = text_of(client, f"{LAW}dieu-2/")
    assert re.search(rf'rel="prev" href="{LAW}dieu-1/"', page)
    assert 'rel="next"' not in page
    assert f'href="{LAW}?phan=chp_I#chp_I"' in page


@pytest.mark.parametrize("place", ["dieu-99/", "dieu-2/khoan-9/", "dieu-2/khoan-1/diem-z/", "dieu-0/", "dieu-2z/"])
def test_a_place_that_does_not_exist_leads_to_what_does(client: Client, law: Document, place: str) -> None:
    page = text_of(client, LAW + place, 404)
    assert f'href="{LAW}"' in page
    assert re.search(rf'href="{LAW}dieu-\d/"', page)


@pytest.mark.parametrize("place", ["dieu-2/khoan-1/diem-a/x/", "dieu-2/diem/", "dieu-%00/", "dieu-" + "9" * 300 + "/"])
def test_nonsense_addresses_are_not_found(client: Client, law: Document, place: str) -> None:
    assert client.get(LAW + place).status_code == 404


def test_an_article_of_a_document_without_text_leads_to_its_place_there(client: Client) -> None:
    document = make_document("3/2020/QH14")
    answer = client.get(f"{document.get_absolute_url()}dieu-5/khoan-1/")
    assert (answer.status_code, answer["Location"]) == (302, f"{document.get_absolute_url()}#dieu-5-khoan-1")


def test_an_unknown_number_offers_documents_with_the_same_figures(client: Client, law: Document) -> None:
    assert f'href="{LAW}"' in text_of(client, "/van-ban/nd-1-2020-nd-cp/", 404)


def link(law: Document, start: int, end: int, eid: str, target: Document) -> None:
    version = ProvisionVersion.objects.get(provision__document=law, provision__eid="art_2")
    Citation.objects.create(
        content_type=ContentType.objects.get_for_model(ProvisionVersion), object_id=version.pk, origin=Origin.TEXT,
        label="Điều 2 Luật Đò ngang", url=f"{LAW}dieu-2/", document=target, article="1", eid=eid, start=start, end=end,
        as_of=date(2020, 7, 1),
    )  # fmt: skip


def test_citations_in_the_words_become_links_and_are_told_from_the_other_side(client: Client, law: Document) -> None:
    version = ProvisionVersion.objects.get(provision__document=law, provision__eid="art_2")
    start = version.text.index("Điều 1")
    link(law, start, start + len("Điều 1"), "art_1", law)

    assert '<a class="law__link" href="#dieu-1">Điều 1</a>' in text_of(client, LAW)
    assert f'<a class="law__link" href="{LAW}dieu-1/">Điều 1</a>' in text_of(client, f"{LAW}dieu-2/")
    assert f'href="{LAW}dieu-2/">Điều 2 Luật Đò ngang</a>' in text_of(client, f"{LAW}dieu-1/")


def test_who_cites_an_article_rooms_come_before_documents(client: Client, law: Document) -> None:
    link(law, 0, 5, "art_2__para_2", law)
    answer = make_document("5/2020/QH14")
    cited = Cited(
        document=law, address=Address("2", "1"), label="Đò có lấy tiền không?", url="/x/", says="Có, 50.000 đồng."
    )
    cite(source=answer, cited=[cited], as_of=date(2026, 1, 1))

    side = text_of(client, f"{LAW}dieu-2/").partition('id="duoc-dan"')[2]

    assert side.index("Đò có lấy tiền không?") < side.index("Điều 2 Luật Đò ngang")
    assert "Có, 50.000 đồng." in side
    assert "1 câu trả lời dẫn điều này" in text_of(client, LAW)


def test_terms_of_the_document_are_explained_where_they_are_used(client: Client, law: Document) -> None:
    DefinedTerm.objects.create(
        document=law, term="Trẻ em", key="tre em", meaning="người dưới 16 tuổi.", eid="art_1__para_1"
    )
    page = text_of(client, f"{LAW}dieu-2/")
    assert '<a class="law__term" id="tu-1-o" href="#tu-1">Trẻ em</a>' in page
    assert "người dưới 16 tuổi." in page.partition('id="tu-1"')[2]
    assert "law__term" not in text_of(client, f"{LAW}dieu-1/")


def test_everyday_words_lead_to_the_article_and_back(client: Client, law: Document) -> None:
    Term.objects.create(slug="tien-do", everyday="tiền đò", legal_term="giá đò", meaning="…", document=law, article="2")
    content_changed()
    assert 'href="/tu-dien/#tien-do"' in text_of(client, f"{LAW}dieu-2/")


def test_a_preview_is_a_few_lines_of_the_place(client: Client, law: Document) -> None:
    preview = text_of(client, f"{LAW}dieu-2/khoan-2/xem-truoc/")
    assert "Trẻ em đi học" in preview
    assert "<html" not in preview
    assert client.get(f"{LAW}dieu-9/xem-truoc/").status_code == 404


def test_the_leaflet_carries_a_code_without_inline_style(client: Client, law: Document) -> None:
    page = text_of(client, f"{LAW}dieu-2/to-roi/")
    assert 'class="law-qr"' in page
    assert " style=" not in page.partition("<main")[2]


def test_an_article_costs_the_same_queries_however_many_cite_it(
    client: Client, law: Document, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        link(law, 0, 5, "art_2", law)
    client.get(f"{LAW}dieu-2/")
    with django_assert_max_num_queries(13):
        client.get(f"{LAW}dieu-2/")
