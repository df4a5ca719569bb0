"""The piece of a passage that answers, with what was asked for highlighted.

A run of whole clauses that holds as much of the rare words of the query as it can, close together; the piece is cut at
words only where a clause is too long.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from . import khmer
from .tokens import tokenise
from .values import QueryAnalysis, Span

LENGTH = 320  # letters of a piece, marks of cutting not counted
MORE = "…"
_WORD = re.compile(r"[^\W_]+(?:[/\-.,][^\W_]+)*")
# What stands behind a sentence, not behind the number of a clause, or a line; begins with signs, for these are few.
_BREAK = re.compile(r"[.;:!?។\n](?:(?<=[^\d\s][.;:!?។])(\s+)|(?<=\n)\n*)")
_LOOKED_AT = 20_000  # letters; passages are shorter
_BEFORE = LENGTH // 4  # letters before the first hit, to show what it is about
_AGAIN, _BESIDE, _SHORT = 0.05, 0.3, 0.1  # worth of a repeated word, of two side by side, of a shorter piece
_TRIED = 40
_EXACT, _FOLDED = "=", "~"  # signs before a token: how it was asked for
Worths = Callable[[Iterable[str]], Mapping[str, float]]


class _Hit(NamedTuple):
    """A word of the query in the text: where it stands, which one, what it is worth."""

    start: int
    end: int
    key: str
    worth: float
    is_part: bool  # of a legal term of ours: alone it tells nothing
    is_beside: bool = False  # no other word stands between it and the hit before


class Highlighter:
    """Finds and highlights for one query; made once for all its results. `worths`: of tokens, else all are alike."""

    def __init__(self, analysis: QueryAnalysis, worths: Worths = lambda tokens: dict.fromkeys(tokens, 1.0)) -> None:
        wanted = [one for one in analysis.syllables if not one.is_stop] or list(analysis.syllables)
        terms = [tokenise(one.term)[0].split() for one in analysis.expansions]
        own = {one.typed for one in wanted if one.has_marks} | {term[0] for term in terms if len(term) == 1}
        self._parts = {token for term in terms for token in term} - own
        exact, folded = own | self._parts, {one.folded for one in wanted if not one.has_marks}
        worth = worths(exact | folded)
        wanted_as = {_EXACT + token: (worth[token], token) for token in exact}
        self._inside = _Inside(wanted_as | {_FOLDED + token: (worth[token], token) for token in folded})

    def best(self, text: str) -> tuple[Span, ...]:
        """The piece of `text` that answers best; its beginning when no word of the query is in it."""
        text = text[:_LOOKED_AT].strip()
        hits = self._hits(text)
        start, end = _window(text, hits) if hits else (0, _fitting(text, 0, len(text)))
        before = [Span(text=f"{MORE} ")] if start > 0 else []
        after = [Span(text=f" {MORE}")] if end < len(text) else []
        return (*before, *_spans(text, start, end, hits), *after)

    def _hits(self, text: str) -> list[_Hit]:
        """All words of the query; those of our terms only where two stand side by side."""
        followed = zip_longest(hits := self._words(text), hits[1:])
        return [hit for hit, next_ in followed if not hit.is_part or hit.is_beside or (next_ and next_.is_beside)]

    def _words(self, text: str) -> list[_Hit]:
        hits: list[_Hit] = []
        for at, piece in (_khmer_places if khmer.holds(text) else _places)(text):
            for start, end, key, worth in self._inside[piece]:
                is_beside = bool(hits) and not _WORD.search(text, hits[-1].end, at + start)
                hits.append(_Hit(at + start, at + end, key, worth, key in self._parts, is_beside))
        return hits


class _Inside(dict[str, Sequence[tuple[int, int, str, float]]]):
    """What stands between spaces → the words of the query in it: where, which one, its worth. Most holds none.

    `wanted`: the words in the form they are asked for, as `_forms` has them, each with its worth.
    """

    def __init__(self, wanted: Mapping[str, tuple[float, str]]) -> None:
        super().__init__()
        self._wanted = wanted
        self._asked = frozenset(wanted)

    def __missing__(self, piece: str) -> Sequence[tuple[int, int, str, float]]:
        found = self[piece] = () if self._asked.isdisjoint(_forms(piece)) else tuple(self._words(piece))
        return found

    def _words(self, piece: str) -> Iterator[tuple[int, int, str, float]]:
        for start, end in [(0, len(piece))] if khmer.holds(piece) else map(re.Match.span, _WORD.finditer(piece)):
            if forms := self._asked & _forms(piece[start:end]):
                worth, key = max(self._wanted[form] for form in forms)
                yield start, end, key, worth


@lru_cache(maxsize=50_000)
def _forms(piece: str) -> frozenset[str]:
    """The tokens of a piece of text, as they are and folded; those of laws are few and come again and again."""
    exact, folded = tokenise(piece)
    return frozenset([*(_EXACT + one for one in exact.split()), *(_FOLDED + one for one in folded.split())])


def _places(text: str) -> Iterator[tuple[int, str]]:
    """What stands between spaces, and where."""
    at = 0
    for piece in text.replace("\n", " ").split(" "):
        yield at, piece
        at += len(piece) + 1


def _khmer_places(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in khmer.spaced(text).split():
        found = text.find(word, at)
        if found >= 0:
            at = found + len(word)
            yield found, word


def _window(text: str, hits: Sequence[_Hit]) -> tuple[int, int]:
    """The best run of clauses within LENGTH; a clause that is longer is cut around its best words.

    A run is worth trying only where its first and its last clause hold a hit: without these it would be shorter.
    """
    clauses = list(_clauses(text))
    starts = [hit.start for hit in hits]
    upto = [bisect_left(starts, end) for _, end in clauses]  # how many hits begin before the end of each clause
    best, best_score = (0, _fitting(text, 0, len(text))), 0.0
    for first, (start, _) in enumerate(clauses):
        before = upto[first - 1] if first else 0
        for last in range(first, len(clauses) if upto[first] > before else first):
            end = clauses[last][1]
            if end - start > LENGTH and last > first:
                break
            if upto[last] > (upto[last - 1] if last > first else before):
                span = (start, end) if end - start <= LENGTH else _within(text, start, end, hits)
                within = hits[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
                score = _score(within, span)
                if score > best_score:
                    best, best_score = span, score
    return _filled(clauses, best)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        end, next_ = found.span(found.lastindex or 0)
        if end > start:
            yield start, end
        start = next_
    if start < len(text):
        yield start, len(text)


def _score(hits: Sequence[_Hit], span: tuple[int, int]) -> float:
    """Worth of the different words, a little more for repeated ones and neighbours; a short piece is better."""
    seen: set[str] = set()
    total = 0.0
    for hit in hits:
        total += hit.worth * (_AGAIN if hit.key in seen else 1.0)
        total += hit.worth * _BESIDE if hit.is_beside and seen else 0.0  # the one before the first is not shown
        seen.add(hit.key)
    return total * (1 - _SHORT * (span[1] - span[0]) / LENGTH)


def _within(text: str, start: int, end: int, hits: Sequence[_Hit]) -> tuple[int, int]:
    """The best LENGTH letters of a clause that is too long, beginning at a word."""
    begins = [hit.start for hit in hits if start <= hit.start < end][:_TRIED] or [start]
    spans = {(first, _fitting(text, first, end)) for begin in begins if (first := _begin(text, start, begin)) < end}
    return max(sorted(spans), key=lambda span: _score([hit for hit in hits if span[0] <= hit.start < span[1]], span))


def _begin(text: str, start: int, hit: int) -> int:
    """The beginning of a word some way before `hit`, not before `start`."""
    at = hit - _BEFORE
    if at <= start:
        return start
    space = text.find(" ", at, hit)
    return space + 1 if space >= 0 else hit


def _fitting(text: str, start: int, end: int) -> int:
    """The last end of a word within LENGTH letters from `start`."""
    if end - start <= LENGTH:
        return end
    space = text.rfind(" ", start, start + LENGTH + 1)
    return space if space > start else start + LENGTH


def _filled(clauses: Sequence[tuple[int, int]], window: tuple[int, int]) -> tuple[int, int]:
    """`window` with the following, then the preceding clauses, as long as there is room."""
    start, end = window
    for first, last in clauses:
        if first >= end and last - start <= LENGTH:
            end = last
    for first, last in reversed(clauses):
        if last <= start and end - first <= LENGTH:
            start = first
    return start, end


def _spans(text: str, start: int, end: int, hits: Sequence[_Hit]) -> Iterator[Span]:
    """The window in pieces; hits with nothing but a space between them are one."""
    at = start
    for first, last in _joined(text, [hit for hit in hits if start <= hit.start < end]):
        if first > at:
            yield Span(text=_line(text[at:first]))
        yield Span(text=text[first : min(last, end)], is_hit=True)
        at = min(last, end)
    if at < end:
        yield Span(text=_line(text[at:end]))


def _joined(text: str, hits: Sequence[_Hit]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for hit in hits:
        if joined and text[joined[-1][1] : hit.start] == " ":
            joined[-1] = (joined[-1][0], hit.end)
        else:
            joined.append((hit.start, hit.end))
    return joined


def _line(text: str) -> str:
    """On one line."""
    return text.replace("\n", " ")
