"""What readers see of results: made by hand here, so that every line of the page is tried without an engine."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from luatgandan.foundation.modules.registry import QuestionTaker, offers
from luatgandan.foundation.search.pipeline.addresses import MOST_PAGES, Asked
from luatgandan.foundation.search.pipeline.values import (
    Expansion,
    FacetValue,
    QueryAnalysis,
    Result,
    SearchQuery,
    SearchResults,
    Span,
    Syllable,
)
from luatgandan.foundation.search.templatetags.search import shortened
from luatgandan.foundation.search.views.searching import page_context
from luatgandan.foundation.ui.context_processors import ui

QUERY = SearchQuery(text="so do dung ten ai")
ARTICLE = Result(
    id="document:17/art_6@",
    kind="article",
    group="document:17",
    title="Điều 6. Xử phạt người điều khiển xe ô tô",
    url="/van-ban/nd-168-2024-nd-cp/dieu-6/",
    path=("Nghị định 168/2024/NĐ-CP", "Chương II"),
    number="168/2024/NĐ-CP",
    state="in_force",
    issued_on=date(2024, 12, 26),
    passage=(Span(text="có <b>"), Span(text="nồng độ cồn", is_hit=True), Span(text=" trong máu")),
)
ANSWER = Result(id="question:3", kind="question", title="Sổ đỏ đứng tên ai?", url="/chu-de/dat/so-do/", path=("Đất",))
FACETS = {
    "state": (
        FacetValue(value="in_force", label="Còn hiệu lực", count=1250, is_chosen=True),
        FacetValue(value="expired", label="Hết hiệu lực", count=3),
    ),
    "issuer": (FacetValue(value="Chính phủ", label="Chính phủ", count=9), FacetValue(value="x", label="X", count=1)),
    "format": (FacetValue(value="html", label="HTML", count=9),),
}


@pytest.mark.parametrize(("text", "most"), [("đất", 3), ("đất đai", 5), ("a" * 81, 80)])
def test_long_words_are_shortened_as_django_does(text: str, most: int) -> None:
    assert shortened(text, most) == truncatechars(text, most)


def answer(**values: Any) -> SearchResults:
    analysis = QueryAnalysis(text=QUERY.text, syllables=(Syllable(typed="so", folded="so", has_marks=False),))
    given = {
        "query": QUERY,
        "analysis": analysis,
        "results": (ARTICLE, ANSWER),
        "total": 1234,
        "at": timezone.localdate(),
    }
    return SearchResults(**{**given, **values})


@pytest.fixture
def show(rf: RequestFactory, db: None) -> Any:
    def show(results: SearchResults, language: str = "vi", **asked: Any) -> str:
        request = rf.get("/tim-kiem/")
        context = page_context(Asked(query=results.query, **asked), results)
        with translation.override(language):
            return render_to_string("search/results.html", {**context, **ui(request), "request": request})

    return show


def main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main(html)))


def links(html: str) -> dict[str, str]:
    """Words of links of the main part → address."""
    found = re.findall(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', main(html), re.S)
    return {
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", words)).strip(): url.replace("&amp;", "&") for url, words in found
    }


def test_a_result_tells_kind_path_title_validity_number_day_and_passage(show: Any) -> None:
    html = show(answer())

    seen = text(html)
    assert "Điều luật · Nghị định 168/2024/NĐ-CP › Chương II Điều 6. Xử phạt" in seen
    assert re.search(r"Còn hiệu lực\s*168/2024/NĐ-CP\s*Ngày 26/12/2024", seen)
    assert "có &lt;b&gt;<mark>nồng độ cồn</mark> trong máu" in html


def test_count_has_separators(show: Any) -> None:
    assert "1.234 kết quả" in text(show(answer()))


def test_law_of_another_day_goes_along_to_the_law_only(show: Any) -> None:
    found = links(show(answer(query=replace(QUERY, at=date(2022, 3, 1)), at=date(2022, 3, 1))))

    assert found[ARTICLE.title] == "/van-ban/nd-168-2024-nd-cp/dieu-6/?at=2022-03-01"
    assert found[ANSWER.title] == "/chu-de/dat/so-do/"


def test_the_day_of_the_law_is_said_and_can_be_changed(show: Any) -> None:
    assert "Theo luật hôm nay" in text(show(answer()))
    html = show(answer(at=date(2022, 3, 1)))
    assert "Theo luật ngày 01/03/2022" in text(html)
    assert 'name="at" value="2022-03-01"' in html


def test_a_day_found_in_the_words_is_said(show: Any) -> None:
    analysis = QueryAnalysis(text="x", at=date(2022, 12, 31), at_words="năm 2022")

    html = show(answer(analysis=analysis, at=date(2022, 12, 31)))

    assert "Bạn nhắc tới “năm 2022”, nên đây là luật của ngày 31/12/2022." in text(html)
    assert f"at={timezone.localdate().isoformat()}" in links(html)["Xem luật hôm nay"]


def test_words_added_and_repaired_are_said_and_can_be_refused(show: Any) -> None:
    analysis = QueryAnalysis(
        text="so do",
        repaired="sổ đỏ",
        expansions=(Expansion(typed="so do", term="giấy chứng nhận quyền sử dụng đất", reason="everyday"),),
    )

    html = show(answer(analysis=analysis))

    assert "Tìm thêm theo thuật ngữ: giấy chứng nhận quyền sử dụng đất (so do)" in text(html)
    assert "Đã đọc chữ gõ lỗi thành sổ đỏ" in text(html)
    assert links(html)["Chỉ tìm chữ bạn gõ"].endswith("&nguyen-van=1")


def test_a_literal_search_offers_the_way_back(show: Any) -> None:
    assert "nguyen-van" not in links(show(answer(query=replace(QUERY, is_literal=True))))["Tìm cả thuật ngữ pháp luật"]


def test_did_you_mean_is_a_link(show: Any) -> None:
    assert links(show(answer(did_you_mean="sổ đỏ")))["sổ đỏ"] == "?q=s%E1%BB%95+%C4%91%E1%BB%8F"


def test_a_problem_is_said_above_the_results(show: Any) -> None:
    assert "Câu tìm dài quá; chỉ đọc phần đầu." in text(show(answer(problem="Câu tìm dài quá; chỉ đọc phần đầu.")))


def test_other_articles_of_a_document_fold(show: Any) -> None:
    other = replace(ARTICLE, id="document:17/art_7@", title="Điều 7. Xe máy", url="/van-ban/x/dieu-7/", state="expired")

    html = show(answer(results=(replace(ARTICLE, more=(other,), more_count=6),)))

    assert "Thêm 6 điều trong văn bản này" in text(html)
    assert links(html)["Điều 7. Xe máy"] == "/van-ban/x/dieu-7/"
    assert "trong=document%3A17" in links(html)["Xem tất cả trong văn bản này"]
    assert "Hết hiệu lực" in text(html)


def test_words_of_the_dictionary_are_explained_above_the_results(show: Any) -> None:
    word = Result(id="term:1", kind="term", title="sổ đỏ", url="/tu-dien/#so-do", passage=(Span(text="Giấy về đất"),))

    html = show(answer(words=(word,)))

    assert "sổ đỏ Giấy về đất Kết quả Điều luật ·" in text(html)
    assert links(html)["sổ đỏ"] == "/tu-dien/#so-do"


def test_facets_with_one_value_are_left_out_unless_chosen(show: Any) -> None:
    html = main(show(answer(facets=FACETS)))

    assert re.findall(r'type="checkbox" name="([^"]+)"', html) == ["hieu-luc", "hieu-luc", "co-quan", "co-quan"]
    assert 'value="in_force" checked' in html
    assert "1.250" in html


def test_chosen_values_can_be_removed_one_by_one(show: Any) -> None:
    query = replace(QUERY, facets={"state": ("in_force", "expired"), "year": ("1899",)}, within="document:17")

    found = links(show(answer(query=query, facets=FACETS, within_title="Nghị định 168")))

    assert "hieu-luc=expired" in found["Hiệu lực:&nbsp;Còn hiệu lựcBỏ"]
    assert "in_force" not in found["Hiệu lực:&nbsp;Còn hiệu lựcBỏ"]
    assert "1899" not in found["Năm ban hành:&nbsp;1899Bỏ"]
    assert "trong" not in found["Trong:&nbsp;Nghị định 168Bỏ"]
    assert found["Bỏ tất cả"] == "?q=so+do+dung+ten+ai&trong=document%3A17"


def test_paging_keeps_the_search(show: Any) -> None:
    found = links(show(answer(query=replace(QUERY, facets={"year": ("2024",)}, page=2), total=100)))

    assert found["Trang 3"] == "?q=so+do+dung+ten+ai&nam=2024&trang=3"


def test_no_page_is_offered_that_cannot_be_read(show: Any) -> None:
    found = links(show(answer(query=replace(QUERY, page=499), total=180_000)))
    last = links(show(answer(query=replace(QUERY, page=MOST_PAGES), total=180_000)))

    assert max(int(name.removeprefix("Trang ")) for name in found if name.startswith("Trang ")) == MOST_PAGES
    assert "Sau" not in last


def test_sorting_and_grouping_begin_at_the_first_page(show: Any) -> None:
    found = links(show(answer(query=replace(QUERY, page=4))))

    assert found["Mới nhất"] == "?q=so+do+dung+ten+ai&sap-xep=moi-nhat"
    assert found["Từng điều"] == "?q=so+do+dung+ten+ai&nhom=dieu"


def test_without_words_nothing_is_most_relevant(show: Any) -> None:
    html = show(answer(query=replace(QUERY, text="", facets={"year": ("2024",)})))

    assert "Liên quan nhất" not in links(html)
    assert re.search(r'href="[^"]*sap-xep=moi-nhat" aria-current="true">Mới nhất', html)


def test_opening_a_result_is_counted_by_the_words_only(show: Any) -> None:
    pings = re.findall(r'ping="([^"]+)"', show(answer()))

    assert pings == ["/tim-kiem/nhan/?q=so+do+dung+ten+ai"] * 2


def test_nothing_found_says_what_was_looked_for_and_helps(show: Any) -> None:
    query = replace(QUERY, facets={"year": ("1950",)})

    html = show(answer(query=query, results=(), total=0))

    assert "Chưa tìm thấy gì cho “so do dung ten ai”" in text(html)
    assert "Chúng tôi đã tìm các từ: so" in text(html)
    assert links(html)["Bỏ các bộ lọc và tìm lại"] == "?q=so+do+dung+ten+ai"
    assert links(html)["Gửi câu hỏi cho cán bộ"] == offers(QuestionTaker)[0].take("")


def test_words_without_anything_to_look_for_are_said(show: Any) -> None:
    html = show(answer(analysis=QueryAnalysis(text="???"), results=(), total=0))

    assert "chưa có từ nào để tìm" in text(html)


def test_without_an_index_the_page_says_so_and_helps(show: Any) -> None:
    html = show(answer(results=(), total=0, is_available=False, problem="Chỉ mục đang được dựng lại."))

    assert "Chỉ mục đang được dựng lại." in text(html)
    assert "Chưa tìm thấy" not in text(html)
    assert "Gửi câu hỏi cho cán bộ" in links(html)


@pytest.mark.parametrize("language", ["km", "en"])
def test_on_other_pages_vietnamese_parts_say_so(show: Any, language: str) -> None:
    with translation.override(language):
        results = answer(facets=FACETS)
    html = show(results, language)

    assert f'<a lang="vi" href="/{language}/van-ban/nd-168-2024-nd-cp/dieu-6/"' in html
    assert '<span lang="vi">Chính phủ</span>' in html
    assert '<p class="hit__passage" lang="vi">' in html


def test_number_of_queries_does_not_grow_with_results(show: Any, django_assert_num_queries: Any) -> None:
    many = tuple(replace(ARTICLE, id=str(number)) for number in range(30))
    with django_assert_num_queries(0):
        show(answer(results=(ARTICLE,)))
        show(answer(results=many))
