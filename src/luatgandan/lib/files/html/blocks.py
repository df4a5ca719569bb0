"""An element of a page as Lines: blocks end lines, tables are kept, bold and centred text is noted.

Walks by events, not by recursion: saved pages nest hundreds of unclosed tags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.vietnamese.legacy import Charset, charset_of_font, to_unicode

from ..tables import Cell, table_lines
from ..tidy import alignment, tidy

_BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "ul", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption",
}  # fmt: skip
_BOLD, _ITALIC = {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"}, {"i", "em"}
_ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_WORD = re.compile(r"\S+")


@dataclass
class _Inline:
    """The text of the block being read."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    italic: int = 0

    def add(self, text: str, is_bold: bool, is_italic: bool) -> None:
        count = sum(map(len, _WORD.findall(text)))
        self.parts.append(text)
        self.letters += count
        self.bold += count if is_bold else 0
        self.italic += count if is_italic else 0


@dataclass
class _Table:
    is_bordered: bool | None
    rows: list[list[Cell]] = field(default_factory=list)


class Blocks:
    """State of one walk: open tags decide how text looks, open tables where lines go."""

    def __init__(self) -> None:
        self._inline = _Inline()
        self._bold = self._italic = 0
        self._aligns: list[str] = []
        self._fonts: list[Charset] = []
        self._collectors: list[list[Line]] = [[]]
        self._tables: list[_Table] = []
        self._lists: list[Any] = []

    def lines(self, root: etree._Element) -> Iterator[Line]:
        """The lines below `root`, in reading order."""
        for event, node in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(node.tag, str):
                continue
            if event == "start":
                self._open(node)
                self._text(node.text)
            else:
                self._close(node)
                if node is not root:
                    self._text(node.tail)
            if len(self._collectors) == 1 and self._collectors[0]:
                yield from self._collectors[0]
                self._collectors[0].clear()
        self._flush()
        yield from self._collectors[0]

    def _open(self, node: etree._Element) -> None:
        tag, style = node.tag, node.get("style", "")
        if tag in _BLOCKS or tag == "br":
            self._flush()
        self._bold += tag in _BOLD or bool(_WEIGHT.search(style))
        self._italic += tag in _ITALIC or bool(_SLANT.search(style))
        found = _ALIGN.search(style)
        own = found.group(1).lower() if found else node.get("align", "").lower()
        self._aligns.append("center" if tag == "center" else own or (self._aligns[-1] if self._aligns else ""))
        named = _FONT.search(style)
        font = named.group(1) if named else node.get("face", "")
        self._fonts.append(charset_of_font(font) if font else (self._fonts[-1] if self._fonts else Charset.UNICODE))
        self._open_structure(tag, node)

    def _open_structure(self, tag: str, node: etree._Element) -> None:
        if tag == "table":
            border = node.get("border", "")
            self._tables.append(_Table(None if not border else border not in ("0", "none")))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            self._collectors.append([])
        elif tag == "ol":
            self._lists.append(
                [int(node.get("start", "1")) if node.get("start", "1").isdigit() else 1, node.get("type", "1")]
            )
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "li" and self._lists and self._lists[-1]:
            self._inline.parts.append(_ordinal(*self._lists[-1]))
            self._lists[-1][0] += 1

    def _close(self, node: etree._Element) -> None:
        tag, style = node.tag, node.get("style", "")
        if tag in _BLOCKS:
            self._flush()
        if tag in ("td", "th") and self._tables and len(self._collectors) > 1:
            cell = self._collectors.pop()
            rows = self._tables[-1].rows
            if not rows:
                rows.append([])
            rows[-1].append(cell)
        elif tag == "table" and self._tables:
            table = self._tables.pop()
            self._collectors[-1].extend(table_lines(table.rows, is_bordered=table.is_bordered))
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        self._bold -= tag in _BOLD or bool(_WEIGHT.search(style))
        self._italic -= tag in _ITALIC or bool(_SLANT.search(style))
        self._aligns.pop()
        self._fonts.pop()

    def _text(self, text: str | None) -> None:
        if text:
            charset = self._fonts[-1] if self._fonts else Charset.UNICODE
            self._inline.add(to_unicode(text, charset), self._bold > 0, self._italic > 0)

    def _flush(self) -> None:
        inline, self._inline = self._inline, _Inline()
        text = tidy("".join(inline.parts))
        if not text or not inline.letters:
            return
        self._collectors[-1].append(
            Line(
                text=text,
                align=alignment(self._aligns[-1] if self._aligns else ""),
                is_bold=2 * inline.bold > inline.letters,
                is_italic=2 * inline.italic > inline.letters,
            )
        )


def _ordinal(number: int, kind: str) -> str:
    """What a browser writes before an item of a numbered list."""
    if kind in ("a", "A") and number <= 26:
        return f"{chr(ord(kind) + number - 1)}) "
    return f"{number}. "
