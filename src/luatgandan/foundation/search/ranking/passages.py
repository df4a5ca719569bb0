"""What tells how well each passage answers: columns of numbers, one row for each candidate."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from luatgandan.backends.search.words import TokenRows, Words

from .matches import BODY, PATH, TITLE, ZONES, Matches, Pairs, find, find_pairs, ordered
from .terms import Floats, Ints, Terms

_K = 1.2  # BM25: how soon more of the same stops counting
_BODY, _TITLE = np.float32(235), np.float32(12)  # usual lengths in syllables
_MU = np.float32(300)  # Dirichlet smoothing of the language model
_GAP = 4  # tokens between two words that still belong together
_NEAR, _WIDE = 12, 40  # syllables of the windows
_BODY_AT = BODY + 1  # column of TokenRows.bounds where the body begins
_NUMBERS: WeakKeyDictionary[Words, NDArray[np.bool_]] = WeakKeyDictionary()
Columns = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Passages:
    """The columns, which terms each passage holds itself and in its path: (rows, terms), and which words are terms."""

    columns: Columns
    text: NDArray[np.bool_]
    path: NDArray[np.bool_]
    is_term: NDArray[np.bool_]  # of each word of the vocabulary


def read_passages(terms: Terms, tokens: TokenRows, scores: Floats) -> Passages:
    """What each passage tells; `scores` are the engine's."""
    matches = find(terms, tokens)
    pairs = find_pairs(terms, matches)
    count = len(terms.folded)
    text = matches.counts((TITLE, BODY), count)
    exact = matches.counts((TITLE, BODY), count, exact=True)
    title = matches.counts((TITLE,), count)
    path = matches.counts((PATH,), count)
    length = (matches.lengths[:, TITLE] + matches.lengths[:, BODY]).astype(np.float32)
    title_length = matches.lengths[:, TITLE].astype(np.float32)
    total, marked_total = np.float32(terms.total), np.float32(terms.marked_weight.sum() + 1e-6)
    columns = {
        "engine": scores,
        "words": _bm25(text, length, 0.75) @ terms.weight,
        "words_long": _bm25(text, length, 0.3) @ terms.weight,
        "marked": _bm25(exact, length, 0.6) @ terms.marked_weight,
        "title": _bm25(title, title_length + 1, 0.5, _TITLE) @ terms.weight,
        "cover": (text > 0) @ terms.weight / total,
        "cover_marked": (exact > 0) @ terms.marked_weight / marked_total,
        "cover_title": (title > 0) @ terms.weight / total,
        "cover_path": (path > 0) @ terms.weight / total,
        "cover_all": ((text + path) > 0) @ terms.weight / total,
        "title_share": (title > 0).sum(axis=1) / (title_length + 2),
        "path_share": path.sum(axis=1) / (matches.lengths[:, PATH] + 5),
        "likelihood": _likelihood(terms, text, length),
        "length": length,
        "title_length": title_length,
        "path_length": matches.lengths[:, PATH],
    }
    columns |= _pair_columns(terms, matches, pairs, length)
    columns |= _run_columns(terms, matches, pairs, length)
    columns["near"] = _window(terms, matches, _NEAR)
    columns["wide"] = _window(terms, matches, _WIDE)
    columns["numbers"] = _numbers(tokens) / (length + 1)
    columns = {name: np.asarray(column, np.float32) for name, column in columns.items()}
    return Passages(columns, text > 0, path > 0, matches.which >= 0)


def _bm25(counts: Floats, length: Floats, slope: float, usual: np.float32 = _BODY) -> Floats:
    norm = (_K * (1 - slope + slope * length / usual))[:, None].astype(np.float32)
    return counts * np.float32(_K + 1) / (counts + norm)


def _likelihood(terms: Terms, counts: Floats, length: Floats) -> Floats:
    """How likely the passage's language makes the words, against any other passage's (Dirichlet)."""
    expected = terms.likelihood / _BODY * 2
    ratio = (counts + _MU * expected) / (length + _MU)[:, None] / (_MU * expected / (_MU + _BODY))
    scale = np.minimum(terms.weight, 1)
    found: Floats = np.log(ratio) @ scale
    return found


def _numbers(tokens: TokenRows) -> Ints:
    """How many tokens of the body of each row begin with a digit: amounts, days, numbers of documents."""
    summed = np.concatenate(([0], np.cumsum(_is_number(tokens.words)[tokens.ids])))
    found: Ints = summed[tokens.bounds[:, -1]] - summed[tokens.bounds[:, _BODY_AT]]
    return found


