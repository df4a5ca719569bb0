"""What belongs to an entry beside its postings: tokens as numbers, what filters and ranking need, what is shown.

Two files that only grow. `words.tsv`: the vocabulary, one token a line. `rows.bin`: one record an entry, which the
index names by its place and the length of its first part. The first part is what ranking reads: a line of whole numbers
(how long the parts are, then NUMBERS), the numbers of the tokens, then id, group, kind and digest; the second,
compressed, is what is shown. What an interrupted writer left at the end is never named by the index and does no harm.

Records are read, not mapped: all of them together are larger than what a web process should seem to hold.
"""

import json
import os
import weakref
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base import MARKED, NUMBERS, Candidate, Details, Entry, Field, IndexUnavailableError
from ..words import TOKEN_FIELDS, TokenRows, Words

UNIT = 4  # bytes; records begin at multiples of it
_MAGIC = 0x3144474C
_FIELDS = tuple(Field(name) for name in TOKEN_FIELDS)
_LENGTHS = slice(1, 1 + len(_FIELDS))
_KEY, _REST = 1 + len(_FIELDS), 2 + len(_FIELDS)  # where the header holds the lengths of key and rest, in bytes
_HEADER = 3 + len(_FIELDS) + len(NUMBERS)
_KEYS = 4  # id, group, kind, digest
_LEVEL = 1
_DAMAGED = "rows.bin is damaged: rebuild the index"
_LARGEST = 2**31 - 1
_PLACE_BITS, _MOST_UNITS = 16, 2**16 - 1  # the index holds place << 16 | units of the first part


class RowsWriter:
    """Appends records; call `flush` before the index names them."""

    def __init__(self, folder: Path) -> None:
        _mend(folder / "words.tsv")
        self.words = Words(read_words(folder / "words.tsv")[0])
        self._known = len(self.words)
        self._words_file = (folder / "words.tsv").open("a", encoding="utf-8", newline="\n")
        self._file = (folder / "rows.bin").open("ab", buffering=1 << 20)
        self._at = self._file.seek(0, os.SEEK_END)
        self._write(b"\0" * (-self._at % UNIT))

    def add(self, entry: Entry) -> int:
        """Append `entry`; where it stands, as `Rows.read` takes it."""
        place = self._at // UNIT
        fields = [self._ids(entry, field) for field in _FIELDS]
        key = f"{entry.id}\0{entry.group}\0{entry.kind}\0{entry.digest}".encode()
        rest = zlib.compress(_json([dict(entry.facets), dict(entry.stored)]).encode(), _LEVEL)
        numbers = [min(entry.numbers.get(name, 0), _LARGEST) for name in NUMBERS]
        header = [_MAGIC, *map(len, fields), len(key), len(rest), *numbers]
        record = array("i", sum(fields, header)).tobytes() + key + rest
        self._write(record + b"\0" * (-len(record) % UNIT))
        first = _HEADER + sum(map(len, fields)) + _units(len(key))
        return place << _PLACE_BITS | min(first, _MOST_UNITS)

    def _ids(self, entry: Entry, field: Field) -> list[int]:
        """The numbers of a field's tokens; of names none: they are only looked up, and each article has its own."""
        if field not in MARKED:
            return []
        return self.words.numbers(entry.fields.get(field, ""), entry.fields.get(MARKED[field], ""))

    def _write(self, data: bytes) -> None:
        self._at += self._file.write(data)

    def flush(self) -> None:
        """Everything added is on disk on return."""
        new = zip(self.words.folded[self._known :], self.words.marked[self._known :], strict=True)
        self._words_file.writelines(f"{folded}\t{marked}\n" for folded, marked in new)
        self._known = len(self.words)
        for file in (self._words_file, self._file):
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Close the files; what was not flushed may be lost."""
        self._words_file.close()
        self._file.close()


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _mend(path: Path) -> None:
    """Cut off a last line that an interrupted writer did not finish."""
    data = path.read_bytes() if path.exists() else b""
    if data and not data.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(data.rfind(b"\n") + 1)


def read_words(path: Path, start: int = 0) -> tuple[list[tuple[str, str]], int]:
    """(folded, marked) of the finished lines from byte `start`, and where they end: a writer may be at the next one."""
    with path.open("rb") as file:
        file.seek(start)
        *lines, unfinished = (data := file.read()).split(b"\n")
    pairs = (line.decode().split("\t") for line in lines)
    return [(folded, marked) for folded, marked in pairs], start + len(data) - len(unfinished)


class _File:
    """A file that is read from anywhere by several threads, and closed with its last reader."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._handle)

    def read(self, size: int, at: int) -> bytes:
        """At most `size` bytes from byte `at`."""
        return os.pread(self._handle, size, at)

    def size(self) -> int:
        """Bytes."""
        return os.fstat(self._handle).st_size


