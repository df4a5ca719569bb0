"""A PDF as Lines: letters → rows → blocks → paragraphs; pages without text go to OCR."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2 as pdfium

from luatgandan.lib.legaltext.furniture import is_running_head, is_stamp, page_number
from luatgandan.lib.legaltext.lines import Align, Finding, Line
from luatgandan.lib.legaltext.paragraphs import join_broken

from ..errors import EmptyFileError, EncryptedFileError, TruncatedFileError
from ..reading import Format, Reading
from ..tidy import as_note, tidy
from .letters import segments, turn_of
from .lines import Placed, is_full, margins_of, page_lines, settle
from .notes import note_mark, opens_note, split_notes
from .page import Row, rows_of
from .tables import Grid, grids

Progress = Callable[[int, int], None]
_TAIL, _FEW_LETTERS, _OFTEN = 65_536, 40, 0.5
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Page:
    number: int
    width: float
    height: float
    rows: list[Row]
    grids: list[Grid] = field(default_factory=list)
    is_turned: bool = False


def open_pdf(source: bytes | Path) -> pdfium.PdfDocument:
    """The document; raises EncryptedFileError or TruncatedFileError."""
    _check_end(source)
    try:
        return pdfium.PdfDocument(source)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise EncryptedFileError from error
        raise TruncatedFileError from error


def _check_end(source: bytes | Path) -> None:
    """A whole PDF ends with %%EOF; what comes after may be padding. pdfium would mend a cut file and lose pages."""
    if isinstance(source, bytes):
        tail = source[-_TAIL:]
    else:
        with source.open("rb") as file:
            file.seek(max(0, source.stat().st_size - _TAIL))
            tail = file.read()
    if b"%%EOF" not in tail:
        raise TruncatedFileError


def read_pdf(source: bytes | Path, progress: Progress | None = None) -> Reading | None:
    """The text layer of a PDF as Lines; None when most pages have none (a scan). Raises UnreadableFileError."""
    with open_pdf(source) as document:
        pages = [_read_page(document, index, progress) for index in range(len(document))]
        meta = {key.lower(): tidy(value) for key, value in document.get_metadata_dict(skip_empty=True).items()}
    if not pages:
        raise EmptyFileError
    bare = _without_furniture(pages)
    empty = [page.number for page, rows in zip(pages, bare, strict=True) if _letters(rows) < _FEW_LETTERS]
    if 2 * len(empty) > len(pages):
        return None
    lines, is_broken = _document_lines(pages, bare)
    findings = []
    if empty:
        numbers = ", ".join(map(str, empty[:20]))
        findings.append(
            Finding("page_without_text", f"Trang {numbers} không có chữ, có thể là ảnh chụp hoặc trang trống.")
        )
    return Reading(
        Format.PDF, tuple(lines), tuple(findings), is_broken, len(pages), title=meta.get("title", ""), meta=meta
    )


def _letters(rows: list[Row]) -> int:
    return sum(len(row.text) for row in rows)


def _read_page(document: pdfium.PdfDocument, index: int, progress: Progress | None) -> _Page:
    page = document[index]
    text = page.get_textpage()
    try:
        width, height = size = page.get_size()
        turn = turn_of(text)
        drawn = grids(page, turn)
        rows = rows_of(segments(text, drawn, turn, size))
        width, height = (height, width) if turn else (width, height)
        return _Page(index + 1, width, height, rows, drawn.tables, bool(turn))
    finally:
        text.close()
        page.close()
        if progress:
            progress(index + 1, len(document))


def _document_lines(pages: list[_Page], bare: list[list[Row]]) -> tuple[list[Line], bool]:
    body_size = _body_size(bare)
    bodies, notes = split_notes(bare, body_size)
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


def _settled(page: _Page, rows: list[Row], was_full: bool | None) -> tuple[list[Placed], bool | None]:
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


def _without_furniture(pages: list[_Page]) -> list[list[Row]]:
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


def _is_edge(row: Row, page: _Page, often: set[str]) -> bool:
    is_outside = row.bottom > 0.88 * page.height or row.top < 0.12 * page.height
    return is_outside and (page_number(tidy(row.text)) is not None or _key(row) in often)


def _is_beside(row: Row, page: _Page) -> bool:
    """A page number that stands beside turned text."""
    is_outside = row.left > 0.88 * page.width or row.right < 0.12 * page.width
    return is_outside and page_number(tidy(row.text)) is not None


def _key(row: Row) -> str:
    return f"{_DIGITS.sub('#', tidy(row.text))}@{round(row.bottom / 6)}"


def _repeated(pages: list[_Page]) -> set[str]:
    """Texts that stand at the same height at the edge of most pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(row) for row in (*page.rows[:2], *page.rows[-2:])})
    return {key for key, count in counts.items() if count >= 3 and count > _OFTEN * len(pages)}


def _note_lines(pages: list[_Page], notes: Sequence[list[Row]]) -> list[Line]:
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
