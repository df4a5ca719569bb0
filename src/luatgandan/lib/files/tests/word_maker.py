"""Small Word 97 files for tests: an OLE compound file ([MS-CFB]) with WordDocument and 1Table ([MS-DOC]).

Only what the reader looks at: FIB, one piece table, character and paragraph properties in one page each, fonts.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_SECTOR, _CUTOFF, _FREE, _END, _FAT = 512, 4096, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass(frozen=True)
class Run:
    """Letters with a font index and raw character sprms."""

    text: str
    font: int = 0
    sprms: bytes = b""


BOLD = struct.pack("<HB", 0x0835, 1)
DELETED = struct.pack("<HB", 0x0800, 1)
HIDDEN = struct.pack("<HB", 0x083C, 1)
SPECIAL = struct.pack("<HB", 0x0855, 1)
CENTRE = struct.pack("<HB", 0x2403, 1)
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)


def word97(
    paragraphs: Sequence[tuple[Sequence[Run], bytes]],
    fonts: Sequence[str],
    *,
    flags: int = 0,
    notes: Sequence[Run] = (),
) -> bytes:
    """A document of paragraphs (runs that end with their own mark, paragraph sprms); `notes` is the footnote text."""
    runs = [run for inside, _ in paragraphs for run in inside] + list(notes)
    text = "".join(run.text for run in runs)
    note_length = sum(len(run.text) for run in notes)
    start = 1536
    main = bytearray(start)
    main += text.encode("utf-16-le")
    main += bytes(-len(main) % _SECTOR)
    look_page, shape_page = len(main) // _SECTOR, len(main) // _SECTOR + 1
    main += _look_page(runs, start) + _shape_page(paragraphs, start, 2 * len(text))
    parts = {
        33: b"\x02" + struct.pack("<I", 16) + struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0),
        12: struct.pack("<III", start, start + 2 * len(text), look_page),
        13: struct.pack("<III", start, start + 2 * len(text), shape_page),
        15: _fonts(fonts),
    }
    table, places = bytearray(16), {}
    for index, data in parts.items():
        places[index] = (len(table), len(data))
        table += data
    main[: len(_fib(0, 0, 0, {}))] = _fib(len(text) - note_length, note_length, flags, places)
    return compound({"WordDocument": bytes(main), "1Table": bytes(table)})


def _fib(length: int, notes: int, flags: int, places: dict[int, tuple[int, int]]) -> bytes:
    longs = [0] * 22
    longs[3], longs[4] = length, notes
    pairs = [value for index in range(93) for value in places.get(index, (0, 0))]
    base = struct.pack("<HH6xH", 0xA5EC, 0x00C1, 0x0200 | flags).ljust(32, b"\0")
    return (
        base + struct.pack("<H28x", 14) + struct.pack("<H22i", 22, *longs) + struct.pack(f"<H{len(pairs)}I", 93, *pairs)
    )


def _look_page(runs: Sequence[Run], start: int) -> bytes:
    page, offsets, places, at = bytearray(_SECTOR), [start], [], 510
    for run in runs:
        look = struct.pack("<HHHH", 0x4A4F, run.font, 0x4A51, run.font) + run.sprms
        at -= (len(look) + 2) // 2 * 2
        page[at : at + 1 + len(look)] = bytes([len(look)]) + look
        places.append(at // 2)
        offsets.append(offsets[-1] + 2 * len(run.text))
    _head(page, offsets, [bytes([place]) for place in places])
    return bytes(page)


def _shape_page(paragraphs: Sequence[tuple[Sequence[Run], bytes]], start: int, length: int) -> bytes:
    page, offsets, places, at = bytearray(_SECTOR), [start], [], 510
    for inside, sprms in paragraphs:
        shape = struct.pack("<H", 0) + sprms
        shape += bytes((len(shape) + 1) % 2)
        at -= len(shape) + 1 + (len(shape) + 1) % 2
        page[at : at + 1 + len(shape)] = bytes([(len(shape) + 1) // 2]) + shape
        places.append(at // 2)
        offsets.append(offsets[-1] + 2 * sum(len(run.text) for run in inside))
    if offsets[-1] < start + length:
        offsets.append(start + length)
        places.append(0)
    _head(page, offsets, [bytes([place]) + bytes(12) for place in places])
    return bytes(page)


def _head(page: bytearray, offsets: Sequence[int], entries: Sequence[bytes]) -> None:
    head = struct.pack(f"<{len(offsets)}I", *offsets) + b"".join(entries)
    page[: len(head)] = head
    page[511] = len(entries)


def _fonts(names: Sequence[str]) -> bytes:
    data = struct.pack("<HH", len(names), 0)
    for name in names:
        body = bytes(39) + name.encode("utf-16-le") + b"\0\0"
        data += bytes([len(body)]) + body
    return data


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file; streams are padded so that none is small enough for the mini stream."""
    sectors: list[bytes] = []
    chains: list[int] = []

    def store(data: bytes) -> int:
        first = len(sectors)
        count = max(1, -(-len(data) // _SECTOR))
        for index in range(count):
            sectors.append(data[index * _SECTOR : (index + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
            chains.append(first + index + 1 if index + 1 < count else _END)
        return first

    entries = [_entry("Root Entry", 5, child=1, size=0, start=_END)]
    for index, (name, data) in enumerate(streams.items()):
        data = data.ljust(_CUTOFF, b"\0")
        right = index + 2 if index + 1 < len(streams) else _FREE
        entries.append(_entry(name, 2, right=right, size=len(data), start=store(data)))
    directory = store(b"".join(entries).ljust(_SECTOR, b"\0"))
    count = -(-(len(sectors) + 8) // (_SECTOR // 4))
    fat = [*chains, *[_FAT] * count]
    fat += [_FREE] * (count * _SECTOR // 4 - len(fat))
    table = struct.pack(f"<{len(fat)}I", *fat)
    header = struct.pack(
        "<8s16xHHHHH6xIII4xIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory,
        _CUTOFF, _END, 0, _END, 0,
    )  # fmt: skip
    places = [len(sectors) + index for index in range(count)]
    header += struct.pack("<109I", *places, *[_FREE] * (109 - count))
    return header + b"".join(sectors) + table


def _entry(name: str, kind: int, *, size: int, start: int, child: int = _FREE, right: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", letters, len(letters), kind, 1, _FREE, right, child, 0, start, size
    )  # fmt: skip
