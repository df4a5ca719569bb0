"""The three hundred questions we ship: twenty-five for each topic, answerable, cited, nobody's data, nothing twice.

Whether the cited articles say so is checked by the portal's checker: `portal/tests/test_check_questions.py`.
"""

import csv
import json
import os
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from luatgandan.lib.legaltext.citations import find
from luatgandan.lib.privacy import find_personal_data
from luatgandan.lib.vietnamese import clean, fold

FEATURES = Path(__file__).parents[2]
ROOT = Path(__file__).resolve().parents[5]
QUIZ = Path(os.environ.get("LUATGANDAN_SHARED_DATA") or ROOT.parent / "shared" / "data") / "quiz" / "questions.jsonl"
DOCUMENTS = FEATURES / "library" / "starter" / "documents.tsv"
TOPICS = sorted(path.stem for path in (FEATURES / "portal" / "starter" / "topics").glob("*.toml"))
FILES = sorted((FEATURES / "questionbank" / "starter" / "items").glob("*.toml"))
TABLES = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
ITEMS = [item for table in TABLES for item in table["item"]]
ONES = [item for item in ITEMS if item["kind"] == "one"]
NOT_IN_FORCE = {"expired", "not_yet", "suspended"}
PEOPLE = {"citizen", "pupil", "official", "enterprise"}
SHAPE = {"id", "kind", "stem", "explanation", "difficulty", "audience", "cites"}
PARTS = {
    "one": {"options", "key"},
    "several": {"options", "key"},
    "true_false": {"key"},
    "number": {"key", "unit"},
    "order": {"options"},
    "match": {"pairs"},
}
NEGATIVE = re.compile(r"\b(?:nào|gì|ai)\b[^,.;?]{0,40}\bkhông (?:phải|thuộc|đúng|được|bị)\b|\bngoại trừ\b")

Item = dict[str, Any]


def chosen(item: Item) -> list[str]:
    """All that can be chosen, joined or put in order."""
    return [*item.get("options", ()), *(text for pair in item.get("pairs", ()) for text in pair)]


def said(item: Item) -> Iterator[str]:
    """All that people read of a question."""
    yield from (item["stem"], *chosen(item), item["explanation"])
    yield from filter(None, [item.get("unit")])


def wrong_where(is_right: Callable[[Item], bool], items: list[Item] = ITEMS) -> list[str]:
    """Ids of the questions that are not as they should be."""
    return [item["id"] for item in items if not is_right(item)]


def has_its_key(item: Item) -> bool:
    """A key of the kind, within what can be chosen, and something wrong to choose."""
    key, count = item.get("key"), len(item.get("options", ()))
    match item["kind"]:
        case "one":
            return count == 4 and type(key) is int and 0 <= key < count
        case "several":
            return isinstance(key, list) and 2 <= len(set(key)) == len(key) < count and max(key) < count == 4
        case "true_false":
            return isinstance(key, bool)
        case "number":
            return not isinstance(key, bool) and isinstance(key, int | float) and bool(item["unit"])
        case "order":
            return 3 <= count <= 6
    return 3 <= len(item["pairs"]) <= 6 and all(len(pair) == 2 for pair in item["pairs"])


def test_every_topic_has_twenty_five() -> None:
    assert [(path.stem, table["field"], len(table["item"])) for path, table in zip(FILES, TABLES, strict=True)] == [
        (name, name, 25) for name in TOPICS
    ]
    codes = [item["id"] for item in ITEMS]
    assert len(set(codes)) == len(codes) == 300
    assert wrong_where(lambda item: bool(re.fullmatch(r"[a-z]{2}-\d{3}", item["id"]))) == []


def test_kinds_difficulties_and_people_are_mixed() -> None:
    kinds = Counter(item["kind"] for item in ITEMS)
    assert set(kinds) == set(PARTS)
    assert 195 <= kinds["one"] <= 225
    assert min(kinds["several"], kinds["true_false"]) >= 20
    assert min(kinds["order"], kinds["match"], kinds["number"]) >= 12
    assert min(Counter(item["difficulty"] for item in ITEMS).values()) >= 40
    assert set(Counter(item["difficulty"] for item in ITEMS)) == {1, 2, 3}
    people = Counter(one for item in ITEMS for one in item["audience"])
    assert set(people) == PEOPLE
    assert min(people.values()) >= 75
    answers = Counter(item["key"] for item in ITEMS if item["kind"] == "true_false")
    assert abs(answers[True] - answers[False]) <= 2


def test_each_has_what_its_kind_needs_and_no_more() -> None:
    assert wrong_where(lambda item: set(item) == SHAPE | PARTS[item["kind"]]) == []
    assert wrong_where(has_its_key) == []
    assert wrong_where(lambda item: len({fold(text) for text in chosen(item)}) == len(chosen(item))) == []
    assert wrong_where(lambda item: len(set(item["audience"])) == len(item["audience"]) > 0) == []


def test_questions_and_explanations_are_short() -> None:
    assert wrong_where(lambda item: 20 <= len(item["stem"]) <= 230) == []
    assert wrong_where(lambda item: 30 <= len(item["explanation"]) <= 230) == []
    assert wrong_where(lambda item: len(re.findall(r"[.?!](?:\s|$)", item["explanation"])) <= 2) == []
    assert wrong_where(lambda item: max(map(len, chosen(item)), default=0) <= 80) == []


def test_neither_place_nor_length_gives_the_answer_away() -> None:
    places = Counter(item["key"] for item in ONES)
    assert max(places.values()) - min(places.values()) <= len(ONES) * 0.05
    for edge in (min, max):
        lengths = [([len(text) for text in item["options"]], item["key"]) for item in ONES]
        alone = [counts[key] == edge(counts) and counts.count(counts[key]) == 1 for counts, key in lengths]
        assert sum(alone) <= len(ONES) / 4


def test_a_negative_is_in_capitals() -> None:
    assert wrong_where(lambda item: not NEGATIVE.search(item["stem"])) == []


def test_texts_are_composed_tidy_and_nobodys() -> None:
    texts = [text for item in ITEMS for text in said(item)]
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text) or clean(text) != text] == []
    assert [text for text in texts if find_personal_data(text)] == []


def test_nothing_is_asked_twice() -> None:
    stems = Counter(fold(item["stem"]) for item in ITEMS)
    assert [stem for stem, count in stems.items() if count > 1] == []


def test_citations_name_one_provision_of_a_document_in_force() -> None:
    with DOCUMENTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        states = {row["number"]: row["status"] for row in rows}
    assert wrong_where(lambda item: bool(item["cites"])) == []
    for item in ITEMS:
        cites = [(number, where) for number, where in item["cites"]]
        assert len(set(cites)) == len(cites), item["id"]
        for number, where in cites:
            mention = find(f"{where} {number}")
            assert [(len(one.places), one.document and one.document.number) for one in mention] == [(1, number)], where
            assert states.get(number, "expired") not in NOT_IN_FORCE, (item["id"], number)


@pytest.mark.data
def test_no_question_is_one_of_those_gathered_elsewhere() -> None:
    if not QUIZ.is_file():
        pytest.skip("Không có dữ liệu câu hỏi (shared/data cạnh thư mục dự án, hoặc LUATGANDAN_SHARED_DATA).")
    with QUIZ.open(encoding="utf-8") as file:
        theirs = {fold(str(json.loads(line).get("question", ""))) for line in file}
    assert len(theirs) > 500
    assert [item["id"] for item in ITEMS if fold(item["stem"]) in theirs] == []
