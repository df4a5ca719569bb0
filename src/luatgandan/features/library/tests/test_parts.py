"""Long documents in parts: where they are cut, and that every address lands on the part that holds its place."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from luatgandan.features.library import queries
from luatgandan.features.library.enums import Origin
from luatgandan.features.library.models import Citation, Document, ProvisionVersion
from luatgandan.features.library.queries.parts import PART_LETTERS, UNIT_LETTERS, WHOLE_LETTERS, Size, cut, windows
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

from .laws import NOW, article, chapter, clause, make_document, store, text_of

LONG = "/van-ban/luat-7-2020-qh14/"
ARTICLE = Size(1, 5_000)
CHAPTER = Size(0, 0)
HALF = "Người lái đò ghi sổ mỗi chuyến. " * 80  # about 2,500 letters


@pytest.fixture
def long_law(db: None) -> Document:
    """Five chapters of twelve articles, some 300,000 letters."""
    document = make_document("7/2020/QH14", short_name="Luật Sông nước")
    chapters = [
        chapter(roman, *(article(str(n), f"Tên {n}", clause(str(n), "1", HALF), clause(str(n), "2", HALF))
                         for n in range(12 * place + 1, 12 * place + 13)))
        for place, roman in enumerate(("I", "II", "III", "IV", "V"))
    ]  # fmt: skip
    store(document, Parsed(body=tuple(chapters)))
    return document


def parsed_law(document: Document) -> Parsed:
    """Its text as it would be read again."""
    parsed = queries.parsed_on(document, day=NOW.date(), today=NOW.date())
    assert parsed is not None
    return parsed


@pytest.mark.parametrize("units", [[], [Size(0, WHOLE_LETTERS - UNIT_LETTERS)], [ARTICLE] * 30])
def test_a_document_that_is_not_long_is_one_part(units: list[Size]) -> None:
    assert cut(units) == [0] * bool(units)


def test_parts_of_a_plain_list_of_articles_are_filled() -> None:
    starts = cut([ARTICLE] * 50)
    assert starts == [0, 16, 32, 48]
    assert 16 * ARTICLE.letters == PART_LETTERS


def test_a_part_ends_before_the_nearest_chapter_never_behind_its_name() -> None:
    units = ([CHAPTER] + [ARTICLE] * 12) * 5
    assert cut(units) == [0, 13, 26, 39, 52]


def test_one_huge_unit_is_a_part_alone() -> None:
    huge = Size(0, 3 * PART_LETTERS)
    assert cut([Size(0, 10), huge, Size(0, 10)]) == [0, 1, 2]


def articles_on(page: str) -> list[str]:
    return re.findall(r'<section class="law__article" id="dieu-(\d+)"', page)


def test_a_long_law_is_read_in_parts_with_the_whole_contents(client: Client, long_law: Document) -> None:
    page = text_of(client, LONG)

    assert articles_on(page) == [str(n) for n in range(1, 13)]
    assert "Đây là phần 1:" in page
    assert 'href="#dieu-12"' in page
    assert f'href="{LONG}?phan=chp_V#dieu-60"' in page
    assert f'rel="next" href="{LONG}?phan=chp_II#chp_II"' in page
    assert 'rel="prev"' not in page


@pytest.mark.parametrize("place", ["chp_III", "dieu-30", "dieu-30-khoan-2"])
def test_any_place_leads_to_the_part_that_holds_it(client: Client, long_law: Document, place: str) -> None:
    page = text_of(client, f"{LONG}?phan={place}")
    assert f'id="{place}"' in page
    assert articles_on(page) == [str(n) for n in range(25, 37)]


@pytest.mark.parametrize("place", ["", "dieu-3000", "<script>", "\0", "chp_"])
def test_an_unknown_place_shows_the_first_part(client: Client, long_law: Document, place: str) -> None:
    assert articles_on(client.get(LONG, {"phan": place}).content.decode())[0] == "1"


def test_the_whole_text_is_there_for_those_who_ask(client: Client, long_law: Document) -> None:
    page = text_of(client, f"{LONG}?phan=tat-ca")
    assert len(articles_on(page)) == 60
    assert 'href="#dieu-60"' in page


def test_the_way_up_from_an_article_lands_on_its_chapter(client: Client, long_law: Document) -> None:
    [way] = re.findall(rf'href="({LONG}\?phan=chp_III#chp_III)"', text_of(client, f"{LONG}dieu-30/"))
    assert 'id="chp_III"' in text_of(client, way.partition("#")[0])


def test_a_past_day_stays_in_every_part(client: Client, long_law: Document) -> None:
    page = text_of(client, f"{LONG}?at=2021-01-01")
    assert f'href="{LONG}?at=2021-01-01&amp;phan=chp_V#dieu-60"' in page


def test_references_in_the_words_lead_across_parts(client: Client, long_law: Document) -> None:
    version = ProvisionVersion.objects.get(provision__document=long_law, provision__eid="art_2")
    kind = ContentType.objects.get_for_model(ProvisionVersion)
    for start, eid in ((10, "art_3"), (20, "art_50"), (30, "chp_IV")):
        Citation.objects.create(
            content_type=kind, object_id=version.pk, origin=Origin.TEXT, label="Điều 2", url=f"{LONG}dieu-2/",
            document=long_law, eid=eid, start=start, end=start + 5, as_of=date(2020, 7, 1),
        )  # fmt: skip

    links = re.findall(r'class="law__link" href="([^"]+)"', text_of(client, LONG))

    assert links == ["#dieu-3", f"{LONG}dieu-50/", f"{LONG}?phan=chp_IV#chp_IV"]


def test_downloads_have_the_whole_text(client: Client, long_law: Document) -> None:
    assert "Điều 60. Tên 60" in client.get(f"{LONG}tai-ve/txt/").content.decode()


def test_a_part_costs_the_same_queries_as_a_short_law(
    client: Client, law: Document, long_law: Document, django_assert_max_num_queries: Any
) -> None:
    for path in (law.get_absolute_url(), LONG):
        client.get(path)
        with django_assert_max_num_queries(10):
            client.get(path)


# --- units that are too long for one part --------------------------------------------------------------------------


def test_a_giant_unit_is_cut_at_the_start_of_lines() -> None:
    lines = ["x" * 30_000] * 5
    assert windows("\n".join(lines)) == [(0, 60_002), (60_002, 120_004), (120_004, 150_005)]
    assert windows("") == [(0, 1)]


@pytest.fixture
def giant(long_law: Document) -> Document:
    """The long law with an annex of some 200,000 letters: 80 clauses and a table."""
    clauses = [replace(clause("1", str(n), HALF), eid=f"att_1__para_{n}") for n in range(1, 80)]
    table = Node(Level.TABLE, rows=(("Mã", "Hàng"), *((f"{n:04}", "Cá") for n in range(500))))
    annex = Node(Level.ANNEX, "I", "DANH MỤC", children=(*clauses, table), eid="att_1")
    store(long_law, replace(parsed_law(long_law), annexes=(annex,)))
    return long_law


def shown(page: str) -> tuple[list[int], list[str]]:
    """The clauses of the annex on a page by their numbers, and the first cells of its rows."""
    clauses = [int(n) for n in re.findall(r'law__no">(\d+)\.</span>', page)]
    return clauses, re.findall(r"<td>(\d{4})</td>", page)


def test_a_giant_annex_is_read_in_pieces_that_hold_all_its_words(client: Client, giant: Document) -> None:
    pages = [text_of(client, f"{LONG}?phan=att_1")]
    while way := re.search(rf'rel="next" href="({LONG}[^"#]*)', pages[-1]):
        pages.append(text_of(client, way[1]))

    assert [re.findall(r"Phụ lục I, đoạn (\d/3)</b>", page) for page in pages] == [["1/3"], ["2/3"], ["3/3"]]
    clauses, rows = zip(*map(shown, pages), strict=True)
    assert [n for part in clauses for n in part] == list(range(1, 80))
    assert [n for part in rows for n in part] == [f"{n:04}" for n in range(500)]
    assert max(map(len, pages)) < 120_000
    assert all(f'href="{LONG}?phan=att_1#att_1"' in page for page in pages[1:])


@pytest.mark.parametrize(
    ("place", "first"),
    [("att_1__para_60", 32), ("att_1-doan-2", 32), ("att_1-doan-99", 63), ("att_1-doan-0", 1), ("att_1", 1)],
)
def test_a_place_in_a_giant_leads_to_its_piece(client: Client, giant: Document, place: str, first: int) -> None:
    assert shown(text_of(client, f"{LONG}?phan={place}"))[0][0] == first
