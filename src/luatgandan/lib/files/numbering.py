"""Numbers that Word generates ("1.", "a)", "Điều 5."): they stand in no text and must come out as text.

One count for each abstract list, as ECMA-376 part 1, 17.9 and [MS-DOC] 2.4.6.3 describe it: a paragraph raises the
count of its level and ends those below; the pattern of the level, such as "%1.%2.", is filled with the counts.
"""

import re
from dataclasses import dataclass, field

from luatgandan.lib.roman import roman

_PART = re.compile(r"%(\d)")
_BULLETS = {"+": "+", "*": "*"}
_MOST = 5_000


def formatted(number: int, form: str) -> str:
    """`number` in a ST_NumberFormat; letters repeat after z as Word does (aa, bb). Absurd numbers stay decimal."""
    if not 0 < number < _MOST:
        return "" if form == "none" else str(number)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return roman(number) if form == "upperRoman" else roman(number).lower()
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


@dataclass
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    is_legal: bool = False  # parts of other levels in decimal, too


@dataclass
class NumberedList:
    """A list as paragraphs name it: the abstract list that it counts with, and where it starts anew."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, lists: dict[str, NumberedList]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()

    def label(self, name: str, level: int) -> str:
        """The number of the next paragraph of list `name` at `level`, "" when it shows none."""
        numbered = self._lists.get(name)
        definition = numbered.levels.get(level) if numbered else None
        if numbered is None or definition is None:
            return ""
        counts = self._counts.setdefault(numbered.abstract, {})
        if level in numbered.overrides and (name, level) not in self._overridden:
            self._overridden.add((name, level))
            counts[level] = numbered.overrides[level]
        else:
            counts[level] = counts.get(level, definition.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if definition.form == "bullet":
            return _BULLETS.get(definition.pattern, "-") if definition.pattern else ""
        return _filled(numbered, definition, counts)


def _filled(numbered: NumberedList, definition: Level, counts: dict[int, int]) -> str:
    def part(found: re.Match[str]) -> str:
        index = int(found.group(1)) - 1
        level = numbered.levels.get(index, Level())
        number = counts.setdefault(index, level.start)
        return formatted(number, "decimal" if definition.is_legal else level.form)

    return _PART.sub(part, definition.pattern)
