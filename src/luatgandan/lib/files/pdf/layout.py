"""Pages of rows as the lines of a document: furniture out, margins found, paragraphs joined, notes last."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from luatgandan.lib.legaltext.furniture import is_running_head, is_stamp, page_number
from luatgandan.lib.legaltext.lines import Align, Line
from luatgandan.lib.legaltext.paragraphs import join_broken

from ..tidy import as_note, tidy
from .lines import Placed, is_full, margins_of, page_lines, settle
from .notes import note_mark, opens_note, split_notes
from .page import Row
from .tables import Grid

_OFTEN = 0.5
_UNIT = re.compile(r"\s*(?:Điều|Chương|Mục|Phần|Phụ lục|Mẫu|Biểu|Danh mục)\s", re.IGNORECASE)  # never a running head
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Page:
    """One page: size in points, rows from the top, drawn tables."""

    number: int
    width: float
    height: float
    rows: list[Row]
    grids: list[Grid] = field(default_factory=list)
    is_turned: bool = False


def document_lines(pages: list[Page], bare: list[list[Row]], has_notes: bool = True) -> tuple[list[Line], bool]:
    """Paragraphs of the `bare` rows of the pages, then the notes; and whether any paragraph was broken."""
    bodies, notes = split_notes(bare, _body_size(bare) if has_notes else 0.0)
    placed: list[Placed] = []
    was_full: bool | None = None
    for page, rows in zip(pages, bodies, strict=True):
        lines_of_page, was_full = _settled(page, rows, was_full)
        placed += lines_of_page
    lines = join_broken([one.line for one in placed], [one.begins for one in placed])
    return [*lines, *_note_lines(pages, notes)], len(lines) < len(placed)


def _body_size(pages: Sequence[list[Row]]) -> float:
    sizes: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            sizes[round(row.size * 2) / 2] += len(row.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0.0


def _settled(page: Page, rows: list[Row], was_full: bool | None) -> tuple[list[Placed], bool | None]:
    """The page's lines with alignment and beginnings, and whether its last line is full."""
    margins = margins_of(rows, page.width)
    by_text: dict[str, list[Row]] = {}
    for known in rows:
        by_text.setdefault(tidy(known.text), []).append(known)
    placed = list(page_lines(rows, page.grids, page.number, page.width))
    before: Row | None = None
    for one in placed:
        same = by_text.get(one.line.text)
        row = same.pop(0) if same and not one.line.rows else None
        if margins and row and len(row.segments) == 1 and one.begins is None:
            align, one.begins = settle(row, before, margins, was_full)
            one.line = replace(one.line, align=align)
        before, was_full = row, is_full(row, margins)
    return placed, was_full


def without_furniture(pages: list[Page]) -> list[list[Row]]:
    """Rows without running heads, page numbers at the edges and stamps."""
    often = _repeated(pages)
    kept = []
    for page in pages:
        rows = [row for row in page.rows if not is_running_head(tidy(row.text))]
        if any(is_stamp(tidy(row.text)) for row in rows):
            rows = [row for row in rows if not is_stamp(tidy(row.text))]
        if page.is_turned:
            rows = [row for row in rows if not _is_beside(row, page)]
        for end in (0, -1):
            while rows and _is_edge(rows[end], page, often):
                rows.pop(end)
        kept.append(rows)
    return kept


def _is_edge(row: Row, page: Page, often: set[str]) -> bool:
    is_outside = row.bottom > 0.88 * page.height or row.top < 0.12 * page.height
    if not is_outside or _UNIT.match(row.text):
        return False
    return page_number(tidy(row.text)) is not None or _key(row) in often


def _is_beside(row: Row, page: Page) -> bool:
    """A page number that stands beside turned text."""
    is_outside = row.left > 0.88 * page.width or row.right < 0.12 * page.width
    return is_outside and page_number(tidy(row.text)) is not None


def _key(row: Row) -> str:
    return f"{_DIGITS.sub('#', tidy(row.text))}@{round(row.bottom / 6)}"


def _repeated(pages: list[Page]) -> set[str]:
    """Texts that stand at the same height at the edge of most pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(row) for row in (*page.rows[:2], *page.rows[-2:])})
    return {key for key, count in counts.items() if count >= 3 and count > _OFTEN * len(pages)}


def _note_lines(pages: list[Page], notes: Sequence[list[Row]]) -> list[Line]:
    """The notes as paragraphs: a number begins one; other beginnings are found by their places."""
    lines: list[Line] = []
    starts: list[bool | None] = []
    was_full: bool | None = None
    for page, rows in zip(pages, notes, strict=True):
        margins = margins_of(rows, page.width)
        before: Row | None = None
        for row in rows:
            is_first = opens_note(row)
            begins = settle(row, before, margins, was_full)[1] if margins else None
            lines.append(as_note(Line(text=tidy(note_mark(row.text) if is_first else row.text), page=page.number)))
            starts.append(True if is_first else begins)
            before, was_full = row, is_full(row, margins)
    return [replace(line, align=Align.UNKNOWN) for line in join_broken(lines, starts)]
