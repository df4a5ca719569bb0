"""From candidates to ranked documents or articles: a pure function of what the engine found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from luatgandan.backends.search.base import Candidate, Found

from ..pipeline.values import QueryAnalysis
from .groups import group_features, grouped
from .intents import kinds_told
from .passages import Columns, read_passages
from .profile import Model, Profile
from .terms import Floats, Frequencies, Ints, terms_of

_GROUPS, _PASSAGES = 60, 4  # what is looked at closely: so many groups, so many passages of each
_SOON = 5  # places behind the first of the engine's order that halve a vote
_EARLY = 40  # places of the engine's order
Unit = Literal["document", "article"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best passage of a document or article, with its score; `features` only where they were asked for."""

    candidate: Candidate
    score: float
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of all groups found; `best` is the place of each group's best candidate."""

    keys: tuple[str, ...]
    best: Ints
    columns: Columns

    def matrix(self, names: Sequence[str]) -> Floats:
        """(groups, names)."""
        return np.array([self.columns[name] for name in names]).T  # as the forest reads it: column by column


def rank(
    analysis: QueryAnalysis,
    found: Found,
    *,
    frequencies: Frequencies,
    entries: int,
    profile: Profile,
    unit: Unit = "document",
    explain: bool = False,
) -> list[Ranked]:
    """Best first, one for each document or article; the engine's order where there is no model or no word to go by."""
    model = profile.models.get(unit)
    if not found.candidates:
        return []
    if model is None or not analysis.syllables:
        return _as_found(found.candidates, unit)
    table = features(analysis, found, frequencies=frequencies, entries=entries, unit=unit)
    scores = model.forest.scores(table.matrix(model.columns))
    return [
        Ranked(found.candidates[int(table.best[at])], float(scores[at]), _explained(table, model, int(at), explain))
        for at in np.argsort(-scores, kind="stable")
    ]


def features(
    analysis: QueryAnalysis, found: Found, *, frequencies: Frequencies, entries: int, unit: Unit = "document"
) -> Table:
    """What the model sees."""
    terms = terms_of(analysis, frequencies, entries)
    laws = [one.group for one in found.candidates]
    keys = laws if unit == "document" else [key_of(one, unit) for one in found.candidates]
    group = _numbered(keys)
    chosen = _chosen(group)
    candidates = [found.candidates[row] for row in chosen.tolist()]
    tokens = found.tokens.take(chosen)
    passages = read_passages(terms, tokens, np.array([one.score for one in candidates], np.float32))
    passages.columns.update(kinds_told(tokens))
    groups = grouped(group[chosen], passages.columns)
    best = chosen[groups.best]
    table = group_features(terms, passages, groups, candidates, tokens)
    scores = np.array([one.score for one in found.candidates])
    table |= _votes(group, best, scores)
    if unit == "article":
        mine = _votes(_numbered(laws), best, scores)
        table |= {f"whole_{name}": column for name, column in mine.items()}
    names = tuple(keys[row] for row in best.tolist())
    return Table(names, best, table)


def _numbered(keys: Sequence[str]) -> Ints:
    """The number of each key, in the order they come."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys], np.int64)


def _chosen(group: Ints) -> Ints:
    """The first passages of the first groups: reading all tokens of all candidates would take too long."""
    order = np.argsort(group, kind="stable")
    before = np.empty_like(group)  # passages of the same group
    before[order] = np.arange(len(group)) - np.searchsorted(group[order], group[order])
    return np.flatnonzero((group < _GROUPS) & (before < _PASSAGES))


def _votes(group: Ints, rows: Ints, scores: NDArray[np.float64]) -> Columns:
    """What all candidates of the group of each row say together: how many there are, how early, how near the best."""
    place = np.arange(len(group))
    shares = np.maximum(scores, 0) / max(scores.max(), 1e-6)
    first = np.full(int(group.max()) + 1, len(group))
    np.minimum.at(first, group, place)
    found = {
        "found": np.log1p(np.bincount(group)),
        "first": first,
        "votes": np.bincount(group, weights=1 / (_SOON + place)),
        "early": np.bincount(group, weights=place < _EARLY),
        "shares": np.bincount(group, weights=shares**4),
        "near_best": np.bincount(group, weights=shares**12),
    }
    return {name: column[group[rows]].astype(np.float32) for name, column in found.items()}


def key_of(candidate: Candidate, unit: Unit) -> str:
    """What the candidate is a part of: its document, or the item whose passage it is."""
    return candidate.group if unit == "document" else candidate.id.rpartition("#")[0]


def _as_found(candidates: Sequence[Candidate], unit: Unit) -> list[Ranked]:
    """The first of each group, in the engine's order."""
    first: dict[str, Candidate] = {}
    for one in candidates:
        first.setdefault(key_of(one, unit), one)
    return [Ranked(one, one.score) for one in first.values()]


def _explained(table: Table, model: Model, at: int, is_wanted: bool) -> Mapping[str, float]:
    return {name: round(float(table.columns[name][at]), 4) for name in model.columns} if is_wanted else {}
