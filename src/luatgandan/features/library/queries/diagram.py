"""Geometry of the drawing of relations: what acts on the document at its left, what it acts on at its right."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..models import Document
from .relations import Bearing

WIDTH = 760  # units of the view box
BOX_WIDTH = 236
BOX_HEIGHT = 46
GAP = 10
TITLE = 26
CENTRE_WIDTH = 176
CENTRE_HEIGHT = 76
LETTERS = 29  # that fit in a box of 236 at 14 units
SHOWN = 5  # boxes of one kind; the list has them all


@dataclass(frozen=True, kw_only=True)
class RelationGroup:
    """Relations of one kind and direction: `label` as people say it ("được sửa đổi, bổ sung bởi")."""

    key: str
    label: str
    is_passive: bool
    bearings: list[Bearing]

    @property
    def id(self) -> str:
        """The id of its list on the page."""
        return f"{self.key}-{'by' if self.is_passive else 'on'}"

    @property
    def words(self) -> str:
        """Its heading: "Thay thế", "Được thay thế bởi", "Là căn cứ ban hành"."""
        by = " bởi" if self.is_passive and self.label.startswith(("được", "bị")) else ""
        return f"{self.label[:1].upper()}{self.label[1:]}{by}"


def relation_groups(bearings: Iterable[Bearing]) -> list[RelationGroup]:
    """Bearings by kind and direction, in their order."""
    found = []
    for (kind, is_passive), same in groupby(bearings, key=lambda one: (one.kind, one.is_passive)):
        rows = list(same)
        label = rows[0].label
        found.append(RelationGroup(key=kind.value, label=label, is_passive=is_passive, bearings=rows))
    return found


@dataclass(frozen=True, kw_only=True)
class Box:
    """One document in the drawing; `lines` are its name in at most two lines."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]
    url: str = ""
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One group in the drawing: its words, its boxes, and the line that ties it to the document."""

    label: str
    x: int
    y: int
    key: str
    boxes: tuple[Box, ...]
    line: str
    more: int = 0
    more_y: int = 0


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """The whole drawing."""

    height: int
    centre: Box
    branches: tuple[Branch, ...]

    @property
    def left(self) -> int:
        """Where the drawing begins: a side without boxes is left out."""
        return 0 if any(one.x == 0 for one in self.branches) else self.centre.x - GAP

    @property
    def width(self) -> int:
        """How wide the drawing is."""
        has_right = any(one.x for one in self.branches)
        return (WIDTH if has_right else self.centre.x + self.centre.width + GAP) - self.left


def diagram(document: Document, bearings: Sequence[Bearing]) -> Diagram | None:
    """The drawing of a document's relations; None when it has none."""
    groups = relation_groups(_once(bearings))
    if not groups:
        return None
    left = _column([one for one in groups if one.is_passive], x=0)
    right = _column([one for one in groups if not one.is_passive], x=WIDTH - BOX_WIDTH)
    height = max(_end(left), _end(right), CENTRE_HEIGHT) + GAP
    y = min(height - CENTRE_HEIGHT, 260) // 2
    centre = _box(
        document.name, document.get_absolute_url(), (WIDTH - CENTRE_WIDTH) // 2, y, CENTRE_WIDTH, CENTRE_HEIGHT
    )
    branches = tuple(_tied(one, centre) for one in (*left, *right))
    return Diagram(height=height, centre=centre, branches=branches)


def _once(bearings: Sequence[Bearing]) -> list[Bearing]:
    """Each document once in its group, however many of its articles bear on this one."""
    found: dict[tuple[str, bool, str], Bearing] = {}
    for one in bearings:
        found.setdefault((one.kind.value, one.is_passive, one.other.slug if one.other else one.number), one)
    return list(found.values())


def _column(groups: Sequence[RelationGroup], *, x: int) -> list[Branch]:
    y, branches = 0, []
    for group in groups:
        top = y + TITLE
        boxes = [_box(one.title, one.other.get_absolute_url() if one.other else "", x, top + place * (BOX_HEIGHT + GAP))
                 for place, one in enumerate(group.bearings[:SHOWN])]  # fmt: skip
        more = max(0, len(group.bearings) - SHOWN)
        bottom = top + len(boxes) * (BOX_HEIGHT + GAP)
        branches.append(
            Branch(label=group.words, x=x, y=y + 16, key=group.key, boxes=tuple(boxes), line="", more=more,
                   more_y=bottom + 8)
        )  # fmt: skip
        y = bottom + (TITLE if more else GAP)
    return branches


def _end(branches: Sequence[Branch]) -> int:
    if not branches:
        return 0
    last = branches[-1]
    return last.more_y + GAP if last.more else last.boxes[-1].y + BOX_HEIGHT


def _box(name: str, url: str, x: int, y: int, width: int = BOX_WIDTH, height: int = BOX_HEIGHT) -> Box:
    letters = LETTERS * width // BOX_WIDTH
    lines = textwrap.wrap(name, letters)
    room = 3 if height > BOX_HEIGHT else 2
    if len(lines) > room:
        lines = [*lines[: room - 1], lines[room - 1][: letters - 1].rstrip() + "…"]
    first = y + height // 2 - (len(lines) - 1) * 9 + 5
    return Box(
        x=x, y=y, width=width, height=height, url=url,
        lines=tuple((first + place * 18, line) for place, line in enumerate(lines)),
    )  # fmt: skip


def _tied(branch: Branch, centre: Box) -> Branch:
    """The branch with a curve from the middle box to a bar beside its boxes."""
    is_left = branch.x == 0
    side = BOX_WIDTH if is_left else WIDTH - BOX_WIDTH
    bar = side + 14 if is_left else side - 14
    start = centre.x if is_left else centre.x + centre.width
    middle = centre.y + centre.height // 2
    rows = [box.y + box.height // 2 for box in branch.boxes]
    at = (rows[0] + rows[-1]) // 2
    half = (start + bar) // 2
    ticks = "".join(f"M{side} {row}H{bar}" for row in rows)
    line = f"M{start} {middle}C{half} {middle} {half} {at} {bar} {at}M{bar} {rows[0]}V{rows[-1]}{ticks}"
    return Branch(**{**branch.__dict__, "line": line})
