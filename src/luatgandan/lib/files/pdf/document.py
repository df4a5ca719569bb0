"""A PDF as Lines: letters → rows → blocks → paragraphs; pages without text go to OCR."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from luatgandan.lib.legaltext.lines import Finding

from ..errors import EmptyFileError, EncryptedFileError, TruncatedFileError
from ..reading import Format, Reading
from ..tidy import tidy
from .layout import Page, document_lines, without_furniture
from .letters import segments, turn_of
from .page import Row, rows_of
from .tables import grids

Progress = Callable[[int, int], None]
_TAIL, _FEW_LETTERS = 65_536, 40


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
    bare = without_furniture(pages)
    empty = [page.number for page, rows in zip(pages, bare, strict=True) if _letters(rows) < _FEW_LETTERS]
    if 2 * len(empty) > len(pages):
        return None
    lines, is_broken = document_lines(pages, bare)
    findings = []
    if empty:
        numbers = ", ".join(map(str, empty[:20]))
        findings.append(
            Finding("page_without_text", f"Trang {numbers} không có chữ, có thể là ảnh chụp hoặc trang trống.")
        )
    return Reading(
        Format.PDF, tuple(lines), tuple(findings), is_broken, len(pages), title=meta.get("title", ""), meta=meta
    )


def _read_page(document: pdfium.PdfDocument, index: int, progress: Progress | None) -> Page:
    try:
        page = document[index]
        text = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise TruncatedFileError from error
    try:
        width, height = size = page.get_size()
        turn = turn_of(text)
        drawn = grids(page, turn)
        rows = rows_of(segments(text, drawn, turn, size))
        width, height = (height, width) if turn else (width, height)
        return Page(index + 1, width, height, rows, drawn.tables, bool(turn))
    finally:
        text.close()
        page.close()
        if progress:
            progress(index + 1, len(document))


def _letters(rows: list[Row]) -> int:
    return sum(len(row.text) for row in rows)
