"""The text of a Word 97 document as Lines: paragraphs, cells and rows, results of fields, notes."""

import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from luatgandan.lib.legaltext.lines import Finding, Line
from luatgandan.lib.vietnamese.legacy import Charset, to_unicode

from ..docx.document import labelled, split_lines
from ..docx.runs import BREAK, Piece
from ..errors import EmptyFileError, TruncatedFileError
from ..numbering import Numbering
from ..reading import Format, Reading
from ..tables import Cell, table_lines
from ..tidy import as_note, tidy
from .container import Word, open_word
from .lists import lists_of
from .pieces import Stretch, stretches
from .sprms import Look, Shape, look_of, shape_of
from .styles import Styles, fonts_of

_ALIGNS = {0: "left", 1: "center", 2: "right", 3: "both", 4: "both"}
_CELL, _PARAGRAPH, _PAGE, _LINE, _COLUMN = "\x07", "\r", "\x0c", "\x0b", "\x0e"
_FIELD, _RESULT, _FIELD_END, _NOTE = "\x13", "\x14", "\x15", "\x02"
_SIGNS = {_LINE: BREAK, _COLUMN: BREAK, "\x1e": "-", "\x1f": "\xad", "\t": " ", "\xa0": " "}


def read_word97(source: Path | bytes) -> Reading:
    """Raises subclasses of UnreadableFileError."""
    word = open_word(source)
    try:
        reader = _Reader(word)
        lines = tuple(reader.lines())
    except (struct.error, IndexError) as error:
        raise TruncatedFileError from error
    if not lines:
        raise EmptyFileError
    findings = [Finding("macro", "Tệp có macro (mã lệnh); chỉ phần chữ được đọc.")] if word.has_macros else []
    legacy = reader.legacy
    if legacy:
        names = ", ".join(sorted(legacy))
        findings.append(Finding("legacy_font", f"Chữ theo phông cũ đã được chuyển sang Unicode: {names}."))
    return Reading(Format.WORD97, lines, tuple(findings), meta=word.meta)


@dataclass
class _Table:
    """The rows of the table being read."""

    rows: list[list[Cell]] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    cell: list[Line] = field(default_factory=list)


