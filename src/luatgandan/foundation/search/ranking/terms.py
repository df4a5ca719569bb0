"""The words of a query as numbers for ranking: how rare each is, which neighbours they have."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from luatgandan.backends.search.base import Field
from luatgandan.backends.search.words import Words

from ..pipeline.values import QueryAnalysis, Syllable

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Frequencies = Callable[[Field, Iterable[str]], Mapping[str, int]]
MOST = 60  # syllables; of longer stories the first
ASKING = np.float32(0.15)  # what a word that only asks weighs beside others
_ABSENT = -1


@dataclass(frozen=True, slots=True)
class Terms:
    """Distinct folded syllables of a query, `order` of their places in it, and distinct neighbours (`pairs`)."""

    folded: tuple[str, ...]
    typed: tuple[str, ...]  # with marks; "" where none were typed
    order: Ints
    share: Floats  # 1, less where it only asks
    weight: Floats  # idf of each, less where it only asks
    marked_weight: Floats
    likelihood: Floats  # share of all entries that hold the term
    pairs: Ints  # (first, second) places in `folded`
    pair_weight: Floats
    share_marked: float

    @property
    def total(self) -> float:
        """The weight of all."""
        return float(self.weight.sum()) + 1e-6


def terms_of(analysis: QueryAnalysis, frequencies: Frequencies, entries: int) -> Terms:
    """The terms of a query; `frequencies` and `entries` as the engine knows them."""
    syllables = analysis.syllables[:MOST]
    first: dict[str, Syllable] = {}
    for one in syllables:
        first.setdefault(one.folded, one)
    places = {folded: place for place, folded in enumerate(first)}
    order = np.array([places[one.folded] for one in syllables], np.int64)
    typed = [one.typed if one.has_marks else "" for one in first.values()]
    pairs = list(dict.fromkeys(pairwise(order.tolist())))
    folded = list(first)
    plain = _idf(frequencies(Field.BODY, folded), folded, entries)
    marked = _idf(frequencies(Field.BODY_MARKED, filter(None, typed)), typed, entries)
    asks = np.array([one.is_stop for one in first.values()], bool)
    scale = np.where(asks & ~asks.all(), ASKING, np.float32(1)).astype(np.float32)
    return Terms(
        folded=tuple(folded),
        typed=tuple(typed),
        order=order,
        share=scale,
        weight=plain * scale,
        marked_weight=np.where(marked > 0, marked, plain) * scale,
        likelihood=np.exp(-plain),
        pairs=np.array(pairs, np.int64).reshape(-1, 2),
        pair_weight=_pair_weights(folded, pairs, asks, frequencies, entries),
        share_marked=sum(one.has_marks for one in syllables) / max(1, len(syllables)),
    )


def _pair_weights(
    folded: Sequence[str], pairs: Sequence[tuple[int, int]], asks: NDArray[np.bool_], look: Frequencies, entries: int
) -> Floats:
    joined = [f"{folded[first]}_{folded[second]}" for first, second in pairs]
    both = np.array([asks[first] and asks[second] for first, second in pairs], bool)
    return _idf(look(Field.PAIRS, joined), joined, entries) * np.where(both, ASKING, np.float32(1))


def _idf(counts: Mapping[str, int], terms: Sequence[str], entries: int) -> Floats:
    """log(1 + (N - n + ½) / (n + ½)), as BM25 has it; 0 for what was not asked for."""
    found = np.array([counts.get(term, _ABSENT) for term in terms], np.float64)
    rarity = np.log1p(np.maximum(entries - found, 0) + 0.5) - np.log(np.maximum(found, 0) + 0.5)
    return np.where(found == _ABSENT, 0.0, np.maximum(rarity, 0.01)).astype(np.float32)


def codes_of(terms: Terms, words: Words) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """For every token of the vocabulary: which term it is (-1: none), and whether it bears the marks typed."""
    which = np.full(len(words), -1, np.int16)
    exact = np.ones(len(words), bool)
    for place, (folded, typed) in enumerate(zip(terms.folded, terms.typed, strict=True)):
        ids = words.without_marks(folded)
        which[ids] = place
        if typed:
            exact[ids] = False
            exact[words.with_marks(typed)] = True
    return which, exact
