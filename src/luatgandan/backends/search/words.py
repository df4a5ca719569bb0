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
        known = self._ids.get
        try:
            return list(map(self._ids.__getitem__, marked.split()))
        except KeyError:
            words = zip(folded.split(), marked.split(), strict=True)
            return [self.add(plain, word) if (number := known(word)) is None else number for plain, word in words]

    def with_marks(self, token: str) -> Ids:
        """The number of exactly this token, none or one."""
        number = self._ids.get(token)
        return NONE if number is None else np.array([number], np.int32)

    def without_marks(self, folded: str) -> Ids:
        """The numbers of all tokens with this folded form."""
        return np.array(self._by_folded.get(folded, ()), np.int32)


class TokenRows:
    """The tokens of candidates, in their order: `ids` of all rows one after another.

    `bounds` has a line for each row: where each of TOKEN_FIELDS begins, and where the row ends. Names may be left out.
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

    def are(self, words: Ids) -> NDArray[np.bool_]:
        """For each token of all rows, whether it is one of `words`."""
        wanted = np.zeros(len(self.words), bool)
        wanted[words] = True
        found: NDArray[np.bool_] = wanted[self.ids]
        return found

    def begins(self) -> NDArray[np.bool_]:
        """For each token of all rows, whether a row begins with it."""
        found = np.zeros(len(self.ids) + 1, bool)  # an empty last row begins behind all tokens
        found[self.bounds[:, 0]] = True
        return found[:-1]

    def take(self, rows: Sequence[int] | NDArray[np.int64]) -> "TokenRows":
        """Some rows, in this order."""
        bounds = self.bounds[rows]
        parts = [self.ids[start:end] for start, end in bounds[:, [0, -1]].tolist()]
        sizes = bounds[:, -1] - bounds[:, 0]
        starts = np.cumsum(sizes) - sizes
        return TokenRows(np.concatenate([NONE, *parts]), bounds - bounds[:, :1] + starts[:, None], self.words)


def token_rows(rows: Iterable[Mapping[Any, str]], words: Words) -> TokenRows:
    """The fields of entries (by name, as text) as numbers; unknown words are added to `words`."""
    texts = [(one.get(name, ""), one.get(f"{name}_marked", one.get(name, ""))) for one in rows for name in TOKEN_FIELDS]
    folded, marked = (" ".join(text[at] for text in texts) for at in (0, 1))
    sizes = np.array([text.count(" ") + 1 if text else 0 for text, _ in texts], np.int64)
    starts = (np.cumsum(sizes) - sizes).reshape(-1, len(TOKEN_FIELDS))
    ends = starts[:, -1:] + sizes.reshape(starts.shape)[:, -1:]
    return TokenRows(np.array(words.numbers(folded, marked), np.int32), np.hstack([starts, ends]), words)
