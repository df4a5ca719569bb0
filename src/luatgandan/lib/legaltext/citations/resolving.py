"""From the numbers a text gives to places in a document: "khoản này" and ranges worked out."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from luatgandan.lib.roman import roman, roman_value

from .grouping import Item
from .values import WITHOUT_NUMBER, Context, Place, Rank

POINTS = "abcdđeghiklmnopqrstuvxy"  # the Vietnamese alphabet as points use it
_MOST = 150  # a range with more units is kept as from - to

_FIELDS = {
    Rank.ITEM: "item",
    Rank.POINT: "point",
    Rank.CLAUSE: "clause",
    Rank.ARTICLE: "article",
    Rank.SUBSECTION: "subsection",
    Rank.SECTION: "section",
    Rank.CHAPTER: "chapter",
    Rank.PART: "part",
    Rank.ANNEX: "annex",
}
_MARKS = re.compile(r"(?m)^[ \"“]{0,3}(?:(?P<clause>\d{1,2}[a-zđ]?)\.(?=\s?\D)|(?P<point>[a-zđ]\d?)\))")


class Resolver:
    """Works out places within one text."""

    def __init__(self, low: str, context: Context) -> None:
        self.low, self.context = low, context

    def places(self, item: Item, is_own: bool) -> list[Place]:
        """The places an item names; `is_own`: in the document (and annex) the text stands in."""
        values = {_FIELDS[rank]: value.text for rank, value in item.parts.items() if value.text}
        if Rank.ANNEX in item.parts and Rank.ANNEX not in item.this and not item.parts[Rank.ANNEX].text:
            values["annex"] = WITHOUT_NUMBER
        if is_own:
            values = self._completed(item, values)
        if Rank.ITEM in item.parts and Rank.POINT not in item.parts and Rank.CLAUSE in item.parts:
            values["point"] = values.pop("item")  # "tiết a khoản 2": older texts call points so
        place = Place(**values)
        ranges = [(rank, value) for rank, value in item.parts.items() if value.through]
        if not ranges:
            return [place]
        rank, value = min(ranges)
        inside = expand(rank, value.text, value.through)
        name = "point" if rank is Rank.ITEM and "point" in values and "item" not in values else _FIELDS[rank]
        if not inside:
            return [replace(place, through=value.through)]
        return [replace(place, **{name: number}) for number in inside]

    def _completed(self, item: Item, values: dict[str, str]) -> dict[str, str]:
        """What stands around fills what a relative reference leaves out."""
        here = self._here(item.start)
        for rank in item.this:
            values[_FIELDS[rank]] = str(getattr(here, _FIELDS[rank])) or WITHOUT_NUMBER
        top = item.top
        if top <= Rank.CLAUSE and here.article:
            values.setdefault("article", here.article)
        if top <= Rank.POINT and here.clause and values.get("article") == here.article:
            values.setdefault("clause", here.clause)
        if top is Rank.ITEM and here.point:
            values.setdefault("point", here.point)
        if here.annex and (top <= Rank.CLAUSE or item.this):
            values.setdefault("annex", here.annex)
        if top in (Rank.SECTION, Rank.SUBSECTION) and item.this:
            values.setdefault("chapter", here.chapter)
        return {name: value for name, value in values.items() if value}

    def _here(self, start: int) -> Place:
        """The place of the text at an offset: the place given, and the numbers at the starts of lines before."""
        place = self.context.place
        if place.clause and place.point:
            return place
        clause, point = self._at(start)
        if place.clause:
            return replace(place, point=point) if point and not clause else place
        return replace(place, clause=clause, point=point)

    def _at(self, start: int) -> tuple[str, str]:
        starts, marks = self._marks
        index = bisect_right(starts, start) - 1
        return marks[index] if index >= 0 else ("", "")

    @cached_property
    def _marks(self) -> tuple[list[int], list[tuple[str, str]]]:
        starts, marks, clause = [], [], ""
        for found in _MARKS.finditer(self.low):
            clause = found["clause"] or clause
            starts.append(found.start())
            marks.append((clause, found["point"] or ""))
        return starts, marks


def expand(rank: Rank, first: str, last: str) -> list[str]:
    """All numbers of a range; empty when its ends do not say what is between."""
    if rank in (Rank.POINT, Rank.ITEM) and first in POINTS and last in POINTS:
        return list(POINTS[POINTS.index(first) : POINTS.index(last) + 1])
    if first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) < _MOST:
        return [str(number) for number in range(int(first), int(last) + 1)]
    if rank >= Rank.SECTION:
        return list(_romans(first, last))
    return []


def _romans(first: str, last: str) -> Iterator[str]:
    low, high = roman_value(first), roman_value(last)
    if 0 < low <= high < 100:
        yield from (roman(number) for number in range(low, high + 1))
