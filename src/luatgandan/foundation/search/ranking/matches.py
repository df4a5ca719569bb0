"""Where the terms of a query stand in the tokens of the passages that an engine found."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from luatgandan.backends.search.words import TokenRows

from .terms import Floats, Ints, Terms, codes_of

ZONES = TITLE, PATH, BODY = 0, 1, 2  # in the order of the tokens
_FIRST = 1  # column of TokenRows.bounds where the title begins


@dataclass(frozen=True, slots=True)
class Matches:
    """All places where a term stands: parallel arrays, in reading order."""

    rows: int
    term: Ints
    row: Ints
    zone: Ints
    place: Ints  # counted over all tokens of all rows
    depth: Ints  # counted from the beginning of the zone
    exact: NDArray[np.bool_]  # bears the marks that were typed
    lengths: Ints  # (rows, zones)
    which: NDArray[np.int16]  # of each word of the vocabulary: which term it is, -1 for none

    def counts(self, zones: tuple[int, ...], terms: int, *, exact: bool = False) -> Floats:
        """How often each term stands in these zones of each row: (rows, terms)."""
        wanted = np.array([zone in zones for zone in ZONES])
        keep = wanted[self.zone] & self.exact if exact else wanted[self.zone]
        at = self.row[keep] * terms + self.term[keep]
        return np.bincount(at, minlength=self.rows * terms).reshape(self.rows, terms).astype(np.float32)


def find(terms: Terms, tokens: TokenRows) -> Matches:
    """The places of `terms` in `tokens`."""
    which, exact = codes_of(terms, tokens.words)
    found = which[tokens.ids]
    place = np.flatnonzero(found >= 0)
    bounds = tokens.bounds
    row = np.searchsorted(bounds[:, 0], place, side="right") - 1
    place, row = _inside(place, row, bounds)
    zone = (place >= bounds[row, _FIRST + 1]).astype(np.int64) + (place >= bounds[row, _FIRST + 2])
    return Matches(
        rows=len(bounds),
        term=found[place].astype(np.int64),
        row=row,
        zone=zone,
        place=place,
        depth=place - bounds[row, _FIRST + zone],
        exact=exact[tokens.ids[place]],
        lengths=np.diff(bounds[:, _FIRST:], axis=1),
        which=which,
    )


def _inside(place: Ints, row: Ints, bounds: Ints) -> tuple[Ints, Ints]:
    """Without what stands among the names."""
    keep = place >= bounds[row, _FIRST]
    return place[keep], row[keep]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Neighbouring terms of the query that stand side by side: `at` is the place of the second among the matches."""

    at: Ints
    pair: Ints
    table: Ints  # (terms × terms) → pair, -1 for none


def find_pairs(terms: Terms, matches: Matches) -> Pairs:
    """The places of the query's pairs."""
    count = len(terms.folded)
    table = np.full(count * count, -1, np.int64)
    table[terms.pairs[:, 0] * count + terms.pairs[:, 1]] = np.arange(len(terms.pairs))
    at, pair = ordered(matches, table, count, step=1, gap=1)
    return Pairs(at, pair, table)


def ordered(matches: Matches, table: Ints, count: int, *, step: int, gap: int) -> tuple[Ints, Ints]:
    """Pairs in order, `step` matches apart and at most `gap` tokens: (place of the second, pair)."""
    if len(matches.term) <= step:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pair = table[matches.term[:-step] * count + matches.term[step:]]
    near = matches.place[step:] - matches.place[:-step] <= gap
    same = (matches.row[step:] == matches.row[:-step]) & (matches.zone[step:] == matches.zone[:-step])
    keep = np.flatnonzero(near & same & (pair >= 0))
    return keep + step, pair[keep]
