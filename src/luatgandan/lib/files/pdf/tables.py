"""Tables with drawn lines: the grid of a page from its thin rectangles and strokes."""

import ctypes
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from .letters import Segment, Turn

_THIN, _NEAR, _MOST_OBJECTS, _MOST_STROKES = 2.5, 3.0, 40_000, 6_000


Stroke = tuple[float, float, float]  # place across, then from and to along


@dataclass(slots=True)
class Grid:
    """A drawn table: places of its vertical and horizontal lines, ascending."""

    xs: list[float]
    ys: list[float]
    strokes: list[Stroke]
    _at: dict[int, list[float]] = field(default_factory=dict)

    def walls(self, y: float) -> list[float]:
        """Where upright lines cross height `y`: fewer in a row whose cells are joined."""
        found = self._at.get(round(y))
        if found is None:
            found = _distinct([x for x, low, high in self.strokes if low - 1 <= y <= high + 1])
            self._at[round(y)] = found
        return found

    @property
    def top(self) -> float:
        return self.ys[-1]

    def holds(self, segment: Segment) -> bool:
        """True when the segment's middle lies inside."""
        y = (segment.top + segment.bottom) / 2
        return (
            self.xs[0] - _NEAR < segment.middle < self.xs[-1] + _NEAR and self.ys[0] - _NEAR < y < self.ys[-1] + _NEAR
        )

    def rows(self, segments: Sequence[Segment]) -> list[list[str]]:
        """The text of the cells, rows from the top."""
        cells: list[list[list[Segment]]] = [[[] for _ in self.xs[1:]] for _ in self.ys[1:]]
        for segment in segments:
            row = min(max(bisect_right(self.ys, (segment.top + segment.bottom) / 2) - 1, 0), len(self.ys) - 2)
            column = min(max(bisect_right(self.xs, segment.left + 1) - 1, 0), len(self.xs) - 2)
            cells[row][column].append(segment)
        return [[_read(cell) for cell in row] for row in reversed(cells)]


@dataclass(slots=True)
class Grids:
    """The drawn tables of a page, from the top; its walls keep the letters of neighbouring cells apart."""

    tables: list[Grid]

    def left_of(self, x: float, y: float) -> int:
        for index, grid in enumerate(self.tables):
            if grid.ys[0] < y < grid.ys[-1] and grid.xs[0] - _NEAR < x < grid.xs[-1] + _NEAR:
                return index * 1000 + bisect_right(grid.walls(y), x)
        return -1


def _read(cell: list[Segment]) -> str:
    ordered = sorted(cell, key=lambda one: (-round((one.top + one.bottom) / 2 / max(one.size * 0.6, 1)), one.left))
    return " ".join(one.text for one in ordered)


def grids(page: PdfPage, turn: Turn) -> Grids:
    """The drawn tables of a page from the top: at least two rows and two columns."""
    across, down = _turned(*_strokes(page), turn, page.get_size())
    if len(across) + len(down) > _MOST_STROKES:
        return Grids([])  # a drawing or a map
    found: list[Grid] = []
    for group in _groups(across, down):
        xs = _distinct([x for x, _, _ in group[1]])
        ys = _distinct([y for y, _, _ in group[0]])
        if len(xs) >= 3 and len(ys) >= 3:
            found.append(Grid(xs, ys, group[1]))
    return Grids(sorted(found, key=lambda grid: -grid.top))


def _turned(
    across: list[Stroke], down: list[Stroke], turn: Turn, size: tuple[float, float]
) -> tuple[list[Stroke], list[Stroke]]:
    """The strokes as they lie when the text of a turned page stands upright."""
    width, height = size
    if turn is Turn.UP:
        return [(width - x, low, high) for x, low, high in down], [
            (y, width - right, width - left) for y, left, right in across
        ]
    if turn is Turn.DOWN:
        return [(x, height - high, height - low) for x, low, high in down], [
            (height - y, left, right) for y, left, right in across
        ]
    return across, down


def _strokes(page: PdfPage) -> tuple[list[Stroke], list[Stroke]]:
    across: list[Stroke] = []
    down: list[Stroke] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        width, height = right.value - left.value, top.value - bottom.value
        if height <= _THIN < width:
            across.append(((top.value + bottom.value) / 2, left.value, right.value))
        elif width <= _THIN < height:
            down.append(((left.value + right.value) / 2, bottom.value, top.value))
        elif width > 8 and height > 6 and _is_frame(item):
            across += [(bottom.value, left.value, right.value), (top.value, left.value, right.value)]
            down += [(left.value, bottom.value, top.value), (right.value, bottom.value, top.value)]
    return across, down


def _is_frame(item: object) -> bool:
    """A drawn rectangle; a filled one without border only colours the ground behind text."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(stroke.value) and pdfium.FPDFPath_CountSegments(item) <= 6


def _groups(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Strokes that touch, by height: a table ends where no vertical line goes on."""
    bands: list[list[float]] = []
    for _, low, high in sorted(down, key=lambda stroke: stroke[1]):
        if bands and low <= bands[-1][1] + _NEAR:
            bands[-1][1] = max(bands[-1][1], high)
        else:
            bands.append([low, high])
    return [
        (
            [stroke for stroke in across if low - _NEAR <= stroke[0] <= high + _NEAR],
            [stroke for stroke in down if low - _NEAR <= stroke[1] and stroke[2] <= high + _NEAR],
        )
        for low, high in bands
    ]


def _distinct(places: list[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept
