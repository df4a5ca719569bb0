"""Rows of a page as Lines, and what their places say about where paragraphs begin."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luatgandan.lib.legaltext.lines import Align, Line

from ..tidy import table_line, tidy
from .page import Block, Row, blocks_of
from .tables import Grid

_LAYOUT = re.compile(
    r"CỘNG\s+HÒ?[AÀ]\s*XÃ|CỘNG\s+HOÀ|Độc\s+lập\s*[-–]\s*Tự|Nơi nhận|(?:^|\s)(?:TM|KT|TUQ|TL|Q)\.\s|ĐẢNG CỘNG SẢN"
    r"|CHỦ TỊCH|BỘ TRƯỞNG|CHỦ NHIỆM|THẨM PHÁN|HỘI ĐỒNG XÉT XỬ|TỔNG GIÁM ĐỐC|XÁC THỰC VĂN BẢN|CHỨNG THỰC|THỦ TƯỚNG"
    r"|ĐẠI DIỆN"
)
_ENDED = re.compile(r"[.;:]\s*$")
_FULL_COLUMN, _FULL_ROW, _FEW = 0.3, 0.55, 8


@dataclass(slots=True)
class Placed:
    """A Line and whether its place says that a paragraph begins there (None: it does not say)."""

    line: Line
    begins: bool | None = None


def page_lines(rows: Sequence[Row], grids: Sequence[Grid], number: int, width: float) -> Iterator[Placed]:
    """The lines of one page in reading order; `width` of the page in points."""
    rest, tables = _take_tables(rows, grids, number)
    for block in blocks_of(rest):
        while tables and tables[0][0] > block.rows[0].top:
            yield Placed(tables.pop(0)[1], True)
        yield from _block_lines(block, number, width)
    yield from (Placed(line, True) for _, line in tables)


def _take_tables(rows: Sequence[Row], grids: Sequence[Grid], number: int) -> tuple[list[Row], list[tuple[float, Line]]]:
    """The rows outside drawn tables, and the tables with the height where they begin."""
    tables: list[tuple[float, Line]] = []
    rest = list(rows)
    for grid in grids:
        inside = [one for row in rest for one in row.segments if grid.holds(one)]
        if not inside or _LAYOUT.search(" ".join(one.text for one in inside)[:400]):
            continue
        if line := table_line(grid.rows(inside), page=number):
            tables.append((grid.top, line))
            rest = [Row(kept) for row in rest if (kept := [one for one in row.segments if not grid.holds(one)])]
    return rest, tables


def _block_lines(block: Block, number: int, width: float) -> Iterator[Placed]:
    if block.gutter is None:
        yield from text_lines(block.rows, number)
        return
    doubles = [row for row in block.rows if len(row.segments) > 1]
    text = "\n".join(row.text for row in block.rows)
    is_page = all(len(side) >= _FEW and _span(side) > _FULL_COLUMN * width for side in block.columns)
    if _LAYOUT.search(text) or is_page:
        for side in block.columns:
            for inner in blocks_of(side) if is_page else [Block([row]) for row in side]:
                yield from _placed(text_lines(inner.rows, number), is_page)
    elif len(doubles) > 1 and (
        line := table_line(_cells(block), page=number, confidence=min(row.confidence for row in doubles))
    ):
        yield Placed(line, True)
    else:
        yield from text_lines(block.rows, number)


def _placed(lines: Iterator[Placed], is_page: bool) -> Iterator[Placed]:
    for placed in lines:
        yield placed if is_page else Placed(placed.line, None)


def _span(rows: list[Row]) -> float:
    return max(row.right for row in rows) - min(row.left for row in rows)


def _cells(block: Block) -> list[list[str]]:
    """Cells by the places where the segments of double rows begin."""
    edges: list[float] = []
    for row in block.rows:
        for one in row.segments:
            if all(abs(one.left - edge) > 2 * one.size for edge in edges):
                edges.append(one.left)
    edges.sort()
    table: list[list[str]] = []
    for row in block.rows:
        cells = ["" for _ in edges]
        for one in row.segments:
            column = min(range(len(edges)), key=lambda index: abs(edges[index] - one.left))
            cells[column] = f"{cells[column]} {one.text}".strip()
        table.append(cells)
    return table


def text_lines(rows: Sequence[Row], number: int) -> Iterator[Placed]:
    """Each row as one line; alignment and beginnings are found by `settle` when the page's margins are known."""
    for row in rows:
        if text := tidy(row.text):
            first = max(row.segments, key=lambda one: len(one.text))
            line = Line(text, number, is_bold=first.is_bold, is_italic=first.is_italic, confidence=row.confidence)
            yield Placed(line, None)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where full lines of a page begin and end, in points."""

    left: float
    right: float
    indent: float  # where most first lines of paragraphs begin


def margins_of(rows: Sequence[Row], width: float) -> Margins | None:
    """The most usual left edge of long rows and the right edge that nearly all keep; None for short rows only."""
    singles = [row for row in rows if len(row.segments) == 1]
    widest = max((row.right - row.left for row in singles), default=0)
    if len(singles) < 4 or widest < _FULL_ROW * width:
        return None
    rights = sorted(row.right for row in singles)
    long = [row for row in singles if row.right - row.left > 0.75 * widest]
    lefts = Counter(round(row.left / 3) for row in long)
    most = max(lefts.values())
    left = min(edge for edge, count in lefts.items() if count > 0.35 * most) * 3.0
    firsts = Counter(round(row.left / 3) for row in singles if 8 < row.left - left < 0.25 * width)
    indent = max(firsts, key=lambda edge: firsts[edge]) * 3.0 if firsts else left
    return Margins(left, rights[int(len(rights) * 0.9)], indent)


def is_full(row: Row | None, margins: Margins | None) -> bool | None:
    """True when the row reaches the right margin; None when that is not known."""
    return margins.right - row.right < 2.2 * row.size if row and margins else None


def settle(row: Row, before: Row | None, margins: Margins, was_full: bool | None) -> tuple[Align, bool | None]:
    """How a row stands between the margins, and whether it begins a paragraph after one that was full or not."""
    size = row.size
    from_left, from_right = row.left - margins.left, margins.right - row.right
    is_indented = abs(row.left - margins.indent) < 3 and not (row.segments[0].is_bold or row.text.isupper())
    if from_left > 2.5 * size and abs(from_left - from_right) < 1.6 * size and not is_indented:
        return Align.CENTRE, None
    if from_left > 8 * size and from_right < 1.5 * size:
        return Align.RIGHT, True
    if from_left > 0.8 * size:
        goes_on = before is not None and abs(before.left - row.left) < 0.6 * size and not _ENDED.search(before.text)
        return Align.LEFT, None if goes_on and was_full else True
    return Align.LEFT, False if was_full else None
