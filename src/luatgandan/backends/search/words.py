"""Tokens as numbers, so that ranking computes positions and distances of many passages at once.

One number stands for one token as written with marks; its folded form is known beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Bounds = NDArray[np.int64]
TOKEN_FIELDS = ("names", "title", "path", "body")  # of TokenRows, in this order
NONE: Ids = np.zeros(0, np.int32)


class Words:
    """A vocabulary that only grows: token with marks ↔ number, and folded form → numbers."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self.marked: list[str] = []
        self.folded: list[str] = []
        self._ids: dict[str, int] = {}
        self._by_folded: dict[str, list[int]] = {}
        for folded, marked in pairs:
            self.add(folded, marked)

    def __len__(self) -> int:
        return len(self.marked)

    def add(self, folded: str, marked: str) -> int:
        """The number of a token, a new one when it is unknown."""
        number = self._ids.setdefault(marked, len(self.marked))
        if number == len(self.marked):
            self.marked.append(marked)
            self.folded.append(folded)
            self._by_folded.setdefault(folded, []).append(number)
        return number

    def numbers(self, folded: str, marked: str) -> list[int]:
        """The numbers of aligned tokens between spaces; unknown ones are added."""
        try:
            return list(map(self._ids.__getitem__, marked.split()))
        except KeyError:
            return [self.add(*pair) for pair in zip(folded.split(), marked.split(), strict=True)]

    def with_marks(self, token: str) -> Ids:
        """The number of exactly this token, none or one."""
        number = self._ids.get(token)
        return NONE if number is None else np.array([number], np.int32)

    def without_marks(self, folded: str) -> Ids:
        """The numbers of all tokens with this folded form."""
        return np.array(self._by_folded.get(folded, ()), np.int32)


class TokenRows:
    """The tokens of candidates, in their order: `ids` of all rows one after another.

    `bounds` has a line for each row: where each of TOKEN_FIELDS begins, and where the row ends.
    """

    def __init__(self, ids: Ids, bounds: Bounds, words: Words) -> None:
        self.ids = ids
        self.bounds = bounds
        self.words = words

    def __len__(self) -> int:
        """How many rows."""
        return len(self.bounds)

    def field(self, row: int, name: str) -> Ids:
        """The tokens of one field of one row."""
        at = TOKEN_FIELDS.index(name)
        return self.ids[self.bounds[row, at] : self.bounds[row, at + 1]]

    @classmethod
    def of(cls, rows: Iterable[Sequence[Ids]], words: Words) -> "TokenRows":
        """From the fields of each row."""
        parts = [list(row) for row in rows]
        lengths = np.array([[0, *map(len, row)] for row in parts], np.int64).reshape(-1, len(TOKEN_FIELDS) + 1)
        starts = np.concatenate(([0], np.cumsum(lengths.sum(axis=1))))[:-1, None]
        flat = [field for row in parts for field in row]
        return cls(np.concatenate(flat) if flat else NONE, starts + lengths.cumsum(axis=1), words)


def token_rows(rows: Iterable[Mapping[Any, str]]) -> TokenRows:
    """The fields of entries (by name, as text) as numbers, with a vocabulary of their own."""
    words = Words()
    parts = []
    for fields in rows:
        folded = [fields.get(name, "") for name in TOKEN_FIELDS]
        marked = [fields.get(f"{name}_marked", fields.get(name, "")) for name in TOKEN_FIELDS]
        parts.append([np.array(words.numbers(*pair), np.int32) for pair in zip(folded, marked, strict=True)])
    return TokenRows.of(parts, words)
