"""Reading the law: whole documents and articles on a day, links, terms, history, comparison, look-up, hostile input."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from luatgandan.features.library import queries
from luatgandan.features.library.enums import Origin, RelationKind, State, Validity
from luatgandan.features.library.models import Citation, DefinedTerm, Document, ProvisionVersion, Term
from luatgandan.features.library.services import Cited, Related, cite, relate
from luatgandan.features.library.services.files import receive_bytes
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext import Address
from luatgandan.lib.legaltext.tree import Parsed
from luatgandan.lib.legaltext.validity import Span

from .laws import LAW, NOW, a_law, article, chapter, clause, make_document, store, stored_law, text_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def law() -> Document:
    return stored_law()


# --- the whole document -------------------------------------------------------------------------------------------


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
    warning = "Có sửa đổi chưa nhập vào lời văn"

    assert warning in text_of(client, LAW)
    assert warning in text_of(client, f"{LAW}dieu-2/")
    assert warning not in text_of(client, f"{LAW}?at=2025-06-30")
    store(law, a_law(fee="90.000 đồng"), valid_from=date(2025, 7, 1))
    assert warning not in text_of(client, LAW)


def test_a_source_that_says_otherwise_is_shown_beside(client: Client, law: Document) -> None:
    Document.objects.filter(pk=law.pk).update(expired_on=date(2025, 1, 1))
    page = words(text_of(client, LAW))
    assert "Nguồn ghi: Còn hiệu lực" in page
    assert "Nguồn ghi không khớp nhau" in page


def test_machines_get_legislation_data(client: Client, law: Document) -> None:
    whole, part = (json.loads(re.search(r"ld\+json\">(.*?)</script>", text_of(client, path))[1])  # type: ignore[index]
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


# --- one article --------------------------------------------------------------------------------------------------


def test_a_point_is_shown_with_its_clause_and_marked_in_its_article(client: Client, law: Document) -> None:
    page = text_of(client, f"{LAW}dieu-2/khoan-1/diem-a/")

    asked = page.partition('class="asked"')[2].partition("</section>")[0]
    assert words(asked).startswith("aria") or "Khách qua đò trả tiền như sau" in asked
    assert "Người lớn: 50.000 đồng" in asked
    assert "Trẻ em đi học" not in asked
    assert 'law__point is-asked" id="dieu-2-khoan-1-diem-a"' in page
    assert "Điểm a khoản 1 Điều 2" in page
    assert f'href="{LAW}dieu-2/khoan-1/diem-dd/"' in page


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
    assert f'href="{LAW}#chp_I"' in page


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


# --- in time and side by side -------------------------------------------------------------------------------------


def test_history_marks_the_words_between_neighbours(client: Client, law: Document) -> None:
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))
    store(law, a_law(fee="90.000 đồng"), valid_from=date(2025, 1, 1))

    page = text_of(client, f"{LAW}dieu-2/lich-su/")

    gone, new = (re.findall(rf"<{tag}>.*?</span>([^<]*)</{tag}>", page) for tag in ("del", "ins"))
    assert (gone, new) == (["70.000", "50.000"], ["90.000", "70.000"])
    assert page.index("Từ ngày 01/01/2025") < page.index("Từ ngày 01/01/2024") < page.index("Bản đầu tiên")
    assert "chưa có lần sửa đổi" in text_of(client, f"{LAW}dieu-1/lich-su/")


def test_two_days_of_a_document_are_compared(client: Client, law: Document) -> None:
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))
    page = words(client.get("/so-sanh/", {"van_ban": "1/2020/QH14", "ngay": "01/01/2023"}).content.decode())
    assert "1 điều đổi lời, 0 điều thêm, 0 điều bỏ, 1 điều giữ nguyên." in page


def test_two_documents_are_compared_article_by_article(client: Client, law: Document) -> None:
    other = make_document("4/2024/QH15")
    body = a_law(fee="80.000 đồng").body[0].children[1]
    store(other, Parsed(body=(article("7", "Giá đò", *body.children),)))

    page = words(client.get("/so-sanh/", {"van_ban": law.slug, "voi": "4/2024/qh15"}).content.decode())

    assert "trước là Điều 2" in page
    assert "1 điều bỏ" in page


@pytest.mark.parametrize(
    "asked",
    [{}, {"van_ban": "khong-co"}, {"van_ban": "\0"}, {"van_ban": "1/2020/QH14", "ngay": "x"}, {"trang": "9" * 50},
     {"van_ban": "1/2020/QH14", "trang": "-7"}, {"van_ban": "a" * 5000}],
)  # fmt: skip
def test_odd_comparisons_are_told_in_words(client: Client, law: Document, asked: dict[str, str]) -> None:
    assert client.get("/so-sanh/", asked).status_code == 200


def test_relations_are_told_in_words_and_drawn(client: Client, law: Document) -> None:
    new = make_document("8/2025/QH15", short_name="Luật Đò mới", effective_on=date(2025, 1, 1))
    relate(document=new, origin=Origin.PORTAL, relations=[Related(kind=RelationKind.REPLACES, target=law)])

    old_page, new_page = text_of(client, f"{LAW}quan-he/"), text_of(client, f"{new.get_absolute_url()}quan-he/")

    assert "Được thay thế bởi" in old_page
    assert "<svg viewBox" in old_page.partition('class="diagram"')[2]
    assert re.search(r"<h2[^>]*>Thay thế</h2>", new_page)
    assert "Hãy đọc văn bản thay thế" in text_of(client, LAW)


# --- files to take away -------------------------------------------------------------------------------------------


def test_files_are_made_from_the_text_of_the_day(client: Client, law: Document) -> None:
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))
    for extension, sign in (("txt", "70.000"), ("json", "70.000"), ("xml", "70.000"), ("docx", "PK")):
        answer = client.get(f"{LAW}tai-ve/{extension}/")
        assert answer["Content-Disposition"] == f'attachment; filename="luat-1-2020-qh14.{extension}"'
        assert sign.encode() in answer.content
    then = client.get(f"{LAW}tai-ve/txt/?at=2023-01-01")
    assert "50.000" in then.content.decode()
    assert 'filename="luat-1-2020-qh14-2023-01-01.txt"' in then["Content-Disposition"]


def test_an_exported_document_is_the_document(client: Client, law: Document) -> None:
    parsed = queries.parsed_on(law, day=date(2026, 1, 1), today=date(2026, 1, 1))
    assert parsed is not None
    original = a_law()
    assert (parsed.body, parsed.annexes, parsed.signatures) == (original.body, original.annexes, original.signatures)


@pytest.mark.parametrize("ending", ["exe", "pdfx", "JSON"])
def test_unknown_formats_are_not_found(client: Client, law: Document, ending: str) -> None:
    assert client.get(f"{LAW}tai-ve/{ending}/").status_code == 404


def test_only_originals_of_public_documents_go_out(client: Client, law: Document) -> None:
    row, _ = receive_bytes(name="Luật đò ngang.txt", content="Điều 1. Phạm vi".encode(), at=NOW)
    path = f"{LAW}tep-goc/{row.pk}/"
    assert client.get(path).status_code == 404
    row.document = law
    row.save()
    assert b"".join(client.get(path)) == "Điều 1. Phạm vi".encode()
    assert f'href="{path}"' in text_of(client, LAW)
    Document.objects.filter(pk=law.pk).update(state=State.DRAFT)
    assert client.get(path).status_code == 404


# --- and besides ---------------------------------------------------------------------------------------------------


def test_standing_tells_since_and_until() -> None:
    document = Document(effective_on=date(2020, 1, 1), expired_on=date(2027, 1, 1), stated_validity=Validity.IN_FORCE)
    now = queries.standing(document, date(2026, 11, 22))
    assert (now.state, now.since, now.until) == (Validity.IN_FORCE, date(2020, 1, 1), date(2027, 1, 1))
    assert document.span == Span(effective_on=date(2020, 1, 1), ends=(date(2027, 1, 1),), stated="in_force")


def test_khmer_pages_keep_the_law_in_vietnamese(client: Client, law: Document) -> None:
    with override("vi"):  # what the request activates ends with the test
        page = text_of(client, f"/km{LAW}")
    assert re.search(r'<div class="law law--hanging" id="loi-van" lang="vi">', page)
    assert f'href="/km{LAW}dieu-2/"' in page
    assert ">Điều 2.</a> Giá đò" in page


def test_today_is_today(law: Document) -> None:
    today = timezone.localdate()
    assert queries.read_document(law, day=today, today=today).is_today
