"""200 queries as people type them: their answers must not sink. `README.md` says how to read and renew the figures."""

import tomllib
import unicodedata
from pathlib import Path

import pytest

import luatgandan.features.portal.starter
from luatgandan.lib.vietnamese import fold

from .conftest import addresses, hold_to_baseline
from .grading import (
    BEST,
    Query,
    Row,
    Run,
    complaints,
    figures,
    grade,
    group,
    read_queries,
)

TOPICS = Path(luatgandan.features.portal.starter.__file__).parent / "topics"
KINDS = {
    "everyday", "no_marks", "half_marks", "story", "number", "address", "name", "slip", "khmer", "date", "place",
    "organisation",
}  # fmt: skip


@pytest.mark.parametrize("part", ["starter", pytest.param("laws", marks=pytest.mark.data)])
def test_everyday_queries_find_their_answers(part: str, request: pytest.FixtureRequest) -> None:
    run: Run = request.getfixturevalue(f"{part}_run")
    hold_to_baseline(part, run, writes=request.config.getoption("--write-baseline"))


def test_everything_expected_is_in_the_index(starter: None) -> None:
    held = addresses()
    expected = {address for one in read_queries() for address in one.expected if "/dieu-" not in address}
    assert sorted(expected - held) == []


@pytest.mark.data
def test_expected_articles_of_the_laws_at_hand_are_in_the_index(laws_run: Run) -> None:
    held = addresses()
    read = {group(one) for one in held if "/dieu-" in one}
    expected = {one for query in read_queries() for one in query.expected if "/dieu-" in one and group(one) in read}
    assert len(expected) > 10
    assert sorted(expected - held) == []


def test_the_set_is_what_it_says() -> None:
    queries = read_queries()
    assert len(queries) == len({one.text for one in queries}) == 200
    assert {one.kind for one in queries} == KINDS
    assert all(unicodedata.is_normalized("NFC", one.text) for one in queries)
    assert [one.text for one in queries if max(one.expected.values()) != BEST] == []


def test_no_query_is_taken_from_the_answers() -> None:
    topics = [tomllib.loads(path.read_text(encoding="utf-8")) for path in TOPICS.glob("*.toml")]
    asked = [one for topic in topics for one in topic["questions"]]
    own = {fold(text) for one in asked for text in (one["question"], *one["variants"])}
    assert len(own) > 300
    assert [one.text for one in read_queries() if fold(one.text) in own] == []


def test_every_answer_is_asked_for() -> None:
    topics = [tomllib.loads(path.read_text(encoding="utf-8")) for path in TOPICS.glob("*.toml")]
    own = {f"/chu-de/{topic['slug']}/{one['slug']}/" for topic in topics for one in topic["questions"]}
    asked = {address for one in read_queries() for address, grade in one.expected.items() if grade == BEST}
    assert sorted(own - asked) == []


def test_figures_by_hand() -> None:
    expected = {"/chu-de/a/b/": 3, "/chu-de/a/": 1, "/van-ban/c/": 2}
    other, answer, law = Row("/x/"), Row("/chu-de/a/b/"), Row("/van-ban/c/")
    assert figures([answer, law, Row("/chu-de/a/")], expected) == {"ndcg": 1.0, "mrr": 1.0, "first": 1.0, "top3": 1.0}
    late = figures([other, law, answer], expected)
    ideal = 7 + 3 / 1.58496 + 1 / 2
    assert late["ndcg"] == pytest.approx((3 / 1.58496 + 7 / 2) / ideal, abs=1e-4)
    assert late["mrr"] == pytest.approx(1 / 3)
    assert (late["first"], late["top3"]) == (0.0, 1.0)
    small_print = figures([Row("/chu-de/a/", ("/chu-de/a/b/",))], expected)
    assert small_print["mrr"] == 0.0
    assert small_print["ndcg"] == pytest.approx(3 / ideal, abs=1e-4)
    assert grade(Row("/van-ban/c/dieu-1/"), expected) == 1


def test_what_got_worse_is_told() -> None:
    query = Query("sổ đỏ", "everyday", {"/chu-de/a/b/": 3})
    good, bad = (Run([query], [[row]]) for row in (Row("/chu-de/a/b/"), Row("/x/")))
    assert complaints(good, good.to_dict()) == []
    told = complaints(bad, good.to_dict())
    assert told[0] == "all: ndcg 0.000 < 1.000"
    assert told[-1] == "  'sổ đỏ' 1.00 → 0.00: wanted /chu-de/a/b/; came /x/"
