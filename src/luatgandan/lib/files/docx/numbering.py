"""Numbers that Word generates ("1.", "a)", "Điều 5."): they are in no run and must come out as text.

ECMA-376 part 1, 17.9. A numbered paragraph names a list (numId) and a level; the list points to an abstract list that
holds, for each level, the format of the number and a pattern such as "%1.%2.".
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from .package import W

_ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]  # fmt: skip
_PART = re.compile(r"%(\d)")
_BULLETS = {"+": "+", "*": "*", "–": "-", "—": "-"}


def roman(number: int) -> str:
    """4 as IV."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def formatted(number: int, form: str) -> str:
    """`number` in a ST_NumberFormat; letters repeat after z as Word does (aa, bb)."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return roman(number) if form == "upperRoman" else roman(number).lower()
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


@dataclass
class _Level:
    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    is_legal: bool = False


@dataclass
class _List:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        abstracts = {node.get(f"{W}abstractNumId", ""): _levels(node) for node in root.iterfind(f"{W}abstractNum")}
        linked = {
            link.get(f"{W}val", ""): node.get(f"{W}abstractNumId", "")
            for node in root.iterfind(f"{W}abstractNum")
            if (link := node.find(f"{W}styleLink")) is not None
        }
        for node in root.iterfind(f"{W}abstractNum"):
            link = node.find(f"{W}numStyleLink")
            if link is not None and link.get(f"{W}val", "") in linked:
                abstracts[node.get(f"{W}abstractNumId", "")] = abstracts[linked[link.get(f"{W}val", "")]]
        for node in root.iterfind(f"{W}num"):
            target = node.find(f"{W}abstractNumId")
            name = target.get(f"{W}val", "") if target is not None else ""
            self._lists[node.get(f"{W}numId", "")] = _with_overrides(node, _List(name, dict(abstracts.get(name, {}))))

    def label(self, num_id: str, level: int) -> str:
        """The number of the next paragraph of list `num_id` at `level`, "" when it shows none."""
        numbered = self._lists.get(num_id)
        definition = numbered.levels.get(level) if numbered else None
        if numbered is None or definition is None:
            return ""
        counts = self._counts.setdefault(numbered.abstract, {})
        if level in numbered.overrides and (num_id, level) not in self._overridden:
            self._overridden.add((num_id, level))
            counts[level] = numbered.overrides[level]
        else:
            counts[level] = counts.get(level, definition.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if definition.form == "bullet":
            return _BULLETS.get(definition.pattern, "-") if definition.pattern else ""
        return self._pattern(numbered, definition, counts)

    @staticmethod
    def _pattern(numbered: _List, definition: _Level, counts: dict[int, int]) -> str:
        def part(found: re.Match[str]) -> str:
            index = int(found.group(1)) - 1
            level = numbered.levels.get(index, _Level())
            number = counts.setdefault(index, level.start)
            return formatted(number, "decimal" if definition.is_legal else level.form)

        return _PART.sub(part, definition.pattern)


def _levels(node: etree._Element) -> dict[int, _Level]:
    return {int(level.get(f"{W}ilvl", "0")): _level(level) for level in node.iterfind(f"{W}lvl")}


def _level(node: etree._Element) -> _Level:
    def value(name: str, otherwise: str) -> str:
        child = node.find(f"{W}{name}")
        return child.get(f"{W}val", otherwise) if child is not None else otherwise

    start = value("start", "1")
    return _Level(
        form=value("numFmt", "decimal"),
        pattern=value("lvlText", ""),
        start=int(start) if start.isdigit() else 1,
        is_legal=node.find(f"{W}isLgl") is not None,
    )


def _with_overrides(node: etree._Element, numbered: _List) -> _List:
    for override in node.iterfind(f"{W}lvlOverride"):
        index = int(override.get(f"{W}ilvl", "0"))
        start = override.find(f"{W}startOverride")
        if start is not None and start.get(f"{W}val", "").isdigit():
            numbered.overrides[index] = int(start.get(f"{W}val", "1"))
        if (level := override.find(f"{W}lvl")) is not None:
            numbered.levels[index] = _level(level)
    return numbered
