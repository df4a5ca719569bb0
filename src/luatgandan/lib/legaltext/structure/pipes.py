"""Tables of the official codification, whose text gives each cell on lines of its own and a line "|" behind it.

Where rows end is lost. A table whose first column counts 1, 2, 3 … gets its rows back; a short one is a formula in one
row; of any other the cells stand one below the other, so that no word is lost and no cell is taken for a clause.
"""

from collections.abc import Sequence

from ..lines import Line
from .marks import Kind, read_unit

SIGN = "|"
LONGEST_CELL = 8  # lines between two signs; more are text between two tables
LONGEST_LINE = 300
FORMULA = 9  # so many cells at most stand in one row when nothing tells the columns
WIDEST = 12


def with_tables(texts: Sequence[str]) -> list[Line]:
    """Lines with the cells of each table put together."""
    lines: list[Line] = []
    place = 0
    signs = [at for at, text in enumerate(texts) if text == SIGN]
    while signs:
        first = _first_cell(texts, signs[0], place)
        taken = _run(texts, signs)
        lines += [Line(text) for text in texts[place:first]]
        lines.append(_table(_cells(texts, first, signs[:taken])))
        place = signs[taken - 1] + 1
        signs = signs[taken:]
    return lines + [Line(text) for text in texts[place:]]


def _run(texts: Sequence[str], signs: Sequence[int]) -> int:
    """How many of the signs belong to the first table."""
    for count in range(1, len(signs)):
        between = texts[signs[count - 1] + 1 : signs[count]]
        if len(between) > LONGEST_CELL or any(map(_is_sentence, between)):
            return count
        if len(between) > 1 and _has_mark(between[0]):
            return count
    return len(signs)


def _is_sentence(text: str) -> bool:
    """Whether a line is law again and no cell: it is long, or has a mark and ends as sentences do."""
    return len(text) > LONGEST_LINE or (text.endswith((":", ".", ";")) and _has_mark(text))


def _has_mark(text: str) -> bool:
    mark = read_unit(text)
    return mark is not None and mark.kind in (Kind.NUMBER, Kind.LETTER) and len(mark.rest) > 8


def _first_cell(texts: Sequence[str], sign: int, start: int) -> int:
    """Where the first cell begins: short lines right above the first sign that end no sentence."""
    at = sign
    while at - 1 >= start and sign - at < 2 and _may_be_cell(texts[at - 1]):
        at -= 1
    return at


def _may_be_cell(text: str) -> bool:
    return len(text) < 60 and not text.endswith((".", ":", ";")) and not _has_mark(text)


def _cells(texts: Sequence[str], first: int, signs: Sequence[int]) -> list[str]:
    cells = []
    for sign in signs:
        cells.append("\n".join(texts[first:sign]))
        first = sign + 1
    return cells


def _table(cells: Sequence[str]) -> Line:
    width = _columns(cells)
    rows = tuple(tuple(cells[at : at + width]) for at in range(0, len(cells), width))
    return Line("\n".join("\t".join(row) for row in rows), rows=rows)


def _columns(cells: Sequence[str]) -> int:
    """How many columns a table has: such that its first column counts, below a head of one row or without one."""
    for width in range(2, min(WIDEST, len(cells) // 2) + 1):
        column = [cell.rstrip(".") for cell in cells[::width]]
        for body in (column, column[1:]):
            if len(body) > 1 and body == [str(number) for number in range(1, len(body) + 1)]:
                return width
    return len(cells) if len(cells) <= FORMULA else 1
