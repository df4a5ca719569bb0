"""One page as rows of segments, and rows as blocks: running text, two columns side by side, tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .letters import Segment

# What opens the text after the head of a document: never a part of two blocks side by side.
_OPENS = re.compile(
    r"\s*(?:(?:Điều|ĐIỀU)\s+\d+|Căn cứ\s|(?:Chương|CHƯƠNG|Phần|PHẦN)\s|(?:BỘ )?LUẬT\s*$|NGHỊ (?:ĐỊNH|QUYẾT)\s*$"
    r"|QUYẾT ĐỊNH\s*:?\s*$|THÔNG TƯ\s*(?:LIÊN TỊCH\s*)?$|PHÁP LỆNH\s*$|CHỈ THỊ\s*$|VĂN BẢN HỢP NHẤT\s*$)"
)
_BLANK = 3.0  # rows further apart than this many sizes are not one block


@dataclass(slots=True)
class Row:
    """Segments on one line of the page, left to right."""

    segments: list[Segment]

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return max(segment.right for segment in self.segments)

    @property
    def bottom(self) -> float:
        return min(segment.bottom for segment in self.segments)

    @property
    def top(self) -> float:
        return max(segment.top for segment in self.segments)

    @property
    def size(self) -> float:
        return max(self.segments, key=lambda segment: len(segment.text)).size

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def confidence(self) -> float:
        return _mean(self.segments)


def _mean(segments: Sequence[Segment]) -> float:
    """Confidence weighted by letters."""
    letters = sum(len(one.text) for one in segments) or 1
    return sum(one.confidence * len(one.text) for one in segments) / letters


@dataclass(slots=True)
class Block:
    """Rows that stand alone ("text"), or side by side with a gutter between them ("columns")."""

    rows: list[Row]
    gutter: tuple[float, float] | None = None
    columns: list[list[Row]] = field(default_factory=list)


def rows_of(segments: Sequence[Segment]) -> list[Row]:
    """Rows from the top of the page down; what overlaps by half its height stands on one row."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda one: (-one.top - one.bottom, one.left)):
        row = next((row for row in reversed(rows[-4:]) if _same_row(row, segment)), None)
        if row:
            row.segments.append(segment)
        else:
            rows.append(Row([segment]))
    for row in rows:
        row.segments.sort(key=lambda one: one.left)
        _merge(row)
    return rows


def _same_row(row: Row, segment: Segment) -> bool:
    other = max(row.segments, key=lambda one: one.size)
    overlap = min(other.top, segment.top) - max(other.bottom, segment.bottom)
    if overlap < 0.5 * min(other.top - other.bottom, segment.top - segment.bottom):
        return False
    return all(segment.right <= one.left + 2 or segment.left >= one.right - 2 for one in row.segments)


def _merge(row: Row) -> None:
    """Segments that nearly touch are one (the file may draw each word on its own)."""
    merged = [row.segments[0]]
    for segment in row.segments[1:]:
        last = merged[-1]
        if last.cell == segment.cell and segment.left - last.right < 1.2 * max(last.size, segment.size):
            merged[-1] = _joined(last, segment)
        else:
            merged.append(segment)
    row.segments = merged


def _joined(first: Segment, second: Segment) -> Segment:
    longer = max(first, second, key=lambda one: len(one.text))
    text, small = (
        second.text.strip(),
        second.size < 0.8 * first.size and second.bottom > first.bottom + 0.1 * first.size,
    )
    glue = "" if second.left - first.right < 0.1 * first.size else " "
    if small and text.isdigit():
        text, glue = f"[{text}]", ""
    elif (
        first.size < 0.8 * second.size
        and first.text.strip().isdigit()
        and first.bottom > second.bottom + 0.1 * second.size
    ):
        first.text, glue = f"[{first.text.strip()}]", " "
    return Segment(
        text=f"{first.text}{glue}{text if small else second.text}",
        left=first.left,
        right=max(first.right, second.right),
        bottom=longer.bottom,
        top=longer.top,
        size=longer.size,
        is_bold=longer.is_bold,
        is_italic=longer.is_italic,
        cell=first.cell,
        confidence=_mean([first, second]),
    )


def blocks_of(rows: list[Row]) -> list[Block]:
    """The rows in blocks; rows with a gutter in common are set side by side."""
    blocks: list[Block] = []
    index = 0
    while index < len(rows):
        if len(rows[index].segments) < 2:
            blocks.append(Block([rows[index]]))
            index += 1
            continue
        end, gutter = _extent(rows, index)
        first = index
        while blocks and blocks[-1].gutter is None and _beside(blocks[-1].rows[0], gutter, rows[index:end]):
            first -= 1
            blocks.pop()
        blocks.append(_split(rows[first:end], gutter))
        index = end
    return blocks


def _extent(rows: list[Row], start: int) -> tuple[int, tuple[float, float]]:
    """How far down the widest gutter of row `start` goes, and what is left of it."""
    segments = rows[start].segments
    gaps = [(a.right, b.left) for a, b in pairwise(segments)]
    gutter = max(gaps, key=lambda gap: gap[1] - gap[0])
    end, last_double = start + 1, start + 1
    columns = [list(rows[start].segments)]
    while end < len(rows) and rows[end - 1].bottom - rows[end].top < _BLANK * rows[end].size:
        narrowed = _narrow(rows[end], gutter)
        if narrowed is None or (len(rows[end].segments) == 1 and _OPENS.match(rows[end].text)):
            break
        if _is_double(rows[end], narrowed):
            gutter, last_double = narrowed, end + 1
        elif not _aligned(rows[end].segments, [s for row in columns for s in row], narrowed):
            break
        else:
            gutter = narrowed
        columns.append(list(rows[end].segments))
        end += 1
    return max(last_double, end), gutter


def _narrow(row: Row, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """The gutter without what this row covers; None when the row fills it."""
    left, right = gutter
    for segment in row.segments:
        if segment.right <= left or segment.left >= right:
            continue
        if segment.left <= left and segment.right < right:
            left = segment.right
        elif segment.left > left and segment.right >= right:
            right = segment.left
        else:
            return None
    return (left, right) if right - left > 0.5 * row.size else None


def _is_double(row: Row, gutter: tuple[float, float]) -> bool:
    return any(one.right <= gutter[0] + 1 for one in row.segments) and any(
        one.left >= gutter[1] - 1 for one in row.segments
    )


def _aligned(segments: list[Segment], others: list[Segment], gutter: tuple[float, float]) -> bool:
    """A row with one side only belongs to the block when it stands under that side: same edge or same middle."""
    is_left = segments[0].right <= gutter[0] + 1
    side = [one for one in others if (one.right <= gutter[0] + 1) == is_left]
    near = 0.9 * segments[0].size
    return any(abs(one.middle - segments[0].middle) < near or abs(one.left - segments[0].left) < near for one in side)


def _beside(row: Row, gutter: tuple[float, float], below: list[Row]) -> bool:
    """A single row just above a block that stands over one of its sides."""
    if row.bottom - below[0].top > 1.2 * row.size or _narrow(row, gutter) is None or len(row.segments) > 1:
        return False
    segment = row.segments[0]
    if segment.right > gutter[0] + 1 and segment.left < gutter[1] - 1:
        return False
    return _aligned([segment], [one for other in below for one in other.segments], gutter)


def _split(rows: list[Row], gutter: tuple[float, float]) -> Block:
    left = [Row(part) for row in rows if (part := [one for one in row.segments if one.right <= gutter[0] + 1])]
    right = [Row(part) for row in rows if (part := [one for one in row.segments if one.right > gutter[0] + 1])]
    return Block(rows, gutter, [left, right])
