"""Measures of a question beside the ranges that a provision gives: 15 km/h above the limit is not "trên 35 km/h"."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from luatgandan.lib.vietnamese import fold

_NUMBER = r"(\d+(?:[.,]\d+)?)"
# How provisions write each measure (folded), behind the last number of a range.
_WRITTEN = {
    "speed": r"km/h",
    "blood": r"miligam/100 mililit mau",
    "breath": r"miligam/1? ?lit khi tho",
}
# How people write it; of speeds only what is above the limit, since provisions say nothing else. Who asks in the words
# of a range ("trên 35 km/h", "từ 10 km/h đến 20 km/h", "vượt 80 mg/100 ml") names no measure.
_ONE = rf"(?<!tren )(?<!duoi )(?<!tu )(?<!hon )(?<!den )(?<![\d.,]){_NUMBER}"
_HELD = rf"(?<!vuot )(?<!qua ){_ONE}"
_ASKED = {
    "speed": re.compile(rf"\b(?:qua|vuot|lo)\b[^\d]{{0,30}}?{_ONE} ?km(?:/h|h|/gio)?\b(?! (?:den|toi|tro len))"),
    "blood": re.compile(rf"{_HELD} ?(?:mg|miligam) ?(?:/|tren) ?100 ?(?:ml|mililit)(?! (?:den|tro len))"),
    "breath": re.compile(rf"{_HELD} ?(?:mg|miligam) ?(?:/|tren) ?1? ?(?:l|lit)\b(?! (?:den|tro len))"),
}
_BETWEEN, _FROM, _BELOW = (
    {
        measure: re.compile(pattern.format(number=_NUMBER, unit=unit, of_less=r"(?: ?(?:km/h|miligam))?"))
        for measure, unit in _WRITTEN.items()
    }
    for pattern in (
        r"(tu|tren|qua) {number}{of_less} den (duoi )?{number} ?{unit}",
        r"(tu|tren|qua) {number} ?{unit}(?! den)",
        r"(?:den|(duoi)|khong qua|chua vuot qua) {number} ?{unit}",
    )
)


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, each with whether it belongs to the range itself."""

    low: float
    high: float
    has_low: bool = True
    has_high: bool = True

    def holds(self, value: float) -> bool:
        """Whether the value lies in it."""
        above = value > self.low or (self.has_low and value == self.low)
        return above and (value < self.high or (self.has_high and value == self.high))


@lru_cache(maxsize=1_000)
def measures(question: str) -> tuple[tuple[str, float], ...]:
    """What a question measures: ("speed", 15.0)."""
    folded = fold(question)
    return tuple((name, _value(one[1])) for name, pattern in _ASKED.items() for one in pattern.finditer(folded))


@lru_cache(maxsize=20_000)
def ranges(text: str, measure: str) -> tuple[Range, ...]:
    """The ranges of one measure that a provision gives."""
    folded = fold(text)
    found = []
    for one in _BETWEEN[measure].finditer(folded):
        found.append(Range(_value(one[2]), _value(one[4]), one[1] == "tu", not one[3]))
    rest = _BETWEEN[measure].sub(" ", folded)
    below = [Range(-inf, _value(one[2]), has_high=not one[1]) for one in _BELOW[measure].finditer(rest)]
    rest = _BELOW[measure].sub(" ", rest)
    above = [Range(_value(one[2]), inf, one[1] == "tu") for one in _FROM[measure].finditer(rest)]
    return (*found, *below, *above)


def is_outside(asked: tuple[tuple[str, float], ...], text: str) -> bool:
    """Whether `text` gives ranges of a measure asked for, and none of them holds what is asked."""
    return any(
        given and not any(one.holds(value) for one in given)
        for measure, value in asked
        for given in [ranges(text, measure)]
    )


def _value(digits: str) -> float:
    return float(digits.replace(",", "."))
