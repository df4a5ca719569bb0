"""From words to results: grouping, jumping, days of law, facets, and what happens without an index."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from luatgandan.backends.search.base import SearchError
from luatgandan.foundation.modules.registry import SearchItem
from luatgandan.foundation.search import queries
from luatgandan.foundation.search.pipeline.values import SearchQuery, SearchResults, Sort

from .conftest import TODAY, Brittle, Fill, Shelf, find
from .things import answer

pytestmark = pytest.mark.django_db


def law(number: str = "1/2020/QH14", name: str = "Luật Đò ngang", **values: Any) -> SearchItem:
    key = number.partition("/")[0]
    own = f"law:{key}"
    fields = {
        "kind": "document", "title": name, "url": f"/van-ban/{key}/", "names": (number, name), "group": own,
        "number": number, "document_kind": "luat", "issued_on": date(2020, 1, 2), "effective_on": date(2020, 7, 1),
        "state": "in_force", "stated": "in_force", **values,
    }  # fmt: skip
    return SearchItem(id=own, **fields)


def article(of: SearchItem, number: str, text: str, since: date | None = None, until: date | None = None) -> SearchItem:
    values = {name: getattr(of, name) for name in ("names", "group", "number", "document_kind", "issued_on", "state",
                                                   "effective_on", "ended_on", "stated")}  # fmt: skip
    return SearchItem(
        id=f"{of.id}/art_{number}@{since or ''}", kind="article", title=f"Điều {number}", text=text,
        url=f"{of.url}dieu-{number}/", path=(of.title,), eid=f"art_{number}",
        valid_from=since, valid_to=until, **values,
    )  # fmt: skip


def test_an_article_is_found_by_what_people_ask_and_shown_with_its_own_words(fill: Fill) -> None:
    ferry = law()
    asked = replace(article(ferry, "7", "Khách được hoàn tiền vé."), asked=("trễ đò có được trả lại tiền không",))
    fill(ferry, article(ferry, "1", "Bến đò mở lúc sáu giờ."), asked)
    [found] = find("tre do duoc tra lai tien").results
    assert (found.id, "".join(one.text for one in found.passage)) == (asked.id, "Khách được hoàn tiền vé.")
    assert find("trễ đò", is_grouped=False).results[0].id == asked.id


def test_without_words_all_that_was_chosen_can_be_paged_through(fill: Fill) -> None:
    laws = [law(f"{number}/2020/QH14", f"Luật {number}", issued_on=date(2020, 1, number)) for number in range(1, 31)]
    fill(*laws, *(article(one, "1", "từ " * 2000) for one in laws))
    pages = [find("", facets={"document_kind": ("luat",)}, page=page, per_page=7) for page in (1, 5, 9)]
    assert [[one.title for one in page.results] for page in pages] == [
        [f"Luật {number}" for number in range(30, 23, -1)], ["Luật 2", "Luật 1"], ["Luật 2", "Luật 1"],
    ]  # fmt: skip
    assert [(page.total, page.query.page) for page in pages] == [(30, 1), (30, 5), (30, 5)]
    assert [(one.value, one.count) for one in pages[0].facets["kind"]] == [("document", 30)]
    articles = find("", facets={"kind": ("article",)})
    assert (articles.total, len(articles.results)) == (30, 10)


def test_articles_of_one_law_stand_together(fill: Fill) -> None:
    ferry = law()
    fill(ferry, *(article(ferry, str(number), f"giá vé đò số {number}") for number in range(1, 9)))
    grouped = find("giá vé đò")
    assert [one.group for one in grouped.results] == ["law:1"]
    assert len(grouped.results[0].more) == 3
    assert grouped.results[0].more_count >= 7
    apart = find("giá vé đò", is_grouped=False)
    assert len({one.id for one in apart.results}) == len(apart.results) >= 8
    assert all(not one.more for one in apart.results)


def test_what_was_asked_for_is_marked(fill: Fill) -> None:
    ferry = law()
    fill(ferry, article(ferry, "1", "Khách qua sông trả giá vé đò theo bảng."))
    [one] = find("giá vé đò").results
    assert [span.text for span in one.passage if span.is_hit] == ["giá vé đò"]
    assert (one.path, one.number, one.state) == (("Luật Đò ngang",), "1/2020/QH14", "in_force")


def test_a_day_in_the_past_finds_the_words_of_that_day(fill: Fill) -> None:
    ferry, changed = law(), date(2024, 1, 1)
    fill(
        ferry,
        article(ferry, "2", "Người lớn trả năm nghìn đồng tiền vé đò.", until=changed),
        article(ferry, "2", "Người lớn trả bảy nghìn đồng tiền vé đò.", since=changed),
    )
    assert _passage(find("tiền vé đò người lớn")) == "Người lớn trả bảy nghìn đồng tiền vé đò."
    assert _passage(find("tiền vé đò người lớn", at=date(2023, 12, 31))) == "Người lớn trả năm nghìn đồng tiền vé đò."
    in_words = find("tiền vé đò người lớn năm 2022")
    assert (in_words.at, _passage(in_words)) == (date(2022, 12, 31), "Người lớn trả năm nghìn đồng tiền vé đò.")


def _passage(results: Any) -> str:
    found = next(one for one in results.results if one.kind == "article")
    return "".join(span.text for span in found.passage)


def test_state_is_that_of_the_day_asked_for(fill: Fill) -> None:
    fill(law(ended_on=date(2025, 1, 1), state="expired"))
    states = {day: find("đò ngang", at=day).results[0].state for day in (date(2020, 3, 1), date(2022, 3, 1), TODAY)}
    assert states == {date(2020, 3, 1): "not_yet", date(2022, 3, 1): "in_force", TODAY: "expired"}


def test_nothing_issued_later_is_found_on_a_day_in_the_past(fill: Fill) -> None:
    fill(law(), law("2/2025/QH15", "Luật Đò ngang mới", issued_on=date(2025, 1, 2), effective_on=date(2025, 7, 1)))
    assert len(find("đò ngang").results) == 2
    assert [one.number for one in find("đò ngang", at=date(2022, 1, 1)).results] == ["1/2020/QH14"]


def test_a_state_is_chosen_on_the_day(fill: Fill) -> None:
    old = law(ended_on=date(2025, 1, 1), state="expired")
    fill(old, law("2/2019/QH14", "Luật Đò dọc", issued_on=date(2019, 1, 2)))
    chosen = {"state": ("in_force",)}
    assert [one.number for one in find("luật đò", facets=chosen).results] == ["2/2019/QH14"]
    then = find("luật đò", facets=chosen, at=date(2022, 1, 1))
    assert {one.number for one in then.results} == {"1/2020/QH14", "2/2019/QH14"}
    assert "state" not in then.facets or all(value.is_chosen for value in then.facets["state"])
    fill(old, answer("Đi đò theo luật nào?"))
    assert [one.kind for one in find("luật đò", facets=chosen, at=date(2022, 1, 1)).results] == ["document"]


@pytest.mark.parametrize("typed", ["1/2020/QH14", "luật 1/2020/qh14"])
def test_a_number_jumps_to_its_document(fill: Fill, typed: str) -> None:
    fill(law(), law("2/2020/QH14", "Luật Đò dọc"))
    assert find(typed).jump == "/van-ban/1/"


def test_an_address_jumps_to_its_article_and_clause(fill: Fill) -> None:
    ferry = law()
    fill(ferry, article(ferry, "2", "Giá vé."), article(ferry, "12", "Giá vé đò đêm."))
    assert find("điều 2 luật 1/2020/qh14").jump == "/van-ban/1/dieu-2/"
    assert find("khoản 3 điều 2 luật 1/2020/qh14").jump == "/van-ban/1/dieu-2/khoan-3/"
    assert find("điều 77 luật 1/2020/qh14").jump == ""


def test_of_two_laws_of_one_name_the_one_in_force_is_meant(fill: Fill) -> None:
    name = "Luật Đất đai"
    fill(law(name=name, ended_on=date(2025, 1, 1)), law("2/2024/QH15", name, effective_on=date(2025, 1, 1)))
    assert find("luật đất đai").jump == "/van-ban/2/"


def test_words_in_a_second_page_or_inside_a_document_do_not_jump(fill: Fill) -> None:
    fill(law())
    assert find("1/2020/QH14", within="law:1").jump == ""
    assert find("1/2020/QH14", is_literal=True).jump == ""


def test_searching_inside_one_document(fill: Fill) -> None:
    ferry, other = law(), law("2/2020/QH14", "Luật Đò dọc")
    fill(ferry, article(ferry, "1", "giá vé"), other, article(other, "1", "giá vé"))
    inside = find("giá vé", within="law:2", is_grouped=False)
    assert {one.group for one in inside.results} == {"law:2"}
    assert inside.within_title == "Luật Đò dọc"
    assert find("giá vé", within="law:404").results == ()


def test_documents_are_rated_beside_their_articles(fill: Fill) -> None:
    ferry, other = law(), law("2/2020/QH14", "Luật Đò dọc")
    fill(ferry, article(ferry, "1", "giá vé qua sông"), other, article(other, "1", "giá vé"))
    query = SearchQuery(text="giá vé qua sông", facets={"kind": ("article",)}, is_grouped=False)
    rated = queries.look_up(query, today=TODAY, rates_documents=True).documents
    assert sorted(rated, key=rated.__getitem__) == ["law:2", "law:1"]
    assert queries.look_up(query, today=TODAY).documents == {}


def chosen(results: SearchResults, facet: str) -> list[tuple[str, str, int, bool]]:
    return [(one.value, one.label, one.count, one.is_chosen) for one in results.facets[facet]]


@pytest.mark.parametrize("word", ["luat", "Luật"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_value_that_two_rooms_know_by_two_words_is_one_choice(fill: Fill, word: str, language: str) -> None:
    fill(law(), law("2/2019/QH14", "Luật Đò dọc", document_kind="Luật"), law("3/2019/QH14", document_kind="phap-lenh"))
    with translation.override(language):
        results = find("luật đò", facets={"document_kind": (word,)})
    others = [("luat", "Luật", 2, True), ("phap-lenh", "phap-lenh", 1, False)]
    assert (chosen(results, "document_kind"), results.total) == (others, 2)


def test_facets_have_names_and_counts(fill: Fill) -> None:
    fill(law(), law("2/2019/QH14", "Luật Đò dọc", issued_on=date(2019, 5, 1), document_kind="phap-lenh"))
    assert [one.value for one in find("luật đò").facets["year"]] == ["2020", "2019"]
    results = find("luật đò", facets={"document_kind": ("luat",)})
    others = [("luat", "Luật", 1, True), ("phap-lenh", "phap-lenh", 1, False)]
    assert chosen(results, "document_kind") == others
    assert chosen(results, "year") == [("2020", "2020", 1, False)]


def test_a_chosen_value_that_finds_nothing_is_still_there_to_be_left(fill: Fill) -> None:
    fill(law())
    nothing = find("luật đò", facets={"document_kind": ("khong-co",)})
    assert nothing.results == ()
    assert chosen(nothing, "document_kind") == [("luat", "Luật", 1, False), ("khong-co", "khong-co", 0, True)]


def test_sorting_by_day_of_issue(fill: Fill) -> None:
    days = {"1": date(2020, 1, 1), "2": date(2024, 1, 1), "3": date(2022, 1, 1)}
    fill(*(law(f"{key}/2020/QH14", f"Luật Đò {key}", issued_on=day) for key, day in days.items()))
    assert [one.group for one in find("luật đò", sort=Sort.NEWEST).results] == ["law:2", "law:3", "law:1"]
    assert [one.group for one in find("luật đò", sort=Sort.OLDEST).results] == ["law:1", "law:3", "law:2"]


def test_pages_do_not_overlap_and_end(fill: Fill) -> None:
    fill(*(law(f"{number}/2020/QH14", f"Luật Đò {number}") for number in range(1, 13)))
    pages = [find("luật đò", page=page, per_page=5) for page in (1, 2, 3, 9999)]
    assert [len(one.results) for one in pages] == [5, 5, 2, 2]
    assert len({result.id for page in pages[:3] for result in page.results}) == 12
    assert (pages[3].query.page, pages[3].total) == (3, 12)


@pytest.mark.parametrize(
    "text",
    ["", " ", "là và của", "a" * 10_000, "đò " * 3000, "'; DROP TABLE x; --", "(((", "\x00\x01", "🙂🙃", "body:*"],
)
def test_nothing_typed_is_an_error(fill: Fill, text: str) -> None:
    fill(law())
    results = find(text)
    assert results.is_available
    assert results.took_ms < 2000


def test_without_an_index_it_says_so(shelf: Shelf, engine: Brittle) -> None:
    results = find("đò ngang")
    assert not results.is_available
    assert results.results == ()
    assert results.problem
    assert queries.suggest("đò", today=TODAY) == []


def test_a_broken_engine_is_told_of_too(fill: Fill, engine: Brittle, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(law())

    def broken(plan: Any) -> Any:
        raise SearchError("no")

    monkeypatch.setattr(engine, "search", broken)
    assert not find("đò ngang").is_available


def test_all_steps_can_be_looked_at(fill: Fill) -> None:
    fill(law())
    trace = queries.trace(SearchQuery(text="đò ngang"), today=TODAY)
    assert list(trace.steps) == ["analysis", "plan", "engine", "ranking", "showing"]
    assert [one.title for one in trace.results.results] == ["Luật Đò ngang"]
    assert trace.plan.clauses


def test_suggestions(fill: Fill) -> None:
    fill(law(), law("2/2020/QH14", "Luật Đò dọc"))
    assert [one.url for one in queries.suggest("luat do ng", today=TODAY)][:1] == ["/van-ban/1/"]
    assert queries.suggest("l", today=TODAY) == []


def test_a_law_without_its_text_still_comes_before_the_same_article_of_others(fill: Fill) -> None:
    other = law("2/2020/QH14", "Luật Đò dọc")
    fill(law(name="Luật Hôn nhân và gia đình"), other, article(other, "51", "Điều kiện của gia đình đi đò."))
    results = find("điều 51 luật hôn nhân và gia đình")
    assert results.results[0].id == "law:1"


def test_a_name_and_a_year_mean_the_law_of_that_year(fill: Fill) -> None:
    name = "Luật Đất đai"
    old = law(
        "45/2013/QH13", name, issued_on=date(2013, 11, 29), effective_on=date(2014, 7, 1), ended_on=date(2024, 8, 1)
    )
    new = law("31/2024/QH15", name, issued_on=date(2024, 1, 18), effective_on=date(2024, 8, 1))
    fill(new, old)
    assert find("luật đất đai áp dụng hồi năm 2022").results[0].number == "45/2013/QH13"
    assert find("luật đất đai").results[0].number == "31/2024/QH15"