class Rows:
    """Reads records."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        known, self._words_end = read_words(folder / "words.tsv")
        self.words = Words(known)
        self._file = _File(folder / "rows.bin")

    def grow(self) -> None:
        """Learn the words that were appended since."""
        new, self._words_end = read_words(self._folder / "words.tsv", self._words_end)
        for folded, marked in new:
            self.words.add(folded, marked)

    def read(self, rows: Sequence[int], scores: Sequence[float]) -> tuple[list[Candidate], TokenRows]:
        """The entries at `rows`, with their tokens."""
        firsts = [self._first(row) for row in rows]
        data = np.frombuffer(b"".join(firsts), "<i4")
        headers, starts = _headers(data, firsts)
        lengths = headers[:, _LENGTHS].astype(np.int64)
        bounds = np.cumsum(np.column_stack([starts + _HEADER, lengths]), axis=1)
        keys = UNIT * (_HEADER + lengths.sum(axis=1))
        ends = keys + headers[:, _KEY]
        candidates = list(self._candidates(rows, firsts, headers, keys.tolist(), ends.tolist(), scores))
        return candidates, TokenRows(data, bounds, self.words).take(np.arange(len(rows)))

    def digests(self, rows: Sequence[int]) -> Iterator[tuple[str, str]]:
        """(id, digest) of the entries at `rows`."""
        firsts = [self._first(row) for row in rows]
        headers, _ = _headers(np.frombuffer(b"".join(firsts), "<i4"), firsts)
        for first, header in zip(firsts, headers.tolist(), strict=True):
            at = UNIT * (_HEADER + sum(header[_LENGTHS]))
            id_, *_, digest = _key(first, at, at + header[_KEY])
            yield id_, digest

    def _first(self, row: int) -> bytes:
        """The first part of one record; of a very long one the index does not know how long it is."""
        place, units = row >> _PLACE_BITS, row & _MOST_UNITS
        first = self._file.read(units * UNIT, place * UNIT)
        if units < _MOST_UNITS or len(first) < _HEADER * UNIT:
            return first
        header = array("i", first[: _HEADER * UNIT])
        whole = UNIT * (_HEADER + sum(header[_LENGTHS]) + _units(header[_KEY]))
        return self._file.read(whole, place * UNIT) if 0 < whole < self._file.size() else first

    def _candidates(
        self, rows: Sequence[int], firsts: Sequence[bytes], headers: NDArray[np.int32],
        keys: Sequence[int], ends: Sequence[int], scores: Sequence[float],
    ) -> Iterator[Candidate]:  # fmt: skip
        """`keys`, `ends`: where id, group, kind and digest of each record begin and end."""
        file, told = self._file, (dict(zip(NUMBERS, line, strict=True)) for line in headers[:, _REST + 1 :].tolist())
        sizes = headers[:, _REST].tolist()
        for row, first, at, end, score, numbers, size in zip(
            rows, firsts, keys, ends, scores, told, sizes, strict=True
        ):
            id_, group, kind, _ = _key(first, at, end)
            yield Candidate(id_, group, kind, score, numbers, _Packed(file, UNIT * (row >> _PLACE_BITS) + end, size))


def _headers(data: NDArray[np.int32], firsts: Sequence[bytes]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The header of each record and where it begins in `data`, all first parts in a row; raises on damage."""
    sizes = np.array([len(first) for first in firsts], np.int64) // UNIT
    if len(sizes) and sizes.min() < _HEADER:
        raise IndexUnavailableError(_DAMAGED)
    starts = np.cumsum(sizes) - sizes
    headers: NDArray[np.int32] = data[starts[:, None] + np.arange(_HEADER)]
    whole = _HEADER + headers[:, _LENGTHS].sum(axis=1, dtype=np.int64) - (-headers[:, _KEY] // UNIT)
    if (headers[:, 0] != _MAGIC).any() or (headers[:, 1 : _REST + 1] < 0).any() or (whole != sizes).any():
        raise IndexUnavailableError(_DAMAGED)
    return headers, starts


def _units(size: int) -> int:
    """How many units `size` bytes need."""
    return -(-size // UNIT)


def _key(first: bytes, at: int, end: int) -> list[str]:
    """id, group, kind and digest."""
    try:
        key = first[at:end].decode().split("\0")
    except ValueError as error:
        raise IndexUnavailableError(_DAMAGED) from error
    if len(key) != _KEYS:
        raise IndexUnavailableError(_DAMAGED)
    return key


class _Packed(Details):
    """Facets and stored values of one record."""

    def __init__(self, file: _File, at: int, size: int) -> None:
        self._place = (file, at, size)

    @cached_property
    def _values(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Any]]:
        file, at, size = self._place
        try:
            facets, stored = json.loads(zlib.decompress(file.read(size, at)))
        except (OSError, ValueError, zlib.error) as error:
            raise IndexUnavailableError(_DAMAGED) from error
        return {name: tuple(values) for name, values in facets.items()}, stored

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """As they were put in."""
        return self._values[0]

    @property
    def stored(self) -> Mapping[str, Any]:
        """As it was put in."""
        return self._values[1]
