"""The exact ranking of what an engine found roughly: weighted BM25 over the tokens of its candidates.

For engines whose own score is not that of the others (PostgreSQL has none, a cluster reckons with other averages).
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .base import MARKED, Clause, Field, Occur, Plan
from .bm25 import bm25, rarity
from .words import TOKEN_FIELDS, TokenRows, Words, token_rows

RANKED = 500  # entries that are ranked here
_MOST_WORDS = 500_000
_PLAIN = {marked: field for field, marked in MARKED.items()}
Places = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Whole:
    """What BM25 needs of the whole index."""

    entries: int
    lengths: Mapping[str, int]  # tokens in all entries, by field

    def average(self, field: Field) -> float:
        """The mean number of tokens of a field."""
        return self.lengths.get(field, 0) / max(1, self.entries) or 1.0


class Numbering:
    """Gives numbers to words as this process meets them; begins anew when they are too many."""

    def __init__(self) -> None:
        self._words = Words()
        self._lock = threading.Lock()

    def rows(self, entries: Iterable[Mapping[Any, str]]) -> TokenRows:
        """The tokens of entries, from their fields by name."""
        with self._lock:
            if len(self._words) > _MOST_WORDS:
                self._words = Words()
            return token_rows(entries, self._words)


def finds_nothing(plan: Plan, clauses: Sequence[Clause]) -> bool:
    """Whether there is nothing to look for, as there is where terms are only excluded."""
    is_browsing = plan.order and not plan.clauses
    return not is_browsing and not any(one.occur is not Occur.MUST_NOT for one in clauses)


def best(
    ids: Sequence[str], tokens: TokenRows, held: Iterable[tuple[Clause, int]], whole: Whole, limit: int
) -> list[tuple[int, float]]:
    """Which rows are best, with their scores, best first; `held`: the clauses, each with how many entries hold it."""
    worths = _scores(tokens, held, whole).tolist()
    found = sorted((-worth, id_, at) for at, (worth, id_) in enumerate(zip(worths, ids, strict=True)) if worth > 0)
    return [(at, worths[at]) for *_, at in found[:limit]]


def _scores(tokens: TokenRows, held: Iterable[tuple[Clause, int]], whole: Whole) -> Floats:
    """Weighted BM25 of each row."""
    text = _Text(tokens)
    lengths = lengths_of(text.sizes)
    found = np.zeros(len(tokens))
    for one, holders in held:
        worth = one.weight * rarity(holders, whole.entries)
        length = lengths[one.field].astype(np.float64)
        found += worth * bm25(text.count(one), length, whole.average(one.field))
    return found


def lengths_of(sizes: NDArray[np.integer]) -> dict[Field, NDArray[np.integer]]:
    """How many tokens each field has, from those of TOKEN_FIELDS (fields, rows)."""
    found = dict(zip(map(Field, TOKEN_FIELDS), sizes, strict=True))
    pairs = np.maximum(np.array([found[field] for field in MARKED]) - 1, 0).sum(axis=0)
    return found | {marked: found[field] for field, marked in MARKED.items()} | {Field.PAIRS: pairs}


def sizes_of(texts: Iterable[str]) -> dict[str, int]:
    """How many tokens each field of one entry has, from the texts of its TOKEN_FIELDS."""
    sizes = np.array([[len(text.split())] for text in texts])
    return {field.value: int(size[0]) for field, size in lengths_of(sizes).items()}


def facet(name: str, value: str) -> str:
    """A value of a facet as one word."""
    return f"{name}:{value}"


def facets_in(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Values by the name of the facet, from such words."""
    found: dict[str, tuple[str, ...]] = {}
    for name, _colon, value in (one.partition(":") for one in words):
        found[name] = (*found.get(name, ()), value)
    return found


class _Text:
    """The tokens of all rows in a line, and where in it words stand."""

    def __init__(self, tokens: TokenRows) -> None:
        self._tokens, self._ids, self._words = tokens, tokens.ids, tokens.words
        sizes = np.diff(tokens.bounds, axis=1)
        self.sizes: Places = sizes.T  # (fields, rows)
        self._cell = np.repeat(np.arange(sizes.size), sizes.ravel())  # which field of which row a token stands in

    def count(self, one: Clause) -> Floats:
        """How often a clause's term stands in its field of each row."""
        field = _PLAIN.get(one.field, one.field)
        if field is Field.PAIRS:
            return self._per_row(self._neighbours(one.term), [TOKEN_FIELDS.index(field) for field in MARKED])
        words = self._words.with_marks(one.term) if one.field in _PLAIN else self._words.without_marks(one.term)
        return self._per_row(np.flatnonzero(self._tokens.are(words)), [TOKEN_FIELDS.index(field)])

    def _neighbours(self, pair: str) -> Places:
        """Where the first of two neighbours of one field stands."""
        first, _, second = pair.partition("_")
        at = np.flatnonzero(self._tokens.are(self._words.without_marks(first))[:-1])
        follows = np.isin(self._ids[at + 1], self._words.without_marks(second))
        found: Places = at[follows & (self._cell[at] == self._cell[at + 1])]
        return found

    def _per_row(self, at: Places, fields: Sequence[int]) -> Floats:
        rows, which = np.divmod(self._cell[at], len(TOKEN_FIELDS))
        return np.bincount(rows[np.isin(which, fields)], minlength=self.sizes.shape[1]).astype(np.float64)
