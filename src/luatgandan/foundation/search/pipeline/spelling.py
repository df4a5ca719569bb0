""" "Did you mean": missing or wrong marks as the language writes them, wrong letters from what the index knows.

A syllable that no text has is replaced by one that is a slip of the finger away and stands beside its neighbours. Where
the texts that were found agree on the marks that were left out, there is nothing to ask: they are what was meant.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from luatgandan.backends.search.base import Field, Found, SearchEngine
from luatgandan.backends.search.words import Ids, TokenRows
from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.marks import packaged
from luatgandan.lib.vietnamese.syllables import SYLLABLES

from .values import QueryAnalysis, Syllable

_ROWS = 60  # found passages that are looked at
_LETTERS = "abcdeghiklmnopqrstuvxy"
_VOWEL = re.compile("[aeiouy]")  # letters without one are short for something
_SHARE = 0.95  # of the places where a word stands beside its neighbour must be written in one way, to be clear


def did_you_mean(engine: SearchEngine, analysis: QueryAnalysis, found: Found) -> str:
    """The query as it was probably meant; "" when there is nothing to say."""
    typed = [one.typed for one in analysis.syllables]
    folded = [one.folded for one in analysis.syllables]
    if not 1 < len(typed) <= 40 or any(not token.isalpha() and not token.isdecimal() for token in typed):
        return ""
    right = _letters(engine, folded)
    if right == typed and all(map(_is_clear, _votes(found.tokens, right))):
        return ""
    meant = _marks(analysis.syllables, right)
    return " ".join(meant) if meant != typed else ""


def _letters(engine: SearchEngine, folded: Sequence[str]) -> list[str]:
    """`folded` with what is no syllable and stands in no text replaced by the best known one, when there is one."""
    wrong = [one for one in folded if _VOWEL.search(one) and one.isalpha() and one not in _folded_syllables()]
    counts = engine.document_frequencies(Field.BODY, wrong)
    right = list(folded)
    for at, token in enumerate(folded):
        if token in wrong and not counts[token]:
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


def _marks(syllables: Sequence[Syllable], right: Sequence[str]) -> list[str]:
    """`right` with the marks that are surely meant; where none were typed all must be sure, or nothing is added."""
    typed = [one.typed if one.folded == plain else plain for one, plain in zip(syllables, right, strict=True)]
    meant = packaged().put(typed)
    if all(meant) or any(one.has_marks for one in syllables):
        return [one or as_it_is for one, as_it_is in zip(meant, typed, strict=True)]
    return typed


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
