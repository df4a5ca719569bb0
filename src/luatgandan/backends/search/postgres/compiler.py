"""From our plan to conditions of SQL, and the exact ranking of what the database found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base import MARKED, NUMBERS, Clause, Field, Filter, Occur
from ..bm25 import bm25, rarity
from ..words import TOKEN_FIELDS, TokenRows
from . import tables
from .tables import Index, facet, lengths_of

_ROUGH = 20_000  # lexemes of entries that are added up, those of the rarest clauses
_PLAIN = {marked: field for field, marked in MARKED.items()}
Places = NDArray[np.int64]
Floats = NDArray[np.float64]


def lexeme(one: Clause) -> str:
    """What a clause looks for."""
    return tables.lexeme(one.field, one.term)


def asking(one: Clause) -> str:
    """The tsquery of one clause."""
    return "'" + lexeme(one).replace("\\", "\\\\").replace("'", "''") + "'"


def rarest(clauses: Sequence[Clause], counts: Mapping[str, int]) -> list[Clause]:
    """The rarest clauses, as long as they do not stand in too many entries together; what is required in any case."""
    kept: list[Clause] = []
    total = 0
    for one in sorted(clauses, key=lambda one: (one.occur is not Occur.MUST, counts[lexeme(one)])):
        total += counts[lexeme(one)]
        if kept and total > _ROUGH and one.occur is not Occur.MUST:
            break
        kept.append(one)
    return kept


def wanted(clauses: Sequence[Clause]) -> str:
    """The tsquery for all that matches: all required clauses, else any of them, and none of the excluded."""
    required = [asking(one) for one in clauses if one.occur is Occur.MUST]
    optional = [asking(one) for one in clauses if one.occur is Occur.SHOULD]
    excluded = [f"!{asking(one)}" for one in clauses if one.occur is Occur.MUST_NOT]
    any_of = [] if required or not optional else [f"({' | '.join(optional)})"]
    return " & ".join([*required, *any_of, *excluded])


@dataclass(frozen=True, slots=True)
class Condition:
    """What stands behind WHERE, and its values."""

    sql: str
    values: Sequence[object]


def passing(filters: Iterable[Filter]) -> Condition:
    """For what passes all `filters`."""
    tests = [_filter(one) for one in filters]
    return Condition(
        " AND ".join(["true", *(part for part, _ in tests)]), [one for _, values in tests for one in values]
    )


def matching(clauses: Sequence[Clause], filters: Iterable[Filter]) -> Condition:
    """For what matches `clauses` (everything, without them) and passes `filters`."""
    allowed = passing(filters)
    if not clauses:
        return allowed
    return Condition(f"{tables.LEXEMES} @@ %s::tsquery AND {allowed.sql}", [wanted(clauses), *allowed.values])


def _filter(one: Filter) -> tuple[str, list[object]]:
    if one.low is not None or one.high is not None:
        if one.name not in NUMBERS:
            return "false", []
        bounds = [(">=", one.low), ("<=", one.high)]
        return (
            " AND ".join(f"{one.name} {sign} %s" for sign, bound in bounds if bound is not None),
            [bound for _, bound in bounds if bound is not None],
        )
    if one.name in ("id", "group"):
        return f"{'grp' if one.name == 'group' else 'id'} = ANY(%s)", [list(one.values)]
    return "facets && %s", [[facet(one.name, value) for value in one.values]]


def scores(tokens: TokenRows, clauses: Iterable[Clause], counts: Mapping[str, int], index: Index) -> Floats:
    """Weighted BM25 of each row."""
    text = _Text(tokens)
    lengths = lengths_of(text.sizes)
    found = np.zeros(len(tokens))
    for one in clauses:
        worth = one.weight * rarity(counts[lexeme(one)], index.entries)
        length = lengths[one.field].astype(np.float64)
        found += worth * bm25(text.count(one), length, index.average(one.field))
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
