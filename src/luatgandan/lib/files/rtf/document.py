"""RTF 1.9 as Lines: a stack of groups, fonts with their charsets, paragraphs, cells, notes; no recursion."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.vietnamese.legacy import Charset, charset_of_font, to_unicode

from ..docx.document import split_lines
from ..docx.runs import BREAK, Piece
from ..errors import EmptyFileError, TruncatedFileError
from ..reading import Format, Reading
from ..tables import Cell, table_lines
from ..tidy import as_note

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_NAMES = """
fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf fldinst
themedata colorschememapping datastore listtable listoverridetable rsidtbl generator latentstyles xmlnstbl bkmkstart
bkmkend nonshppict mmathPr pnseclvl revtbl filetbl comment annotation atnid atnauthor atrfstart atrfend wgrffmtfilter
"""
_SKIPPED = frozenset(_NAMES.split())
_CODEPAGES = {163: "cp1258", 238: "cp1250", 204: "cp1251", 134: "gbk", 128: "cp932", 129: "cp949", 136: "cp950"}
_SIGNS = {
    "tab": " ", "line": BREAK, "emdash": "—", "endash": "–", "bullet": "-", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "column": BREAK,
}  # fmt: skip
_ALIGNS = {"qc": "center", "qr": "right", "ql": "left", "qj": "both"}
_DEEPEST = 10_000


@dataclass(slots=True)
class _Group:
    """What a group of RTF inherits and changes."""

    font: int = 0
    is_bold: bool = False
    is_italic: bool = False
    is_caps: bool = False
    is_hidden: bool = False
    is_skipped: bool = False
    is_note: bool = False
    is_font_table: bool = False
    skip_after: int = 1


@dataclass(slots=True)
class _Flow:
    """A text under construction: the body, or one note."""

    pieces: list[Piece] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    cell: list[Line] = field(default_factory=list)
    align: str = ""
    is_in_table: bool = False


def read_rtf(data: bytes) -> Reading:
    """Raises EmptyFileError, TruncatedFileError."""
    reader = _Reader(data)
    reader.run()
    lines = (*reader.body.lines, *reader.notes)
    if not lines:
        raise EmptyFileError
    return Reading(Format.RTF, lines)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._group = _Group()
        self._stack: list[_Group] = []
        self._fonts: dict[int, tuple[str, str]] = {}
        self._font_name: list[str] = []
        self._font_index = 0
        self._font_charset = 0
        self._codepage = "cp1252"
        self._bytes = bytearray()
        self._to_skip = 0
        self._is_starred = False
        self.body = _Flow()
        self._flow = self.body
        self.notes: list[Line] = []
        self._count = 0
        self._words = self._commands()

    def run(self) -> None:
        depth = 0
        for found in _TOKEN.finditer(self._data):
            brace = found.group(5)
            if brace:
                depth += 1 if brace == b"{" else -1
                self._brace(brace)
                if depth == 0:
                    break
            else:
                self._token(found)
        if depth > 0:
            raise TruncatedFileError
        self._end_paragraph()
        self._end_table()

    def _brace(self, brace: bytes) -> None:
        self._decode()
        if brace == b"{":
            if len(self._stack) > _DEEPEST:
                raise TruncatedFileError
            self._stack.append(self._group)
            self._group = replace(self._group)
            return
        left, self._group = self._group, self._stack.pop() if self._stack else _Group()
        if left.is_note and not self._group.is_note:
            self._end_note()

    def _token(self, found: re.Match[bytes]) -> None:
        word, number, hexadecimal, sign, _, text = found.groups()
        if hexadecimal:
            self._add(bytes([int(hexadecimal, 16)]))
        elif text:
            self._add(text)
        elif sign:
            self._sign(sign.decode("latin-1"))
        elif word:
            name = word.decode()
            if self._bytes and name != "u":
                self._decode()
            self._word(name, int(number) if number else None)

    def _add(self, data: bytes) -> None:
        if self._to_skip:
            cut = min(self._to_skip, len(data))
            self._to_skip -= cut
            data = data[cut:]
        if self._group.is_font_table:
            self._font(data)
        elif data and not self._group.is_skipped:
            self._bytes += data

    def _sign(self, sign: str) -> None:
        self._decode()
        if sign == "*":
            self._is_starred = True
        elif sign in "{}\\":
            self._add(sign.encode())
        elif sign in "~_-":
            self._show({"~": " ", "_": "-", "-": "\u00ad"}[sign])
        elif sign in "\r\n":
            self._end_paragraph()

    def _word(self, name: str, number: int | None) -> None:
        starred, self._is_starred = self._is_starred, False
        if name in _SKIPPED or (starred and name not in ("footnote", "shptxt", "pntext", "listtext", "fldrslt")):
            self._group.is_font_table = name == "fonttbl"
            self._group.is_skipped = True
        elif self._group.is_font_table:
            self._font_word(name, number or 0)
        elif not self._group.is_skipped or name in ("u", "uc"):
            if name in _SIGNS:
                self._show(_SIGNS[name])
            elif name in _ALIGNS:
                self._flow.align = _ALIGNS[name]
            elif name in self._words:
                self._words[name](number)

    def _commands(self) -> dict[str, Callable[[int | None], None]]:
        return {
            "b": self._flag("is_bold"), "i": self._flag("is_italic"), "caps": self._flag("is_caps"),
            "v": self._flag("is_hidden"),
            "deleted": self._flag("is_hidden"), "f": lambda number: setattr(self._group, "font", number or 0),
            "ansicpg": lambda number: setattr(self, "_codepage", f"cp{number or 1252}"),
            "uc": lambda number: setattr(self._group, "skip_after", number if number is not None else 1),
            "u": self._unicode, "plain": self._plain, "pard": self._pard, "par": lambda number: self._end_paragraph(),
            "sect": lambda number: self._end_paragraph(), "page": lambda number: self._end_paragraph(),
            "cell": lambda number: self._end_cell(), "row": lambda number: self._end_row(),
            "nestcell": lambda number: self._end_paragraph(), "intbl": lambda number: self._table(),
            "footnote": lambda number: self._begin_note(),
        }  # fmt: skip

    def _flag(self, name: str) -> Callable[[int | None], None]:
        """What sets a property of the group, or takes it back with 0."""
        return lambda number: setattr(self._group, name, number != 0)

    def _plain(self, number: int | None) -> None:
        group = self._group
        group.is_bold = group.is_italic = group.is_caps = group.is_hidden = False

    def _pard(self, number: int | None) -> None:
        self._flow.align = ""
        self._flow.is_in_table = False

    def _table(self) -> None:
        self._flow.is_in_table = True

    def _unicode(self, number: int | None) -> None:
        self._decode()
        code = (number or 0) % 0x10000
        self._to_skip = self._group.skip_after
        if not self._group.is_skipped:
            self._show(chr(code))

    def _font(self, data: bytes) -> None:
        self._font_name.append(data.decode("latin-1"))
        if b";" in data:
            name = "".join(self._font_name).split(";", 1)[0].strip()
            self._fonts[self._font_index] = (name, _CODEPAGES.get(self._font_charset, ""))
            self._font_name.clear()

    def _font_word(self, name: str, number: int) -> None:
        if name == "f":
            self._font_index, self._font_charset = number, 0
            self._font_name.clear()
        elif name == "fcharset":
            self._font_charset = number

    def _decode(self) -> None:
        """Bytes collected so far as text: by the font's charset, else by the code page of the file."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        name, codepage = self._fonts.get(self._group.font, ("", ""))
        is_legacy = charset_of_font(name) is not Charset.UNICODE
        try:
            text = data.decode("latin-1" if is_legacy else codepage or self._codepage, "replace")
        except LookupError:
            text = data.decode("cp1252", "replace")
        self._show(text)

    def _show(self, text: str) -> None:
        group = self._group
        if group.is_skipped or group.is_hidden:
            return
        text = to_unicode(text, charset_of_font(self._fonts.get(group.font, ("", ""))[0]))
        self._flow.pieces.append(Piece(text.upper() if group.is_caps else text, group.is_bold, group.is_italic))

    def _end_paragraph(self) -> None:
        self._decode()
        flow = self._flow
        lines = list(split_lines(flow.pieces, flow.align))
        flow.pieces.clear()
        if flow.is_in_table:
            flow.cell += lines
        elif lines:
            self._end_table()
            flow.lines += lines

    def _end_cell(self) -> None:
        self._flow.is_in_table = True
        self._end_paragraph()
        self._flow.row.append(self._flow.cell)
        self._flow.cell = []

    def _end_row(self) -> None:
        flow = self._flow
        if flow.row:
            flow.rows.append(flow.row)
        flow.row, flow.cell = [], []

    def _end_table(self) -> None:
        flow = self._flow
        self._end_row()
        if flow.rows:
            flow.lines += table_lines(flow.rows)
            flow.rows = []

    def _begin_note(self) -> None:
        if self._group.is_note:
            return
        self._count += 1
        self._show(f"[{self._count}]")
        self._group.is_note = True
        self._flow = _Flow()

    def _end_note(self) -> None:
        self._end_paragraph()
        mark = f"[{self._count}] "
        for line in self._flow.lines:
            self.notes.append(as_note(replace(line, text=mark + line.text)))
            mark = ""
        self._flow = self.body
