"""A query stands in an address and comes back whole; whatever else an address holds is no error."""

from datetime import date

import pytest
from django.http import QueryDict

from luatgandan.foundation.search.enums import Facet
from luatgandan.foundation.search.pipeline.addresses import (
    PARAMETERS,
    choices_of,
    query_string,
    read_query,
    reading_address,
)
from luatgandan.foundation.search.pipeline.values import QueryAnalysis, SearchQuery, SearchResults, Sort

FULL = SearchQuery(
    text="nồng độ cồn & xe máy",
    facets={"kind": ("article", "question"), "issuer": ("Chính phủ",), "year": ("2024",)},
    at=date(2022, 3, 1),
    within="document:17",
    sort=Sort.NEWEST,
    page=3,
    is_grouped=False,
    is_literal=True,
)


def read(address: str) -> SearchQuery:
    return read_query(QueryDict(address), language="vi").query


def test_a_query_comes_back_whole() -> None:
    assert read(query_string(FULL)) == FULL


def test_what_is_the_rule_does_not_lengthen_the_address() -> None:
    assert query_string(SearchQuery(text="ly hôn")) == "q=ly+h%C3%B4n"


def test_every_facet_has_a_name_in_the_address() -> None:
    assert set(PARAMETERS) == set(Facet)


def test_staying_stands_beside_the_query() -> None:
    assert read_query(QueryDict(query_string(FULL, is_staying=True)), language="vi").is_staying


@pytest.mark.parametrize(
    "address",
    [
        "q=a&trang=-5&sap-xep=xyz&nhom=la&trong=../../etc/passwd",
        "q=a&trang=99999999999999999999999",
        "q=a&trang=%F0%9F%98%80&trong=document:%00",
        "q=a&loai=&loai=%00&nam=%07",
        "q=%00a%07%1b",
    ],
)
def test_what_is_odd_counts_as_not_given(address: str) -> None:
    found = read(address)

    assert (found.text, found.facets, found.within, found.sort) == ("a", {}, "", Sort.RELEVANCE)
    assert 1 <= found.page <= 500


def test_far_too_many_words_and_values_are_cut() -> None:
    data = QueryDict(mutable=True)
    data["q"] = "x" * 50_000
    data.setlist("nam", [str(year) for year in range(1900, 2000)])

    found = read_query(data, language="vi").query

    assert len(found.text) == 10_000
    assert len(found.facets["year"]) == 20


@pytest.mark.parametrize(
    ("typed", "words"), [("32/1/2025", "không đọc được"), ("1900-01-01", "1945"), ("x", "Ngày “x”")]
)
def test_a_day_that_is_none_is_said(typed: str, words: str) -> None:
    asked = read_query(QueryDict(f"q=a&at={typed}"), language="vi")

    assert asked.query.at is None
    assert words in asked.problem


def test_a_day_is_read_as_people_write_it() -> None:
    assert read("q=a&at=1/7/2025").at == date(2025, 7, 1)


def test_choices_are_all_but_words_and_page() -> None:
    assert choices_of(FULL) == {
        "loai": ["article", "question"],
        "co-quan": ["Chính phủ"],
        "nam": ["2024"],
        "at": ["2022-03-01"],
        "trong": ["document:17"],
        "sap-xep": ["moi-nhat"],
        "nhom": ["dieu"],
        "nguyen-van": ["1"],
    }


@pytest.mark.parametrize(
    ("kind", "at", "language", "address"),
    [
        ("article", date(2022, 1, 1), "vi", "/van-ban/x/dieu-6/?at=2022-01-01"),
        ("article", date(2026, 11, 22), "vi", "/van-ban/x/dieu-6/"),
        ("question", date(2022, 1, 1), "km", "/km/van-ban/x/dieu-6/"),
    ],
)
def test_law_is_read_as_of_the_day_asked_for(kind: str, at: date, language: str, address: str) -> None:
    results = SearchResults(query=FULL, analysis=QueryAnalysis(text=""), at=at)

    found = reading_address("/van-ban/x/dieu-6/", kind, results, today=date(2026, 11, 22), language=language)

    assert found == address