def _is_number(words: Words) -> NDArray[np.bool_]:
    """Whether each word begins with a digit; remembered, for a vocabulary only grows."""
    known = _NUMBERS.get(words, np.zeros(0, bool))
    if len(known) < len(words):
        more = [word[:1].isdigit() for word in words.marked[len(known) : len(words)]]
        known = _NUMBERS[words] = np.concatenate((known, np.array(more, bool)))
    return known


def _pair_columns(terms: Terms, matches: Matches, pairs: Pairs, length: Floats) -> Columns:
    count = len(terms.pairs)
    zone, row = matches.zone[pairs.at], matches.row[pairs.at]
    exact = matches.exact[pairs.at] & matches.exact[pairs.at - 1]
    weight = terms.pair_weight
    total = np.float32(weight.sum() + 1e-6)

    def table(keep: NDArray[np.bool_]) -> Floats:
        at = row[keep] * count + pairs.pair[keep]
        return np.bincount(at, minlength=matches.rows * count).reshape(matches.rows, count).astype(np.float32)

    text, in_title, in_path = table(zone != PATH), table(zone == TITLE), table(zone == PATH)
    return {
        "pairs": _bm25(text, length, 0.6) @ weight,
        "pairs_marked": _bm25(table((zone != PATH) & exact), length, 0.6) @ weight,
        "pairs_title": (in_title > 0) @ weight / total,
        "pairs_path": (in_path > 0) @ weight / total,
        "pairs_cover": (text > 0) @ weight / total,
        "pairs_all": ((text + in_path) > 0) @ weight / total,
        "gapped": _gapped(terms, matches, pairs) @ weight / total,
    }


def _gapped(terms: Terms, matches: Matches, pairs: Pairs) -> NDArray[np.bool_]:
    """Which pairs stand in order with few tokens between, outside the path."""
    found = np.zeros((matches.rows, len(terms.pairs)), bool)
    for step in (1, 2, 3):
        at, pair = ordered(matches, pairs.table, len(terms.folded), step=step, gap=_GAP)
        keep = matches.zone[at] != PATH
        found[matches.row[at[keep]], pair[keep]] = True
    return found


def _run_columns(terms: Terms, matches: Matches, pairs: Pairs, length: Floats) -> Columns:
    """The longest piece of the question that stands in the passage word for word, and how many triples do.

    Of title and path: how much of them that piece is; words that only ask count for little, for our headings ask too.
    """
    rows, size = matches.rows, len(matches.term)
    run, longest = np.zeros(rows, np.float32), np.zeros(rows, np.float32)
    share, triples = np.zeros((len(ZONES), rows), np.float32), np.zeros(rows, np.float32)
    if size:
        joined = np.zeros(size, bool)
        joined[pairs.at] = True
        weight = terms.weight[matches.term] * (matches.zone != PATH)
        np.maximum.at(run, matches.row, _along(joined, weight))
        np.maximum.at(longest, matches.row, _along(joined, np.ones(size, np.float32)))
        np.maximum.at(share, (matches.zone, matches.row), _along(joined, terms.share[matches.term]))
        third = np.flatnonzero(joined[2:] & joined[1:-1]) + 2
        inside = weight[third] + weight[third - 1] + weight[third - 2]
        triples = np.bincount(matches.row[third], weights=inside, minlength=rows).astype(np.float32)
    total = np.float32(terms.total)
    return {
        "run": run / total,
        "run_length": longest,
        "title_run": share[TITLE] / (matches.lengths[:, TITLE] + 1),
        "path_run": share[PATH] / (matches.lengths[:, PATH] + 1),
        "triples": triples / total / np.log(length + 20),
    }


def _along(joined: NDArray[np.bool_], weight: Floats) -> Floats:
    """What each run of matches weighs up to each of them; those `joined` go on from the one before."""
    summed = np.cumsum(weight, dtype=np.float64)
    before = (summed - weight)[~joined]
    found: Floats = (summed - before[np.cumsum(~joined) - 1]).astype(np.float32)
    return found


def _window(terms: Terms, matches: Matches, size: int) -> Floats:
    """The greatest share of the query's weight within about `size` syllables: halves of windows, two by two."""
    half = size // 2
    keep = matches.zone != PATH
    depth = matches.depth + np.where(matches.zone == BODY, matches.lengths[matches.row, TITLE], 0)
    blocks = (matches.lengths[:, TITLE] + matches.lengths[:, BODY]) // half + 2
    first: Ints = np.concatenate(([0], np.cumsum(blocks)))
    at = first[matches.row[keep]] + depth[keep] // half
    present = np.zeros((int(first[-1]) + 1, len(terms.folded)), np.float32)
    present[at, matches.term[keep]] = 1
    present[at + 1, matches.term[keep]] = 1
    best = np.maximum.reduceat(present[:-1] @ terms.weight, first[:-1]) / np.float32(terms.total)
    return best.astype(np.float32)
