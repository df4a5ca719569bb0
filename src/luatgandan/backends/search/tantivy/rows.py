"""What belongs to an entry beside its postings: tokens as numbers, what filters and ranking need, what is shown.

Two files that only grow. `words.tsv`: the vocabulary, one token a line. `rows.bin`: one record an entry, which the
index names by its place; a record holds its lengths, the numbers of its tokens, its head and its stored values. What
an interrupted writer left at the end is never named by the index and does no harm.
"""

import json
import mmap
import os
import struct
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from ..base import MARKED, Candidate, Entry, Field, IndexUnavailableError
from ..words import TOKEN_FIELDS, TokenRows, Words

_HEADER = struct.Struct("<4sIIIIII")
_MAGIC = b"LGD1"
UNIT = 4  # records begin at multiples of this many bytes
_LEVEL = 1
_FIELDS = tuple(Field(name) for name in TOKEN_FIELDS)


class RowsWriter:
    """Appends records; call `flush` before the index names them."""

    def __init__(self, folder: Path) -> None:
        _mend(folder / "words.tsv")
        self.words = Words(read_words(folder / "words.tsv"))
        self._known = len(self.words)
        self._words_file = (folder / "words.tsv").open("a", encoding="utf-8", newline="\n")
        self._file = (folder / "rows.bin").open("ab", buffering=1 << 20)
        self._at = self._file.seek(0, os.SEEK_END)
        self._pad()

    def add(self, entry: Entry) -> int:
        """Append `entry`; its place in units."""
        place = self._at // UNIT
        fields = [self._ids(entry, field) for field in _FIELDS]
        head = json.dumps(_head(entry), ensure_ascii=False, separators=(",", ":")).encode()
        stored = zlib.compress(json.dumps(entry.stored, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL)
        tokens = array("i", chain.from_iterable(fields)).tobytes()
        self._write(_HEADER.pack(_MAGIC, *map(len, fields), len(head), len(stored)) + tokens + head + stored)
        self._pad()
        return place

    def _ids(self, entry: Entry, field: Field) -> list[int]:
        folded = entry.fields.get(field, "")
        marked = entry.fields.get(MARKED[field], "") if field in MARKED else folded
        return self.words.numbers(folded, marked)

    def _write(self, data: bytes) -> None:
        self._at += self._file.write(data)

    def _pad(self) -> None:
        self._write(b"\0" * (-self._at % UNIT))

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


def _head(entry: Entry) -> list[Any]:
    return [entry.id, entry.group, entry.digest, dict(entry.numbers), {k: list(v) for k, v in entry.facets.items()}]


def _mend(path: Path) -> None:
    """Cut off a last line that an interrupted writer did not finish."""
    data = path.read_bytes() if path.exists() else b""
    if data and not data.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(data.rfind(b"\n") + 1)


def read_words(path: Path, start: int = 0) -> list[tuple[str, str]]:
    """(folded, marked) of the finished lines from byte `start`."""
    if not path.exists():
        return []
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
        with (folder / "rows.bin").open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            self._data: mmap.mmap | bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""

    def grown(self) -> "Rows":
        """The same rows with what was appended since; the vocabulary is shared, for it only grows."""
        fresh = Rows.__new__(Rows)
        fresh._folder, fresh.words = self._folder, self.words
        size = (self._folder / "words.tsv").stat().st_size
        for folded, marked in read_words(self._folder / "words.tsv", self._words_size):
            fresh.words.add(folded, marked)
        fresh._words_size = size
        with (self._folder / "rows.bin").open("rb") as file:
            fresh._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return fresh

    def read(self, places: Sequence[int], scores: Sequence[float]) -> tuple[list[Candidate], TokenRows]:
        """The entries at `places`, with their tokens."""
        candidates, parts, bounds, base = [], [], [], 0
        for place, score in zip(places, scores, strict=True):
            at = place * UNIT
            lengths, head_at = self._lengths(at)
            total = sum(lengths[:4])
            parts.append(np.frombuffer(self._data, "<i4", total, at + _HEADER.size))
            bounds.append(_bounds(base, lengths))
            base += total
            candidates.append(self._candidate(head_at, lengths[4], lengths[5], score))
        ids = np.concatenate(parts) if parts else np.zeros(0, np.int32)
        table = np.array(bounds, np.int64).reshape(-1, len(TOKEN_FIELDS) + 1)
        return candidates, TokenRows(ids.astype(np.int32, copy=False), table, self.words)

    def _lengths(self, at: int) -> tuple[tuple[int, ...], int]:
        """The six lengths of the record at byte `at` and where its head begins."""
        try:
            magic, *lengths = _HEADER.unpack_from(self._data, at)
        except struct.error as error:
            raise IndexUnavailableError(f"rows.bin ends before byte {at}: rebuild the index") from error
        head_at = at + _HEADER.size + UNIT * sum(lengths[:4])
        if magic != _MAGIC or head_at + lengths[4] + lengths[5] > len(self._data):
            raise IndexUnavailableError(f"rows.bin is damaged at byte {at}: rebuild the index")
        return tuple(lengths), head_at

    def _candidate(self, at: int, head: int, stored: int, score: float) -> Candidate:
        try:
            id_, group, digest, numbers, facets = json.loads(self._data[at : at + head])
        except ValueError as error:
            raise IndexUnavailableError(f"rows.bin is damaged at byte {at}: rebuild the index") from error
        values = _Stored(self._data, at + head, stored)
        facets = {name: tuple(values) for name, values in facets.items()}
        return Candidate(id=id_, group=group, score=score, numbers=numbers, facets=facets, stored=values, digest=digest)


def _bounds(base: int, lengths: Sequence[int]) -> list[int]:
    found = [base]
    for length in lengths[:4]:
        found.append(found[-1] + length)
    return found


class _Stored(Mapping[str, Any]):
    """Stored values, read when the first of them is asked for."""

    def __init__(self, data: mmap.mmap | bytes, at: int, size: int) -> None:
        self._place = (data, at, size)

    @cached_property
    def _values(self) -> dict[str, Any]:
        data, at, size = self._place
        try:
            values: dict[str, Any] = json.loads(zlib.decompress(data[at : at + size]))
        except (ValueError, zlib.error) as error:
            raise IndexUnavailableError(f"rows.bin is damaged at byte {at}: rebuild the index") from error
        return values

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