class _Reader:
    def __init__(self, word: Word) -> None:
        self._word = word
        self._styles = Styles(word)
        self._fonts = fonts_of(word)
        self._numbering = Numbering(lists_of(word))
        self._looks: dict[tuple[bytes, int], Look] = {}
        self._shapes: dict[bytes, tuple[Shape, int]] = {}
        self._notes = 0
        self._row_ends: deque[tuple[bool, ...]] = deque()
        self._fields: list[bool] = []  # for each open field: whether its result has begun
        self.legacy: set[str] = set()

    def lines(self) -> Iterator[Line]:
        """The body, then footnotes and endnotes."""
        yield from self._part("main")
        marks = 0
        for part in ("notes", "endnotes"):
            for line in self._part(part):
                if line.text.startswith("[") and "]" in line.text[:6]:
                    marks += 1
                    line = replace(line, text=f"[{marks}] {line.text.split(']', 1)[1].strip()}")
                yield as_note(line)

    def _part(self, part: str) -> Iterator[Line]:
        first, length = self._word.start_of(part), self._word.lengths[part]
        self._fields.clear()
        table: _Table | None = None
        pieces: list[Piece] = []
        found = list(stretches(self._word, first, first + length))
        ends = (self._shape(one.shape)[0] for one in found)
        self._row_ends = deque(shape.continued for shape in ends if shape.is_row_end)
        for stretch in found:
            shape, style = self._shape(stretch.shape)
            look = self._look(stretch.look, style)
            for text, end in _until_ends(stretch.text):
                pieces += self._pieces(text, look, stretch)
                if not end:
                    continue
                if shape.is_in_table or end == _CELL:
                    table = table or _Table()
                    self._cell(table, pieces, shape, end)
                else:
                    yield from _rows(table)
                    table = None
                    yield from self._paragraph(pieces, shape)
                pieces = []
        yield from _rows(table)
        yield from split_lines(pieces, "")

    def _cell(self, table: _Table, pieces: list[Piece], shape: Shape, end: str) -> None:
        if shape.is_row_end and end == _CELL:
            table.rows.append(table.row)
            table.row, table.cell = [], []
            if self._row_ends:
                self._row_ends.popleft()
            return
        continued = self._row_ends[0] if self._row_ends else ()
        if not (len(table.row) < len(continued) and continued[len(table.row)]):
            table.cell += self._paragraph(pieces, shape)
        if end == _CELL:
            table.row.append(table.cell)
            table.cell = []

    def _paragraph(self, pieces: list[Piece], shape: Shape) -> Iterator[Line]:
        align = _ALIGNS.get(shape.align, "") if shape.align is not None else ""
        yield from labelled(split_lines(pieces, align), self._label(shape), bool(shape.is_in_table))

    def _label(self, shape: Shape) -> str:
        index = shape.list_index or 0
        if not 0 < index < 0x7FF:
            return ""
        return tidy(self._numbering.label(str(index), shape.list_level or 0))

    def _pieces(self, text: str, look: Look, stretch: Stretch) -> Iterator[Piece]:
        if look.is_special and look.symbol:
            text = chr(look.symbol if look.symbol >= 0xF000 else 0xF000 + look.symbol)
        shown = "".join(self._visible(text, look))
        if shown and not look.is_deleted and not look.is_hidden:
            shown = to_unicode(shown, self._charset(shown, look))
            yield Piece(shown.upper() if look.is_caps else shown, bool(look.is_bold), bool(look.is_italic))

    def _visible(self, text: str, look: Look) -> Iterator[str]:
        """Letters that a reader sees: no instructions of fields, no marks of pictures."""
        for letter in text:
            if letter == _FIELD:
                self._fields.append(False)
            elif letter == _RESULT and self._fields:
                self._fields[-1] = True
            elif letter == _FIELD_END and self._fields:
                self._fields.pop()
            elif all(self._fields):
                if letter == _NOTE and look.is_special:
                    self._notes += 1
                    yield f"[{self._notes}]"
                elif letter >= " " or letter in _SIGNS:
                    yield _SIGNS.get(letter, letter)

    def _charset(self, text: str, look: Look) -> Charset:
        """By the font for other letters where the text has any, else by that for ASCII."""
        index = look.font if text.isascii() or look.other_font is None else look.other_font
        if index is None or index >= len(self._fonts):
            return Charset.UNICODE
        name, charset = self._fonts[index]
        if charset is not Charset.UNICODE:
            self.legacy.add(name)
        return charset

    def _shape(self, raw: bytes) -> tuple[Shape, int]:
        if raw not in self._shapes:
            style = int.from_bytes(raw[:2], "little")
            self._shapes[raw] = (shape_of(raw[2:], self._styles.of(style)[1]), style)
        return self._shapes[raw]

    def _look(self, raw: bytes, style: int) -> Look:
        key = (raw, style)
        if key not in self._looks:
            under = self._styles.of(style)[0]
            named = look_of(raw).style
            self._looks[key] = look_of(raw, self._styles.over(under, named) if named is not None else under)
        return self._looks[key]


def _until_ends(text: str) -> Iterator[tuple[str, str]]:
    """Parts of `text`, each with the mark that ends a paragraph, cell or page after it, "" at the end."""
    start = 0
    for index, letter in enumerate(text):
        if letter in (_PARAGRAPH, _CELL, _PAGE):
            yield text[start:index], letter
            start = index + 1
    if start < len(text):
        yield text[start:], ""


def _rows(table: _Table | None) -> Iterator[Line]:
    if table:
        rest = [*table.row, table.cell] if table.row or table.cell else []
        yield from table_lines([*table.rows, rest] if rest else table.rows)
