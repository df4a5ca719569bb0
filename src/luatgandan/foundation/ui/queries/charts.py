"""Geometry of the small charts: plain numbers in, SVG coordinates out (viewBox units, 600 wide)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import numberformat
from django.utils.formats import get_format

WIDTH = 600
HEIGHT = 240
RADIUS = 80
SLICES = 6  # colours in the style sheet


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One value of a chart: its words, its share of the whole and where it stands."""

    label: str
    text: str
    share: str
    x: float = 0
    y: float = 0
    width: float = 0
    path: str = ""
    tone: int = 0


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What the component draws: `marks`, and for a line its `path` and height."""

    kind: str
    marks: list[Mark]
    height: float = 0
    path: str = ""


def chart(kind: str, rows: Sequence[tuple[Any, float]], whole: float = 0) -> Chart:
    """A bar, line or share chart of (label, value) pairs; negative values count as nothing.

    `whole` is what each value is a part of (100 for per cent); else it is their sum, and the longest bar is full.
    """
    values = [max(0.0, float(value)) for _, value in rows]
    together = whole or sum(values)
    words = [
        (str(label), _number(value), _share(value, together)) for (label, _), value in zip(rows, values, strict=True)
    ]
    if kind in OTHERS:
        return OTHERS[kind](words, values)
    return _bars(words, values, whole or max(values, default=0) or 1)


def _number(value: float) -> str:
    """A number in the language's own writing: "1.204" and "58,5" in Vietnamese, one decimal at most."""
    rounded = round(value, 1)
    return str(
        numberformat.format(
            rounded,
            decimal_sep=get_format("DECIMAL_SEPARATOR"),
            decimal_pos=1 if rounded % 1 else 0,
            grouping=3,
            thousand_sep=get_format("THOUSAND_SEPARATOR"),
            force_grouping=True,
            use_l10n=False,
        )
    )


def _share(value: float, total: float) -> str:
    return f"{_number(100 * value / total)} %" if total else "–"


Words = list[tuple[str, str, str]]


def _bars(words: Words, values: list[float], top: float) -> Chart:
    marks = [
        Mark(label=label, text=text, share=share, width=round(WIDTH * value / top, 1))
        for (label, text, share), value in zip(words, values, strict=True)
    ]
    return Chart(kind="bar", marks=marks)


def _line(words: Words, values: list[float]) -> Chart:
    top = max(values, default=0) or 1
    step = (WIDTH - 60) / max(1, len(values) - 1)
    points = [
        (round(30 + index * step, 1), round(HEIGHT - 50 - (HEIGHT - 90) * value / top, 1))
        for index, value in enumerate(values)
    ]
    marks = [
        Mark(label=label, text=text, share=share, x=x, y=y)
        for (label, text, share), (x, y) in zip(words, points, strict=True)
    ]
    return Chart(kind="line", marks=marks, height=HEIGHT, path=" ".join(f"{x},{y}" for x, y in points))


def _pie(words: Words, values: list[float]) -> Chart:
    total = sum(values) or 1
    marks, at = [], 0.0
    for index, ((label, text, share), value) in enumerate(zip(words, values, strict=True)):
        path = _slice(at / total, (at + value) / total)
        marks.append(Mark(label=label, text=text, share=share, path=path, tone=index % SLICES))
        at += value
    return Chart(kind="share", marks=marks)


def _slice(start: float, end: float) -> str:
    """An SVG path for a slice from `start` to `end` (shares of the circle, clockwise from the top)."""
    if end - start <= 0:
        return ""
    if end - start >= 0.9999:
        return f"M100 {100 - RADIUS}a{RADIUS} {RADIUS} 0 1 1-.1 0z"
    (x1, y1), (x2, y2) = _rim(start), _rim(end)
    return f"M100 100L{x1} {y1}A{RADIUS} {RADIUS} 0 {int(end - start > 0.5)} 1 {x2} {y2}z"


def _rim(share: float) -> tuple[float, float]:
    angle = 2 * math.pi * share - math.pi / 2
    return round(100 + RADIUS * math.cos(angle), 2), round(100 + RADIUS * math.sin(angle), 2)


OTHERS = {"line": _line, "share": _pie}
