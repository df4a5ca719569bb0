"""What reading a file gives, whatever its format."""

from dataclasses import dataclass, field
from enum import StrEnum

from luatgandan.lib.legaltext.lines import Finding, Line


class Format(StrEnum):
    """What a file is, by its content."""

    DOCX = "docx"
    WORD97 = "doc"
    RTF = "rtf"
    PDF = "pdf"
    SCAN = "scan"  # a PDF whose pages are pictures
    PICTURE = "picture"
    HTML = "html"
    TEXT = "txt"
    MARKDOWN = "md"


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as lines ready for the parser.

    `is_hard_broken`: the file breaks lines at the margin; the paragraphs in `lines` were put together again.
    `pages` is 0 where the format has none. `meta` holds what the file says about itself (title, author, created).
    Foot- and endnotes come last, marked `is_note`; their marks stand in the text as [1].
    """

    format: Format
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()
    is_hard_broken: bool = False
    pages: int = 0
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All lines as plain text."""
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float:
        """How sure the reader is of the letters, 0–1, weighted by length; 1 unless it was read by OCR."""
        letters = sum(len(line.text) for line in self.lines)
        return sum(line.confidence * len(line.text) for line in self.lines) / letters if letters else 1.0
