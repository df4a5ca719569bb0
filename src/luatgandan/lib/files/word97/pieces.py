"""The text in order, and the runs and paragraphs that its bytes belong to.

The piece table (Clx, [MS-DOC] 2.8.35) says where in the file each stretch of letters stands, in 8 or 16 bits.
Properties are kept by file offset in pages of 512 bytes (2.8.5, 2.9.33 ChpxFkp and PapxFkp).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..errors import TruncatedFileError
from .container import Word

_CLX, _CHPX, _PAPX = 33, 12, 13
_PAGE = 512


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters `first` up to `end` stand from byte `offset` on, `width` bytes each."""

    first: int
    end: int
    offset: int
    width: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters with the same properties: `look` and `shape` are raw sprms, the latter after its style index."""

    text: str
    first: int
    look: bytes
    shape: bytes


def pieces_of(word: Word) -> list[Piece]:
    """The piece table."""
    clx, at = word.part(_CLX), 0
    while at + 3 <= len(clx) and clx[at] == 1:
        at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
    if at + 5 > len(clx) or clx[at] != 2:
        raise TruncatedFileError
    length = int.from_bytes(clx[at + 1 : at + 5], "little")
    data = clx[at + 5 : at + 5 + length]
    count = (len(data) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", data)
    if any(after < before for before, after in pairwise(places)):
        raise TruncatedFileError
    pieces = []
    for index in range(count):
        offset = int.from_bytes(data[4 * (count + 1) + 8 * index + 2 :][:4], "little")
        is_narrow = bool(offset & 0x40000000)
        offset = (offset & 0x3FFFFFFF) // 2 if is_narrow else offset
        pieces.append(Piece(places[index], places[index + 1], offset, 1 if is_narrow else 2))
    return pieces


class Table:
    """Raw properties by file offset."""

    def __init__(self, word: Word, index: int, is_paragraphs: bool) -> None:
        self._starts: list[int] = []
        self._values: list[bytes] = []
        data = word.part(index)
        count = max(0, (len(data) - 4) // 8)
        for number in struct.unpack_from(f"<{count}I", data, 4 * (count + 1)) if count else ():
            start = (number & 0x3FFFFF) * _PAGE
            page = word.main[start : start + _PAGE]
            if len(page) == _PAGE:
                self._add(page, is_paragraphs)

    def _add(self, page: bytes, is_paragraphs: bool) -> None:
        count = page[_PAGE - 1]
        if 4 * (count + 1) > _PAGE:
            return
        width = 13 if is_paragraphs else 1
        starts = struct.unpack_from(f"<{count + 1}I", page)
        for index in range(count):
            place = 4 * (count + 1) + width * index
            offset = 2 * page[place] if place < _PAGE else 0
            self._starts.append(starts[index])
            self._values.append((_paragraph if is_paragraphs else _run)(page, offset))
        self._starts.append(starts[count])
        self._values.append(b"")

    def at(self, offset: int) -> tuple[bytes, int]:
        """The properties at a file offset, and the offset where they end."""
        index = bisect_right(self._starts, offset) - 1
        end = self._starts[index + 1] if index + 1 < len(self._starts) else 1 << 40
        return (self._values[index] if index >= 0 else b""), max(end, offset + 1)


def _run(page: bytes, offset: int) -> bytes:
    return page[offset + 1 : offset + 1 + page[offset]] if offset else b""


def _paragraph(page: bytes, offset: int) -> bytes:
    """Style index and sprms; a first byte of 0 means that the length follows in words."""
    if not offset or offset + 1 >= _PAGE:
        return b""
    length, start = (2 * page[offset] - 1, offset + 1) if page[offset] else (2 * page[offset + 1], offset + 2)
    return page[start : start + length]


def stretches(word: Word, first: int, end: int) -> Iterator[Stretch]:
    """The letters from `first` up to `end` in stretches of equal properties."""
    looks, shapes = Table(word, _CHPX, False), Table(word, _PAPX, True)
    for piece in pieces_of(word):
        at, last = max(piece.first, first), min(piece.end, end)
        while at < last:
            offset = piece.offset + (at - piece.first) * piece.width
            look, look_end = looks.at(offset)
            shape, shape_end = shapes.at(offset)
            count = min(last - at, max(1, (min(look_end, shape_end) - offset) // piece.width))
            data = word.main[offset : offset + count * piece.width]
            if len(data) < count * piece.width:
                raise TruncatedFileError
            text = data.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")
            yield Stretch(text, at, look, shape)
            at += count
