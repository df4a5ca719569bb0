"""The questions of the question bank stand up to the checker: what is cited is there, and says the key's numbers."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luatgandan.features.portal.checks.citations import Checker, Level
from luatgandan.features.portal.checks.content import FEATURES, LIBRARY_STARTER, Answer, Cited
from luatgandan.features.portal.checks.records import read_records
from luatgandan.lib.legaltext.citations import find

from .conftest import laws
from .test_check_starter import SHARED_DATA, shown

DAY = date(2026, 11, 23)
ITEMS = FEATURES / "questionbank" / "starter" / "items"


def questions(folder: Path = ITEMS) -> Iterator[Answer]:
    """Each as an answer: its key and explanation are what the cited articles must bear out."""
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for item in table["item"]:
            cited = tuple(cited_in(number, where) for number, where in item["cites"])
            yield Answer(table["field"], item["id"], (*key_words(item), item["explanation"]), cited)


def cited_in(number: str, where: str) -> Cited:
    """The citation "Điều 9 khoản 2" of a document."""
    place = find(f"{where} {number}")[0].places[0]
    return Cited(number, place.article, place.clause, place.point, checked="data")


def key_words(item: Mapping[str, Any]) -> tuple[str, ...]:
    """What the question says is right; a statement that is wrong says nothing."""
    key, options = item.get("key"), item.get("options", ())
    match item["kind"]:
        case "one":
            return (options[key],)
        case "several":
            return tuple(options[index] for index in key)
        case "number":
            return (f"{key} {item['unit']}".replace(".", ","),)
        case "true_false":
            return (item["stem"],) if key else ()
        case "order":
            return tuple(options)
    return tuple(" ".join(pair) for pair in item["pairs"])


def test_our_questions_have_no_error_without_data() -> None:
    answers = list(questions())
    result = Checker(read_records(LIBRARY_STARTER / "documents.tsv"), None, DAY).check(answers)
    assert len(answers) >= 300
    assert shown(result.at(Level.ERROR)) == ""


@pytest.mark.data
def test_keys_and_explanations_of_our_questions_stand_in_the_law_texts() -> None:
    if not SHARED_DATA.is_dir():
        pytest.skip("Không có dữ liệu luật (shared/data cạnh thư mục dự án, hoặc LUATGANDAN_SHARED_DATA).")
    answers = list(questions())
    records = read_records(LIBRARY_STARTER / "documents.tsv")
    result = Checker(records, laws(SHARED_DATA, answers), DAY).check(answers)
    assert result.counts["found"] == result.counts["citations"] > 340
    assert shown(result.at(Level.ERROR)) == ""
    amounts = [one for one in result.at(Level.REVIEW) if one.group != "Danh mục văn bản"]
    assert shown(amounts) == ""
