"""What belongs to an entry beside its postings: tokens as numbers, what filters and ranking need, what is shown.

Two files that only grow. `words.tsv`: the vocabulary, one token a line. `rows.bin`: one record an entry, which the
index names by its place. A record is a line of whole numbers (how long its parts are, then NUMBERS), the numbers of its
tokens, its id, group and digest, and what is shown, compressed. What an interrupted writer left at the end is never
named by the index and does no harm.
"""

import json
import os
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
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
_LEVEL = 1
_LARGEST = 2**31 - 1


class RowsWriter:
    """Appends records; call `flush` before the index names them."""

    def __init__(self, folder: Path) -> None:
        _mend(folder / "words.tsv")
        self.words = Words(read_words(folder / "words.tsv"))
        self._known = len(self.words)
        self._words_file = (folder / "words.tsv").open("a", encoding="utf-8", newline="\n")
        self._file = (folder / "rows.bin").open("ab", buffering=1 << 20)
        self._at = self._file.seek(0, os.SEEK_END)
        self._write(b"\0" * (-self._at % UNIT))

    def add(self, entry: Entry) -> int:
        """Append `entry`; its place in units."""
        place = self._at // UNIT
        fields = [self._ids(entry, field) for field in _FIELDS]
        key = f"{entry.id}\0{entry.group}\0{entry.digest}".encode()
        rest = zlib.compress(_json([dict(entry.facets), dict(entry.stored)]), _LEVEL)
        numbers = [min(entry.numbers.get(name, 0), _LARGEST) for name in NUMBERS]
        header = [_MAGIC, *map(len, fields), len(key), len(rest), *numbers]
        record = array("i", chain(header, *fields)).tobytes() + key + rest
        self._write(record + b"\0" * (-len(record) % UNIT))
        return place

    def _ids(self, entry: Entry, field: Field) -> list[int]:
        folded = entry.fields.get(field, "")
        marked = entry.fields.get(MARKED[field], "") if field in MARKED else folded
        return self.words.numbers(folded, marked)

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


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _mend(path: Path) -> None:
    """Cut off a last line that an interrupted writer did not finish."""
    data = path.read_bytes() if path.exists() else b""
    if data and not data.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(data.rfind(b"\n") + 1)


def read_words(path: Path, start: int = 0) -> list[tuple[str, str]]:
    """(folded, marked) of the finished lines from byte `start`."""
    with path.open("rb") as file:
        file.seek(start)
        lines = file.read().split(b"\n")[:-1]
    pairs = (line.decode().split("\t") for line in lines)
    return [(folded, marked) for folded, marked in pairs]


class Rows:
    """Reads records, through memory that the system shares between processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._words_size = (folder / "words.tsv").stat().st_size
        self.words = Words(read_words(folder / "words.tsv"))
        self._data = _mapped(folder / "rows.bin")

    def grown(self) -> "Rows":
        """The same rows with what was appended since; the vocabulary is shared, for it only grows."""
        fresh = Rows.__new__(Rows)
        fresh._folder, fresh.words = self._folder, self.words
        fresh._words_size = (self._folder / "words.tsv").stat().st_size
        for folded, marked in read_words(self._folder / "words.tsv", self._words_size):
            fresh.words.add(folded, marked)
        fresh._data = _mapped(self._folder / "rows.bin")
        return fresh

    def read(self, places: Sequence[int], scores: Sequence[float]) -> tuple[list[Candidate], TokenRows]:
        """The entries at `places`, with their tokens."""
        starts = np.array(places, np.int64).reshape(-1)
        headers = self._headers(starts)
        lengths = headers[:, _LENGTHS].astype(np.int64)
        totals = lengths.sum(axis=1)
        begins = starts + _HEADER
        ends = begins + totals
        data = self._data
        parts = [data[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        bounds = np.cumsum(np.column_stack([np.zeros_like(totals), lengths]), axis=1)
        bounds += np.concatenate([[0], np.cumsum(totals)])[:-1, None]
        ids = np.concatenate(parts) if parts else np.zeros(0, np.int32)
        return self._candidates(headers.tolist(), ends.tolist(), scores), TokenRows(ids, bounds, self.words)

    def digests(self, places: Sequence[int]) -> Iterator[tuple[str, str]]:
        """(id, digest) of the entries at `places`."""
        starts = np.array(places, np.int64).reshape(-1)
        headers = self._headers(starts)
        ends = starts + _HEADER + headers[:, _LENGTHS].sum(axis=1)
        for header, end in zip(headers.tolist(), ends.tolist(), strict=True):
            id_, _, digest = self._text(end * UNIT, header[_KEY])
            yield id_, digest

    def _headers(self, starts: NDArray[np.int64]) -> NDArray[np.int32]:
        if len(starts) and starts.max() + _HEADER > len(self._data):
            raise IndexUnavailableError("rows.bin is shorter than the index says: rebuild the index")
        headers: NDArray[np.int32] = self._data[starts[:, None] + np.arange(_HEADER)]
        sizes = headers[:, 1 : _REST + 1]
        lasts = starts + _HEADER + headers[:, _LENGTHS].sum(axis=1) + headers[:, _KEY : _REST + 1].sum(axis=1) // UNIT
        if (headers[:, 0] != _MAGIC).any() or (sizes < 0).any() or (lasts > len(self._data)).any():
            raise IndexUnavailableError("rows.bin is damaged: rebuild the index")
        return headers

    def _candidates(self, headers: list[list[int]], ends: list[int], scores: Sequence[float]) -> list[Candidate]:
        found = []
        for header, end, score in zip(headers, ends, scores, strict=True):
            at = end * UNIT
            id_, group, _ = self._text(at, header[_KEY])
            numbers = dict(zip(NUMBERS, header[_REST + 1 :], strict=True))
            rest = at + header[_KEY]
            found.append(Candidate(id_, group, score, numbers, _Packed(self._data, rest, header[_REST])))
        return found

    def _text(self, at: int, size: int) -> list[str]:
        """id, group and digest of one record."""
        units = self._data[at // UNIT : (at + size) // UNIT + 1]
        try:
            id_, group, digest = units.tobytes()[:size].decode().split("\0")
        except ValueError as error:
            raise IndexUnavailableError("rows.bin is damaged: rebuild the index") from error
        return [id_, group, digest]


def _mapped(path: Path) -> NDArray[np.int32]:
    """The whole units of a file as numbers, read from disk when they are looked at."""
    size = path.stat().st_size // UNIT
    return np.memmap(path, "<i4", "r", shape=(size,)).view(np.ndarray) if size else np.zeros(0, np.int32)


class _Packed(Details):
    """Facets and stored values of one record."""

    def __init__(self, data: NDArray[np.int32], at: int, size: int) -> None:
        self._place = (data, at, size)

    @cached_property
    def _values(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Any]]:
        data, at, size = self._place
        first = at // UNIT
        packed = data[first : (at + size) // UNIT + 1].tobytes()[at - first * UNIT :][:size]
        try:
            facets, stored = json.loads(zlib.decompress(packed))
        except (ValueError, zlib.error) as error:
            raise IndexUnavailableError("rows.bin is damaged: rebuild the index") from error
        return {name: tuple(values) for name, values in facets.items()}, stored

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """As they were put in."""
        return self._values[0]

    @property
    def stored(self) -> Mapping[str, Any]:
        """As it was put in."""
        return self._values[1]
