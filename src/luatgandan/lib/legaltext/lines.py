"""What a reader of files hands to the parser: a document as lines, in reading order, whatever file it came from."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

_NOTE = re.compile(r"\[\d{1,3}\]")
_GLUED = re.compile(r"(?<=[^\s\[])(?:\[[1-9]\d{0,2}\])+")
_FIRST = re.compile(r"(?:\[[1-9]\d{0,2}\])+\s*")


class Align(StrEnum):
    """How a line stands on the page, where the file says so."""

    UNKNOWN = ""
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class LineMark(StrEnum):
    """What a person says a line is, where the parser read it wrongly; the parser obeys."""

    NONE = ""
    DIVISION = "division"  # begins a Phần, Chương, Mục or Tiểu mục, as its words say
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    TEXT = "text"  # begins nothing: a paragraph of the unit above it
    ANNEX = "annex"
    QUOTED = "quoted"  # belongs to new text that an amending document quotes


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one table.

    `text` is NFC with single spaces; of a table it is its cells, tab between cells and newline between rows.
    `page` counts from 1 (0: the file has no pages); `confidence` is 0–1 (below 1 only when read by OCR). `is_note`
    marks foot- and endnotes: they come after all other lines as "[3] …", and their marks stand in the text as [3].
    `mark` is what a person said of the line. `is_apart`: an empty line stands before it in a text of plain lines.
    """

    text: str
    page: int = 0
    align: Align = Align.UNKNOWN
    is_bold: bool = False
    is_italic: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    confidence: float = 1.0
    is_note: bool = False
    mark: LineMark = LineMark.NONE
    is_apart: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader or the parser wants a person to know: a stable code, a Vietnamese sentence, where."""

    code: str
    message: str
    line: int = -1


def without_notes(text: str) -> str:
    """Names, headings and words to compare, without the marks of notes: "y tế [29]" as "y tế "."""
    return _NOTE.sub("", text)


def without_glued_notes(text: str, *, is_first: bool = False) -> str:
    """Words to keep, without the marks of notes behind them: "y tế[31]," is "y tế,"; with `is_first` before them too.

    What forms number stands alone and stays: "[21] Thuế".
    """
    first = _FIRST.match(text) if is_first else None
    return _GLUED.sub("", text[first.end() :] if first else text)
