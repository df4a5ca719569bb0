"""Rows of results as markup: what is escaped, in which language parts are, what is said only where it differs."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context

from luatgandan.foundation.search.pipeline.values import FacetValue, Result, SearchQuery, SearchResults, Span
from luatgandan.foundation.search.templatetags import hits as tags

ODD = """<b> & "'"""
ESCAPED = "&lt;b&gt; &amp; &quot;&#x27;"
TODAY = date(2026, 11, 23)
RESULT = Result(id="document:1/art_6@", kind="article", title="Điều 6", url="/van-ban/x/dieu-6/", group="document:1")


def page(*results: Result, language: str = "vi", text: str = "đất", **values: Any) -> Context:
    query = SearchQuery(text=text, facets=values.pop("chosen", {}))
    found = SearchResults(query=query, analysis=None, results=results, words=results, at=TODAY, **values)
    ui = SimpleNamespace(language=language)
    return Context({"results": found, "query": query, "today": TODAY, "click_url": "/nhan/", "ui": ui})


def row(**values: Any) -> str:
    return str(tags.hits(page(replace(RESULT, **values))))


def facet(name: str, *values: FacetValue, **more: Any) -> str:
    return str(tags.facets(page(facets={name: values}, **more)))


@pytest.mark.parametrize("name", ["title", "url", "number"])
def test_texts_of_a_result_are_escaped(name: str) -> None:
    html = row(**{name: ODD})

    assert ESCAPED in html
    assert ODD not in html


def test_path_and_passage_are_escaped_and_hits_marked() -> None:
    html = row(path=(ODD, "Chương I"), passage=(Span(text=ODD), Span(text=ODD, is_hit=True)))

    assert f" · <span>{ESCAPED} › Chương I</span>" in html
    assert f'<p class="hit__passage">{ESCAPED}<mark>{ESCAPED}</mark></p>' in html


def test_a_result_that_tells_nothing_of_itself_has_no_empty_lines() -> None:
    assert re.findall(r'class="(hit__\w+)"', row()) == ["hit__where", "hit__title"]


def test_words_are_told_back_as_far_as_they_may_and_none_without_words() -> None:
    long = str(tags.hits(page(RESULT, text="a" * (tags.MOST_WORDS_TOLD + 1))))

    assert f'ping="/nhan/?q={"a" * tags.MOST_WORDS_TOLD}"' in long
    assert "ping" not in tags.hits(page(RESULT, text=""))


@pytest.mark.parametrize(("language", "part", "expected"), [
    ("vi", "vi", ""), ("km", "vi", ' lang="vi"'), ("km", "km", ""), ("vi", "en", ' lang="en"'),
])  # fmt: skip
def test_a_title_says_its_language_where_the_page_has_another(language: str, part: str, expected: str) -> None:
    html = tags.hits(page(replace(RESULT, language=part), language=language))

    address = "/km/van-ban/x/dieu-6/" if language == "km" else "/van-ban/x/dieu-6/"
    assert f'<a{expected} href="{address}"' in html


def test_a_meaning_says_its_language_once() -> None:
    html = tags.meanings(page(replace(RESULT, passage=(Span(text="nghĩa"),)), language="en"))

    assert html.startswith('<li lang="vi"><a href="/en/van-ban/x/dieu-6/"')
    assert html.endswith("<p>nghĩa</p></li>")


def test_a_part_tells_the_state_of_its_document_and_others_only_where_theirs_differs() -> None:
    same, other = replace(RESULT, state="partly_expired"), replace(RESULT, state="expired")
    html = row(state="partly_expired", more=(same, other), more_count=2)

    assert html.count("Văn bản hết hiệu lực một phần") == 1
    assert len(re.findall(r"<li><a[^>]*>Điều 6</a></li>", html)) == 1
    assert len(re.findall(r"<li><a[^>]*>Điều 6</a> <span", html)) == 1


def test_all_of_a_document_are_offered_only_where_more_is_left() -> None:
    assert "?q=%C4%91%E1%BA%A5t&amp;trong=document%3A1" in row(more=(RESULT,), more_count=2)
    assert "trong=" not in row(more=(RESULT,), more_count=1)


def test_facets_stand_open_that_matter_or_are_chosen() -> None:
    two = (FacetValue(value="a", label="A", count=2), FacetValue(value="b", label="B", count=1))

    assert 'facet" open>' in facet("kind", *two)
    assert 'facet" open>' not in facet("year", *two)
    assert 'facet" open>' in facet("year", *two, chosen={"year": ("a",)})


def test_values_of_facets_are_escaped_checked_and_say_their_language() -> None:
    chosen = FacetValue(value=ODD, label=ODD, count=1234, is_chosen=True)
    html = facet("issuer", chosen, language="km")

    assert f'value="{ESCAPED}" checked><span><span lang="vi">{ESCAPED}</span>' in html
    assert "1.234" in html
