"""Where a new answer says otherwise than a published one to a like question: another number, or yes against no.

A warning for the officer, who reads both; it proves nothing.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from luatgandan.lib.vietnamese import clean, fold

_UNITS = "ngày làm việc|ngày|tháng|năm|tuổi|triệu đồng|tỷ đồng|nghìn đồng|đồng|%|phần trăm|mét|m2|lần|giờ"
_AMOUNT = re.compile(rf"(?<![\w/.,-])(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d+(?:,\d+)?)\s*(?P<unit>{_UNITS})(?!\w)", re.I)
_DAY = re.compile(
    r"ngày\s+\d{1,2}(?:[/.-]\d{1,2}|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)|tháng\s+\d{1,2}(?:\s+năm|/)\s*\d{4}", re.I
)
_SAME_UNIT = {"phan tram": "%"}
_TIMES = {"nghìn đồng": 1_000.0, "triệu đồng": 1_000_000.0, "tỷ đồng": 1_000_000_000.0}
_SENTENCE = re.compile(r"[^.;!?\n]+")
_WORDS = re.compile(r"[^\W_]+")
_NO = re.compile(
    r"\b(?:không|chưa)\s+(?:được|phải|cần|bị|có|thể|bắt buộc|thuộc|cho phép)|^\s*(?:không|chưa)\b|\bcấm\b", re.I
)
_YES = re.compile(r"^\s*(?:có|được|phải)\b|\b(?:được|phải|cần|có quyền|bắt buộc|cho phép|bị)\b", re.I)


class ConflictKind(StrEnum):
    """How two answers disagree."""

    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Conflict:
    """The other answer and the two places that disagree, in their own words."""

    id: int
    kind: ConflictKind
    ours: str
    theirs: str


def conflicts(answer: str, others: Sequence[tuple[int, str]]) -> list[Conflict]:
    """What in `answer` disagrees with `others` (id, answer): give only answers to questions found to be alike."""
    found: list[Conflict] = []
    for id, other in others:
        found += [Conflict(id, ConflictKind.NUMBER, *pair) for pair in _numbers(answer, other)]
        if pair := _yes_against_no(answer, other):
            found.append(Conflict(id, ConflictKind.YES_NO, *pair))
    return found


def _amounts(text: str) -> dict[str, dict[float, str]]:
    """Unit to value to the words, days of the calendar left out."""
    amounts: dict[str, dict[float, str]] = defaultdict(dict)
    for match in _AMOUNT.finditer(_DAY.sub(" ", clean(text))):
        unit = match["unit"].lower()
        value = float(match["number"].replace(".", "").replace(",", ".")) * _TIMES.get(unit, 1)
        name = "dong" if unit.endswith("đồng") else fold(unit)
        amounts[_SAME_UNIT.get(name, name)].setdefault(value, match[0])
    return amounts


def _numbers(answer: str, other: str) -> list[tuple[str, str]]:
    """Amounts of one unit that both answers name and none of which is the same."""
    ours, theirs = _amounts(answer), _amounts(other)
    return [
        (", ".join(ours[unit].values()), ", ".join(theirs[unit].values()))
        for unit in ours
        if unit in theirs and not set(ours[unit]) & set(theirs[unit])
    ]


def _yes_against_no(answer: str, other: str) -> tuple[str, str] | None:
    """The first sentences, when one denies what the other allows or orders and they are about the same."""
    ours, theirs = _first(answer), _first(other)
    if not ours or not theirs or bool(_NO.search(ours)) == bool(_NO.search(theirs)):
        return None
    yes = theirs if _NO.search(ours) else ours
    return (ours, theirs) if _YES.search(yes) and _shared(ours, theirs) else None


def _first(text: str) -> str:
    found = _SENTENCE.search(clean(text))
    return found[0].strip() if found else ""


def _shared(one: str, two: str) -> bool:
    """Whether half of the words of the shorter sentence stand in the other."""
    first, second = (set(_WORDS.findall(fold(text))) for text in (one, two))
    return 2 * len(first & second) >= min(len(first), len(second))
