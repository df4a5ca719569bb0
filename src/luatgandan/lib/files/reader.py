"""Any file → Reading: recognise, read, tidy up what all formats have in common."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from luatgandan.lib.legaltext.lines import Line

from .docx import read_docx
from .errors import EmptyFileError, NeedsOcrError, TruncatedFileError
from .formats import LARGEST, check_size, format_of, open_source
from .html import read_html
from .markdown import read_markdown
from .pdf import read_pdf
from .plain import read_text
from .reading import Format, Reading
from .rtf import read_rtf
from .scan import Ocr, read_picture, read_scan
from .tidy import instructions
from .word97 import read_word97

Progress = Callable[[int, int], None]
_RULE = re.compile(r"[-–—_=*.~+ o0]{3,}|[-–—_=*.]{1,2}|\[\s*(?:sửa|sửa đổi|edit)(?:\s*\|\s*sửa mã nguồn)?\s*\]|[←→↑]")
# What parsers of others raise on hostile files; a fault in our own code looks the same, hence the cause is kept.
_DAMAGE = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
_EDIT = ("[", "sửa", "]")


def read_file(
    source: Path | bytes,
    name: str = "",
    *,
    ocr: Ocr | None = None,
    progress: Progress | None = None,
    largest: int = LARGEST,
) -> Reading:
    """The document in a file (a path or its bytes, then with its `name`). Raises UnreadableFileError.

    `ocr` recognises the letters of one page; scans and pictures need it. `progress(page, pages)` is called for each
    page of a PDF, twice where a scan is found out to be one.
    """
    check_size(source, largest)
    kind = format_of(source, name or (source.name if isinstance(source, Path) else ""))
    try:
        reading = finish(_read(kind, source, ocr, progress))
    except _DAMAGE as error:
        raise TruncatedFileError from error
    if not reading.lines:
        raise EmptyFileError
    return reading


def _read(kind: Format, source: Path | bytes, ocr: Ocr | None, progress: Progress | None) -> Reading:
    if kind is Format.PDF:
        reading = read_pdf(source, progress)
        return reading if reading is not None else read_scan(source, _needed(ocr), progress)
    if kind is Format.PICTURE:
        return read_picture(source, _needed(ocr), progress)
    if kind is Format.DOCX:
        with open_source(source) as file:
            return read_docx(file)
    if kind is Format.WORD97:
        return read_word97(source)
    data = source if isinstance(source, bytes) else source.read_bytes()
    return {Format.HTML: read_html, Format.MARKDOWN: read_markdown, Format.RTF: read_rtf}.get(kind, read_text)(data)


def _needed(ocr: Ocr | None) -> Ocr:
    if ocr is None:
        raise NeedsOcrError
    return ocr


def finish(reading: Reading) -> Reading:
    """Drawn rules and marks of wikis left out; sentences that command AI systems reported."""
    lines = tuple(_kept(reading.lines))
    return replace(reading, lines=lines, findings=(*reading.findings, *instructions(lines)))


def _kept(lines: tuple[Line, ...]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if not line.rows and _RULE.fullmatch(line.text):
            continue
        kept.append(line)
        if line.text == "]" and tuple(one.text for one in kept[-3:]) == _EDIT:
            del kept[-3:]
    return kept
