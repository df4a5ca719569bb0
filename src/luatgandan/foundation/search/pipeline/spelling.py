""" "Did you mean": missing or wrong marks from the texts that were found, wrong letters from what the index knows.

What people meant stands in what they found: the syllables of the query, found side by side without regard to marks,
show with which marks the law writes them. A syllable that no text has is replaced by one that is a slip of the finger
away and stands beside its neighbours.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from luatgandan.backends.search.base import Clause, Field, Found, Plan, SearchEngine
from luatgandan.backends.search.words import Ids, TokenRows
from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.syllables import SYLLABLES

from . import words
from .values import QueryAnalysis, Syllable

_ROWS = 60  # found passages that are looked at
_LETTERS = "abcdeghiklmnopqrstuvxy"
_SHARE = 0.95  # of the places where a word stands beside its neighbours must have other marks than those typed
_PLACES = 20  # and there must be so many, before typed marks are thought wrong
_KNOWN = 0.7  # of the words must be found side by side before marks are added to all


def did_you_mean(engine: SearchEngine, analysis: QueryAnalysis, found: Found) -> str:
    """The query as it was probably meant; "" when there is nothing to say."""
    typed = [one.typed for one in analysis.syllables]
    folded = [one.folded for one in analysis.syllables]
    if not 1 < len(typed) <= 40 or any(not token.isalpha() and not token.isdecimal() for token in typed):
        return ""
    right = _letters(engine, folded)
    if right != folded:
        found = engine.search(_pairs_plan(right))
    meant = _marks(found.tokens, analysis.syllables, right, _as_typed(engine, analysis))
    return " ".join(meant) if meant != typed else ""


def _letters(engine: SearchEngine, folded: Sequence[str]) -> list[str]:
    """`folded` with each unknown syllable replaced by the best known one, when there is one."""
    counts = engine.document_frequencies(Field.BODY, folded)
    right = list(folded)
    for at, token in enumerate(folded):
        if token.isalpha() and not counts[token]:
            right[at] = _nearest(engine, right, at)
    return right


def _nearest(engine: SearchEngine, tokens: Sequence[str], at: int) -> str:
    """The syllable one slip away that stands most often beside its neighbours; else the token itself."""
    choices = sorted(set(_slips(tokens[at])) & _folded_syllables())
    beside = {
        choice: [f"{a}_{b}" for a, b in pairwise([*tokens[max(0, at - 1) : at], choice, *tokens[at + 1 : at + 2]])]
        for choice in choices
    }
    counts = engine.document_frequencies(Field.PAIRS, [pair for pairs in beside.values() for pair in pairs])
    best = max(choices, key=lambda choice: sum(counts[pair] for pair in beside[choice]), default="")
    return best if best and any(counts[pair] for pair in beside[best]) else tokens[at]


def _slips(word: str) -> Iterator[str]:
    """All that one dropped, added, changed or swapped letter makes of `word`."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


@lru_cache(maxsize=1)
def _folded_syllables() -> frozenset[str]:
    return frozenset(map(fold, SYLLABLES))


def _pairs_plan(folded: Sequence[str]) -> Plan:
    clauses = dict.fromkeys(Clause(field=Field.PAIRS, term="_".join(pair)) for pair in pairwise(folded))
    return Plan(clauses=tuple(clauses), limit=_ROWS)


def _as_typed(engine: SearchEngine, analysis: QueryAnalysis) -> set[str]:
    """The words that stay unless the texts speak clearly: with marks, or among marked ones words that have none."""
    if not any(one.has_marks for one in analysis.syllables):
        return set()
    counts = engine.document_frequencies(Field.BODY_MARKED, {one.typed for one in analysis.syllables})
    return {one.typed for one in analysis.syllables if one.has_marks or counts[one.typed] >= _PLACES}


def _marks(tokens: TokenRows, syllables: Sequence[Syllable], right: Sequence[str], as_typed: set[str]) -> list[str]:
    """`right` with the marks that found texts have; words `as_typed` stay unless nearly all texts have others.

    Where all marks are missing and the texts found agree on them, there is nothing to ask: they are what was meant.
    """
    meant, known = [], 0
    votes, asking = _votes(tokens, right), _asking(syllables)
    if [one.typed for one in syllables] == list(right) and all(map(_is_clear, votes)):
        return list(right)
    for at, (one, plain, counts) in enumerate(zip(syllables, right, votes, strict=True)):
        is_repaired = plain != one.folded
        best, count = counts.most_common(1)[0] if counts else (plain, 0)
        known += bool(counts)
        if one.typed in as_typed and not is_repaired:
            is_sure = count >= max(_PLACES, _SHARE * counts.total()) and not counts[one.typed]
            meant.append(best if is_sure and one.has_marks and not one.is_stop else one.typed)
        else:
            meant.append(asking.get(at, best) if counts or is_repaired else one.typed)
    is_known = known >= _KNOWN * sum(one.typed.isalpha() for one in syllables)
    return meant if is_known else [one.typed for one in syllables]


def _asking(syllables: Sequence[Syllable]) -> dict[int, str]:
    """How the words that only ask are written, by their place: law asks nobody and has other words of their letters."""
    found = words.asking().find([one.typed for one in syllables], [one.folded for one in syllables])
    phrases = ((start, phrase.marked) for start, _, phrase in found if len(phrase.marked) > 1)  # one says little
    return {start + at: token for start, marked in phrases for at, token in enumerate(marked)}


def _is_clear(votes: Counter[str]) -> bool:
    """Whether nearly all texts write a syllable in one way."""
    return not votes or votes.most_common(1)[0][1] >= _SHARE * votes.total()


def _votes(tokens: TokenRows, folded: Sequence[str]) -> list[Counter[str]]:
    """For each syllable how often the texts write it in which way, where it stands beside its neighbour."""
    votes: list[Counter[str]] = [Counter() for _ in folded]
    last = int(tokens.bounds[min(_ROWS, len(tokens)) - 1, -1]) if len(tokens) else 0
    tokens = TokenRows(tokens.ids[:last], tokens.bounds[:_ROWS], tokens.words)
    places = {token: tokens.are(tokens.words.without_marks(token)) for token in set(folded)}
    is_inside = ~tokens.begins()[1:]  # the one before is of the same row
    for at, (first, second) in enumerate(pairwise(folded)):
        where = np.flatnonzero(places[first][:-1] & places[second][1:] & is_inside) if last else np.zeros(0, np.int64)
        for offset in (0, 1):
            if not folded[at + offset].isdecimal():
                votes[at + offset].update(_spelled(tokens, tokens.ids[where + offset]))
    return votes


def _spelled(tokens: TokenRows, ids: Ids) -> dict[str, int]:
    numbers, counts = np.unique(ids, return_counts=True)
    pairs = zip(numbers.tolist(), counts.tolist(), strict=True)
    return {tokens.words.marked[number]: count for number, count in pairs}
