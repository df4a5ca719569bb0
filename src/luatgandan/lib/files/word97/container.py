"""The OLE compound file and the file information block (FIB) of a Word 97 document ([MS-DOC] 2.5)."""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import olefile

from ..errors import EncryptedFileError, TruncatedFileError, UnknownFormatError, WrongContentError

_MAGIC, _WORD97 = 0xA5EC, 0x00C1
_ENCRYPTED, _TABLE1 = 0x0100, 0x0200
_SUMMARY, _FILETIME = "\x05SummaryInformation", 0x40
_TEXTS = ("main", "notes", "heads", "macros", "remarks", "endnotes", "boxes", "head_boxes")
_OTHERS = {
    "workbook": "Tệp là bảng tính Excel, không phải văn bản. Hãy lưu nội dung thành DOCX hoặc PDF rồi tải lên.",
    "book": "Tệp là bảng tính Excel, không phải văn bản. Hãy lưu nội dung thành DOCX hoặc PDF rồi tải lên.",
    "powerpoint document": "Tệp là bài trình chiếu, không phải văn bản. Hãy lưu thành DOCX hoặc PDF rồi tải lên.",
}


@dataclass(frozen=True, slots=True)
class Word:
    """The streams of a document and where things stand in them. `lengths` are the parts of the text, in letters."""

    main: bytes
    table: bytes
    lengths: dict[str, int]
    places: tuple[tuple[int, int], ...]
    has_macros: bool
    meta: dict[str, str]

    def part(self, index: int) -> bytes:
        """A structure of the table stream by its index in FibRgFcLcb; empty when the document has none."""
        if index >= len(self.places):
            return b""
        start, length = self.places[index]
        return self.table[start : start + length]

    def start_of(self, part: str) -> int:
        """The place of the first letter of a part of the text."""
        return sum(self.lengths[name] for name in _TEXTS[: _TEXTS.index(part)])


def open_word(source: Path | bytes) -> Word:
    """Raises UnreadableFileError."""
    try:
        with olefile.OleFileIO(source) as ole:
            return _read(ole)
    except (OSError, struct.error, IndexError, ValueError, TypeError, MemoryError) as error:
        raise TruncatedFileError from error


def _read(ole: olefile.OleFileIO) -> Word:
    names = {"/".join(entry).lower() for entry in ole.listdir()}
    if "encryptedpackage" in names:
        raise EncryptedFileError
    if "worddocument" not in names:
        raise WrongContentError(next((text for name, text in _OTHERS.items() if name in names), ""))
    main = _stream(ole, "WordDocument")
    magic, version = struct.unpack_from("<HH", main)
    flags = struct.unpack_from("<H", main, 10)[0]
    if magic != _MAGIC:
        raise WrongContentError
    if flags & _ENCRYPTED:
        raise EncryptedFileError
    if version < _WORD97:
        raise UnknownFormatError("Tệp do Word 6.0 hoặc 95 tạo ra. Hãy mở bằng Word, lưu lại thành DOCX rồi tải lên.")
    lengths, places = _fib(main)
    return Word(
        main=main,
        table=_stream(ole, "1Table" if flags & _TABLE1 else "0Table"),
        lengths=lengths,
        places=places,
        has_macros=any(name.startswith(("macros/", "_vba_project")) for name in names),
        meta=_meta(ole),
    )


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    """A whole stream; a shorter one than the directory says is a damaged file."""
    if not ole.exists(name):
        raise TruncatedFileError
    data: bytes = ole.openstream(name).read()
    if len(data) < ole.get_size(name):
        raise TruncatedFileError
    return data


def _fib(main: bytes) -> tuple[dict[str, int], tuple[tuple[int, int], ...]]:
    at = 32
    at += 2 + 2 * struct.unpack_from("<H", main, at)[0]
    count = struct.unpack_from("<H", main, at)[0]
    longs = struct.unpack_from(f"<{count}i", main, at + 2)
    at += 2 + 4 * count
    pairs = struct.unpack_from("<H", main, at)[0]
    numbers = struct.unpack_from(f"<{2 * pairs}I", main, at + 2)
    lengths = {name: max(0, longs[3 + index]) for index, name in enumerate(_TEXTS)}
    return lengths, tuple(zip(numbers[0::2], numbers[1::2], strict=True))


def _meta(ole: olefile.OleFileIO) -> dict[str, str]:
    """When the document was made ([MS-OLEPS] 2.20, property 12); titles in old files are in unknown 8-bit letters.

    Read here because olefile's own reader runs for minutes on a damaged stream.
    """
    if not ole.exists(_SUMMARY):
        return {}
    data: bytes = ole.openstream(_SUMMARY).read()
    try:
        section = struct.unpack_from("<I", data, 44)[0]
        count = min(struct.unpack_from("<I", data, section + 4)[0], 64)
        places = dict(struct.unpack_from("<II", data, section + 8 + 8 * index) for index in range(count))
        kind, ticks = struct.unpack_from("<IQ", data, section + places[12])
        made = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
    except (struct.error, KeyError, OverflowError):
        return {}
    return {"created": made.isoformat(timespec="seconds")} if kind == _FILETIME and ticks else {}
