"""A long document in parts that a slow line carries: where each begins, and which of them holds a place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

WHOLE = "tat-ca"
"""The value of `phan` in an address that asks for the whole text of a long document on one page."""
WHOLE_LETTERS = 222_000
"""Up to so many letters a document is one page: with style sheet, script and fonts at most 100 KB."""
UNIT_LETTERS = 200
"""What the markup of one unit weighs, in letters of text."""
PART_LETTERS = 80_000
GIANT_LETTERS = 120_000
"""A unit of more letters is read in pieces where its document is read in parts."""
PIECE = "-doan-"
_PIECE = re.compile(rf"{PIECE}(\d{{1,3}})$")


@dataclass(frozen=True, slots=True)
class Size:
    """What cutting needs to know of a unit: how deep it stands, how many letters its own words have."""

    depth: int
    letters: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """The units from `start` to before `end` in reading order: `number` counts from 1, `label` from where to where.

    Its address names its first place: when the law grows and is cut elsewhere, that leads to the part that holds it.
    `window`: of its last unit, which is too long for one part, only what begins there in its flat text.
    """

    number: int
    start: int
    end: int
    url: str
    label: str
    window: tuple[int, int] | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it begins in the middle of a unit."""
        return self.window is not None and self.window[0] > 0


def cut(units: Sequence[Size]) -> list[int]:
    """Where parts begin: only at 0 when the document is not long. A part ends before a chapter where one is near."""
    starts = [0] if units else []
    if sum(unit.letters + UNIT_LETTERS for unit in units) <= WHOLE_LETTERS:
        return starts
    size = 0
    for place, unit in enumerate(units):
        if size and size + unit.letters > PART_LETTERS:
            starts.append(_best_cut(units, starts[-1], place, size // 2))
            size = sum(one.letters for one in units[starts[-1] : place])
        size += unit.letters
    return starts


def _best_cut(units: Sequence[Size], start: int, end: int, least: int) -> int:
    """The place of the highest unit behind the first `least` letters; the last one where several are as high."""
    letters, first = 0, start
    while first < end and (letters <= least or first == start):
        letters += units[first].letters
        first += 1
    return min(range(first, end + 1), key=lambda place: (units[place].depth, -place))


def part_with(parts: Sequence[Part], anchors: Sequence[str], wanted: str) -> Part:
    """The part that holds the place with this anchor or eId; the first one where nobody knows it."""
    around = [place for place, anchor in enumerate(anchors) if is_at_or_inside(wanted, anchor)]
    place = max(around, key=lambda one: len(anchors[one]), default=0)
    return next(part for part in parts if part.start <= place < part.end)


def windows(text: str) -> list[tuple[int, int]]:
    """Where the flat text of a giant unit is cut: at the start of lines, into pieces of at most `PART_LETTERS`."""
    starts, at = [0], 0
    for line in text.split("\n"):
        if at > starts[-1] and at + len(line) - starts[-1] > PART_LETTERS:
            starts.append(at)
        at += len(line) + 1
    return list(pairwise([*starts, at]))


def piece_with(pieces: Sequence[Part], places: Iterable[tuple[str, int]], wanted: str) -> Part:
    """The piece of a giant unit that `wanted` names by its number, or that holds the place with this anchor or eId.

    `places`: anchors or eIds inside the unit, and where each begins in its flat text.
    """
    if found := _PIECE.search(wanted):
        return pieces[min(max(int(found[1]), 1), len(pieces)) - 1]
    start = next((start for name, start in places if name == wanted), 0)
    return next((one for one in pieces if one.window and start < one.window[1]), pieces[0])


def is_at_or_inside(wanted: str, anchor: str) -> bool:
    """Whether an anchor or eId names the unit with this anchor or something in it."""
    return wanted == anchor or wanted.startswith((f"{anchor}-", f"{anchor}__"))
