"""docs/security/asvs.md: every requirement of levels 1 and 2 once, each with its state, each test in its place."""

import re
from collections import Counter
from pathlib import Path

import pytest

import luatgandan

ROOT = Path(__file__).parents[2]
PACKAGE = Path(luatgandan.__file__).parent
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (\w+) \| (.*?) ?\|$", re.MULTILINE)
TEST = re.compile(r"`([\w/]*test_\w+\.py)`")
STATES = {"test", "code", "none", "operator", "part", "open"}
# How many requirements of levels 1 and 2 each section of 5.0.0 has; they stand before those of level 3.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4,
    "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5,
    "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4,
    "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4,
    "17.3": 2,
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, ...]]:
    """(number, level, what, state, by) of each line."""
    return ROW.findall((ROOT / "docs" / "security" / "asvs.md").read_text(encoding="utf-8"))


def test_every_requirement_stands_there_once(rows: list[tuple[str, ...]]) -> None:
    wanted = [f"{section}.{place}" for section, most in SECTIONS.items() for place in range(1, most + 1)]
    assert len(wanted) == 253
    assert [number for number, *_more in rows] == wanted


def test_every_line_says_how_it_is_held(rows: list[tuple[str, ...]]) -> None:
    states = Counter(state for *_before, state, _by in rows)
    print(dict(states))
    assert set(states) <= STATES
    unsaid = [number for number, _level, _what, state, by in rows if not by and state not in ("none", "operator")]
    assert unsaid == []


def test_every_test_that_is_named_is_there(rows: list[tuple[str, ...]]) -> None:
    unnamed = [number for number, _level, _what, state, by in rows if state == "test" and not TEST.search(by)]
    assert unnamed == []
    named = {path for *_before, by in rows for path in TEST.findall(by)}
    assert [path for path in sorted(named) if not ((ROOT / path).exists() or (PACKAGE / path).exists())] == []
