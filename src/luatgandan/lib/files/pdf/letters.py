"""The letters of a page as segments: stretches of one line without a wide gap, with place, size and look."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

_GAP = 1.6  # of the letters' size: wider is another column
_SPACE = 0.18
_RAISED, _SMALL = 0.15, 0.8
_COUNTRY = re.compile(r"(?:^|\S\s*)(CỘNG\s*HÒ?[AÀ]\s*XÃ\s*HỘI\s*CHỦ\s*NGHĨA)")
_PROBES, _BESIDE = 150, -2
_UNITS = ("m", "km", "cm", "dm", "mm", "ha", "CO", "H", "R", "χ")


@dataclass(slots=True)
class Segment:
    """Text on one line; points from the lower left corner of the page. `size` is that of most letters."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    is_bold: bool
    is_italic: bool
    cell: int = -1  # which wall of a drawn table stands left of it
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class Walls(Protocol):
    """The upright lines of drawn tables."""

    def left_of(self, x: float, y: float) -> int:
        """A number for the cell at this point: the same for points with no wall between them."""


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    right: float
    base: float
    size: float
    style: int  # 1 bold, 2 italic


class Turn(IntEnum):
    """How the text of a page stands: most pages upright, wide tables often turned by a quarter."""

    UPRIGHT = 0
    DOWN = 1  # lines run from the top to the bottom; PDFium counts angles clockwise
    UP = 3

    def place(self, x: float, y: float, width: float, height: float) -> tuple[float, float]:
        """A point of the page as it is when the text stands upright; `width`, `height` of the page as it is stored."""
        if self is Turn.UP:
            return y, width - x
        return (height - y, x) if self is Turn.DOWN else (x, y)


def turn_of(page: PdfTextPage) -> Turn:
    """How most letters of the page stand."""
    raw, counts = page.raw, {turn: 0 for turn in Turn}
    total = pdfium.FPDFText_CountChars(raw)
    for index in range(0, total, max(1, total // _PROBES)):
        if pdfium.FPDFText_GetUnicode(raw, index) > 32:
            counts[_angle(raw, index)] += 1
    return max(Turn, key=lambda turn: counts[turn])


def _angle(raw: object, index: int) -> Turn:
    quarter = round(pdfium.FPDFText_GetCharAngle(raw, index) / (math.pi / 2)) % 4
    return Turn(quarter) if quarter in (1, 3) else Turn.UPRIGHT


def segments(page: PdfTextPage, walls: Walls, turn: Turn, size: tuple[float, float]) -> list[Segment]:
    """All segments of a page in the order of the file; of a turned page those that are turned."""
    found: list[Segment] = []
    run: list[_Letter] = []
    cell = last = -1
    for letter in _letters(page, turn, size):
        if not letter.text.isspace():
            cell = walls.left_of((letter.left + letter.right) / 2, letter.base)
        if run and (cell != last or not _goes_on(run[-1], letter)):
            found += _segment(run, last)
            run = []
        run.append(letter)
        last = cell
    return found + _segment(run, last)


def _letters(page: PdfTextPage, turn: Turn, page_size: tuple[float, float]) -> Iterator[_Letter]:
    raw = page.raw
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    style, is_new_word = 0, True
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in (0, 10, 13, 0xFFFE, 0xFFFF):
            is_new_word = True
            continue
        if turn and code > 32 and _angle(raw, index) is not turn:
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        if is_new_word and code > 32:
            style = _style(raw, index)
        is_new_word = code <= 32 or code == 0xA0
        size = abs(pdfium.FPDFText_GetFontSize(raw, index)) * _scale(raw, index, is_new_word)
        left, right, base = box.left, box.right, y.value
        if turn:
            left, _ = turn.place(box.left, box.bottom if turn is Turn.UP else box.top, *page_size)
            right, _ = turn.place(box.left, box.top if turn is Turn.UP else box.bottom, *page_size)
            _, base = turn.place(x.value, y.value, *page_size)
        yield _Letter(chr(code), left, right, base, size, style)


def _scale(raw: object, index: int, is_space: bool) -> float:
    """How much the text matrix enlarges the font; many writers set size 1 and scale."""
    matrix = pdfium.FS_MATRIX()
    if is_space or not pdfium.FPDFText_GetMatrix(raw, index, matrix):
        return 1.0
    return math.hypot(matrix.c, matrix.d) or 1.0


def _style(raw: object, index: int) -> int:
    buffer = ctypes.create_string_buffer(96)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, buffer, 96, flags)
    name = buffer.value.lower()
    weight = pdfium.FPDFText_GetFontWeight(raw, index)
    is_bold = b"bold" in name or b"black" in name or weight >= 600 or bool(flags.value & 1 << 18)
    is_italic = b"italic" in name or b"oblique" in name or bool(flags.value & 1 << 6)
    return is_bold + 2 * is_italic


def _goes_on(before: _Letter, letter: _Letter) -> bool:
    """Same line and no wide gap; a raised small letter still belongs to the line."""
    size = max(before.size, letter.size, 4.0)
    if letter.text.isspace() and letter.right <= letter.left:
        return True
    if abs(letter.base - before.base) > 0.55 * size:
        return False
    return -2.0 * size < letter.left - before.right < _GAP * size


def _segment(run: list[_Letter], cell: int) -> list[Segment]:
    """The segment of a run; two where the agency and the name of the country touch at the head of a document."""
    text = "".join(letter.text for letter in run)
    found = _COUNTRY.search(text)
    if found and not text[: found.start(1)].rstrip().endswith("NƯỚC"):
        return _plain_segment(run[: found.start(1)], cell) + _plain_segment(run[found.start(1) :], _BESIDE)
    return _plain_segment(run, cell)


def _plain_segment(run: list[_Letter], cell: int) -> list[Segment]:
    inked = [letter for letter in run if not letter.text.isspace()]
    if not inked:
        return []
    sizes = sorted(letter.size for letter in inked)
    size = sizes[len(sizes) // 2]
    bases = sorted(letter.base for letter in inked if letter.size > _SMALL * size)
    base = bases[len(bases) // 2] if bases else inked[0].base
    bold = sum(letter.style & 1 for letter in inked)
    italic = sum(letter.style >> 1 for letter in inked)
    segment = Segment(
        text=_text(run, size, base),
        left=min(letter.left for letter in inked),
        right=max(letter.right for letter in inked),
        bottom=base - 0.2 * size,
        top=base + 0.75 * size,
        size=size,
        is_bold=2 * bold > len(inked),
        is_italic=2 * italic > len(inked),
        cell=cell,
    )
    return [segment] if segment.text.strip() else []


def _text(run: list[_Letter], size: float, base: float) -> str:
    """The letters with lost spaces put back; raised small digits are marks of notes: [3]."""
    text, mark = "", ""
    for index, letter in enumerate(run):
        is_mark = letter.text.isdigit() and letter.size < _SMALL * size and letter.base > base + _RAISED * size
        if is_mark:
            mark += letter.text
            continue
        if mark:
            text, mark = _with_mark(text, mark), ""
        before = run[index - 1] if index else None
        gap = letter.left - before.right if before else 0
        if before and gap > _SPACE * size and not letter.text.isspace() and text and not text[-1].isspace():
            text += " "
        text += letter.text
    return _with_mark(text, mark) if mark else text


def _with_mark(text: str, mark: str) -> str:
    """m² stays "m2"; after any other word, raised digits name a note."""
    word = text.rsplit(" ", 1)[-1].lstrip("(/0123456789.,")
    return text + mark if word in _UNITS or text.endswith("/m") else f"{text}[{mark}]"
