"""What tells how well each document answers: its passages taken together, and what it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from luatgandan.backends.search.base import Candidate
from luatgandan.backends.search.words import Ids, TokenRows

from .passages import Columns, Passages
from .terms import Floats, Ints, Terms

_MIX = {"pairs": 1.0, "words_long": 0.6, "marked": 0.6, "title": 0.5}  # which passage of a document counts as its best
_COMPARED = (  # with the best of all documents
    "engine", "pairs", "pairs_all", "pairs_marked", "words_long", "marked", "likelihood", "cover_all", "title",
    "run", "triples", "gapped", "near", "wide", "title_share", "title_run",
)  # fmt: skip
_READ = 500  # tokens of a passage that are compared with others
_WORTH = np.log1p(np.arange(_READ + 1, dtype=np.float32))  # of a word that stands so often in one
_FADING = 0.6
_OWN = ("length",)  # told of the best passage only
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Groups:
    """Candidates by what they are a part of: `rows` sorted by group and worth, `first` row of each group."""

    rows: Ints
    first: Ints
    sizes: Ints
    worth: Floats  # of `rows`

    @property
    def best(self) -> Ints:
        """The best candidate of each group."""
        return self.rows[self.first]


def grouped(group: Ints, columns: Columns) -> Groups:
    """Candidates with equal numbers together, each group with its best first."""
    worth = sum((weight * columns[name] for name, weight in _MIX.items()), np.zeros(len(group), np.float32))
    rows = np.lexsort((-worth, group))
    sizes = np.bincount(group)
    return Groups(rows, np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes, worth[rows].astype(np.float32))


def group_features(
    terms: Terms, passages: Passages, groups: Groups, candidates: Sequence[Candidate], tokens: TokenRows
) -> Columns:
    """All columns, one row for each group."""
    names = list(passages.columns)
    rows = np.stack(list(passages.columns.values()))[:, groups.rows]
    most = dict(zip(names, np.maximum.reduceat(rows, groups.first, axis=1), strict=True))
    found = {f"most_{name}": column for name, column in most.items() if name not in _OWN}
    found |= {f"best_{name}": column for name, column in zip(names, rows[:, groups.first], strict=True)}
    found |= _together(groups)
    found |= _union(terms, groups, passages)
    found |= _like(groups, tokens, found["fading"])
    found |= _compared(most)
    found |= _facts([candidates[row] for row in groups.best])
    found |= _names(passages, groups, tokens, found["year"])
    found["query_length"] = np.full(len(groups.first), len(terms.folded))
    found["query_weight"] = np.full(len(groups.first), terms.total)
    found["query_marked"] = np.full(len(groups.first), terms.share_marked)
    return {name: np.asarray(column, np.float32) for name, column in found.items()}


def _compared(most: Columns) -> Columns:
    """How far each document stands behind the best one, and its place."""
    values = np.stack([most[name] for name in _COMPARED])
    behind = values.max(axis=1, keepdims=True) - values
    places = np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1)
    found = {f"behind_{name}": column for name, column in zip(_COMPARED, behind, strict=True)}
    return found | {f"rank_{name}": column for name, column in zip(_COMPARED, places, strict=True)}


def _together(groups: Groups) -> Columns:
    """The passages of a document as a sum, the second and third best, and a sum that fades."""
    worth, first, sizes = groups.worth, groups.first, groups.sizes
    rank = np.arange(len(worth)) - np.repeat(first, sizes)
    fading = np.add.reduceat(worth * np.float32(_FADING) ** rank, first)
    place = np.repeat(np.arange(len(first)), sizes)

    def at(wanted: int) -> Floats:
        keep = rank == wanted
        return np.bincount(place[keep], weights=worth[keep], minlength=len(first)).astype(np.float32)

    return {
        "passages": sizes.astype(np.float32),
        "sum": np.add.reduceat(worth, first),
        "second": at(1),
        "third": at(2),
        "fading": fading,
        "behind_fading": fading.max() - fading,
        "share_fading": fading / (fading.max() + 1e-6),
    }


def _union(terms: Terms, groups: Groups, passages: Passages) -> Columns:
    """The share of the query that the passages of a document hold together: that its path, that not its best adds."""
    held = np.logical_or.reduceat(passages.text[groups.rows], groups.first, axis=0)
    named, best = passages.path[groups.best], passages.text[groups.best]
    found = {"union": held, "union_all": held | named, "union_more": held & ~best, "only_path": named & ~best}
    return {name: holds @ terms.weight / np.float32(terms.total) for name, holds in found.items()}


def _like(groups: Groups, tokens: TokenRows, worth: Floats) -> Columns:
    """How like the best passage of each document is to those of the likely ones: to all, the likeliest, any."""
    bag = _bags(tokens, groups.best)
    like = bag @ bag.T
    np.fill_diagonal(like, 0)
    share = np.exp((worth - worth.max()) / (worth.std() + 1e-6))
    return {
        "like_found": like @ (share / share.sum()),
        "like_first": like[:, int(np.argmax(worth))],
        "like_most": like.max(axis=1),
    }


def _bags(tokens: TokenRows, rows: Ints) -> Floats:
    """The words of each row, rarer ones heavier, as a line of length 1."""
    starts, ends = tokens.bounds[rows, 1].tolist(), tokens.bounds[rows, -1].tolist()
    parts = [tokens.ids[start : min(end, start + _READ)] for start, end in zip(starts, ends, strict=True)]
    _, counts = _counts(parts, len(tokens.words))
    holders = (counts > 0).astype(np.float32).sum(axis=0)  # whole numbers: added up faster than as such
    rarity = np.log((len(rows) + 1) / (holders.astype(np.float64) + 0.5)).astype(np.float32)
    bag = _WORTH.take(counts, mode="clip")
    bag *= rarity
    bag /= np.sqrt((bag * bag).sum(axis=1, keepdims=True)) + np.float32(1e-6)
    return bag


def _counts(parts: Sequence[Ids], vocabulary: int) -> tuple[Ints, Ints]:
    """The words that occur, of so many, and how often each stands in each part: (parts, words)."""
    ids = np.concatenate(parts)
    occurs = np.zeros(vocabulary, bool)
    occurs[ids] = True
    words = np.flatnonzero(occurs)
    place = np.empty(vocabulary, np.int64)  # only those of `words` are filled in, and read
    place[words] = np.arange(len(words))
    row = np.repeat(np.arange(len(parts)) * len(words), [len(part) for part in parts])
    found = np.bincount(row + place[ids], minlength=len(parts) * len(words))
    return words, found.reshape(len(parts), len(words))


def _facts(best: Sequence[Candidate]) -> Columns:
    """What the documents are, without regard to the question."""
    numbers: Sequence[Mapping[str, int]] = [one.numbers for one in best]
    issued = np.array([one.get("issued_on", 0) for one in numbers], np.float64)
    return {
        "year": (issued / _YEAR).astype(np.float32),
        "cited": np.log1p(np.array([one.get("cited", 0) for one in numbers], np.float32)),
        "articles": np.log1p(np.array([one.get("parts", 0) for one in numbers], np.float32)),
        "standing": np.array([one.get("standing", 0) for one in numbers], np.float32),
    }


def _names(passages: Passages, groups: Groups, tokens: TokenRows, year: Floats) -> Columns:
    """What the path of each document says: how much of it was asked for, and whether others have nearly the same."""
    words, counts = _counts([tokens.field(int(row), "path") for row in groups.best], len(tokens.words))
    holds = (counts > 0).astype(np.float32)
    asked = passages.is_term[words]
    heavy = holds * np.log((len(holds) + 1) / (holds.sum(axis=0) + 0.5))
    others = heavy @ ~asked
    return {"path_others": others, "path_asked": heavy @ asked / (heavy.sum(axis=1) + 1e-6)} | _kin(holds, year)


def _kin(holds: Floats, year: Floats) -> Columns:
    """How like each document's name is to that of a newer and of an older one among those found."""
    holds = holds / np.sqrt(np.maximum(holds.sum(axis=1), 1))[:, None]
    like = holds @ holds.T
    newer = (year[None, :] > year[:, None] + 0.5) & (year[:, None] > 0)
    return {"newer_kin": (like * newer).max(axis=1), "older_kin": (like * newer.T).max(axis=1)}
