"""The sixty answered questions we ship: five for each topic, short, cited, nobody's data, nothing told twice."""

import csv
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luatgandan.lib.legaltext import Address, parse_number
from luatgandan.lib.privacy import find_personal_data
from luatgandan.lib.vietnamese import clean, fold, slug

FEATURES = Path(__file__).parents[2]
DOCUMENTS = FEATURES / "library" / "starter" / "documents.tsv"
TOPICS = {
    table["slug"]: table
    for table in (
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in (FEATURES / "portal" / "starter" / "topics").glob("*.toml")
    )
}
FILES = sorted((FEATURES / "qa" / "starter" / "questions").glob("*.toml"))
TABLES = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
QUESTIONS = [asked for table in TABLES for asked in table["questions"]]
EVERY = pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["slug"])
NOT_IN_FORCE = {"expired", "not_yet", "suspended"}


def spoken(asked: dict[str, Any]) -> Iterator[str]:
    """All that people read of a question and its answer."""
    yield from (asked["question"], *asked["variants"], asked["short"], *asked["steps"], asked["office"])
    yield from (cited["says"] for cited in asked["citations"])


def test_every_topic_has_five() -> None:
    assert [
        (path.stem, table["topic"], len(table["questions"])) for path, table in zip(FILES, TABLES, strict=True)
    ] == [(name, name, 5) for name in sorted(TOPICS)]
    assert len(QUESTIONS) == 60
    assert [table["field"] for table in TABLES] == [TOPICS[table["topic"]]["field"] for table in TABLES]


@EVERY
def test_an_answer_is_short_and_tells_what_to_do(asked: dict[str, Any]) -> None:
    assert asked["question"].endswith("?")
    assert len(asked["question"]) <= 120
    assert 2 <= len(asked["variants"]) <= 3
    assert 25 <= len(asked["short"].split()) <= 60
    assert 2 <= len(asked["steps"]) <= 4
    assert max(len(step.split()) for step in asked["steps"]) <= 30
    assert asked["office"]
    assert asked["day_of_law"] == date(2026, 11, 22)


@EVERY
def test_texts_are_composed_tidy_and_nobodys(asked: dict[str, Any]) -> None:
    for text in spoken(asked):
        assert unicodedata.is_normalized("NFC", text), text
        assert clean(text) == text
        assert find_personal_data(text) == [], text


@EVERY
def test_citations_name_a_provision_of_a_document_in_force(asked: dict[str, Any]) -> None:
    with DOCUMENTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        states = {row["number"]: row["status"] for row in rows}
    cited = [
        (one["document"], Address(one["article"], one.get("clause", ""), one.get("point", "")))
        for one in asked["citations"]
    ]
    assert cited
    assert len(set(cited)) == len(cited)
    for number, _ in cited:
        assert parse_number(number) is not None, number
        assert states.get(number, "expired") not in NOT_IN_FORCE, number


def test_nothing_is_asked_twice() -> None:
    ours = [fold(text) for asked in QUESTIONS for text in (asked["question"], *asked["variants"])]
    topics = {
        fold(text)
        for table in TOPICS.values()
        for asked in table["questions"]
        for text in (asked["question"], *asked["variants"])
    }
    assert sorted({text for text in ours if ours.count(text) > 1 or text in topics}) == []
    slugs = [asked["slug"] for asked in QUESTIONS]
    assert len(set(slugs)) == len(slugs)
    assert [name for name in slugs if slug(name) != name] == []
