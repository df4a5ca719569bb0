"""Finding the right one among some hundred short texts, in memory.

BM25 over syllables and pairs of neighbouring syllables, folded and as typed: marks that are typed count, marks
that are missing are expanded. For glossaries, topics and records, some thousand rows at most.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from itertools import pairwise
from typing import Generic, TypeVar

from .fold import clean, fold

Row = TypeVar("Row", bound=Hashable)
_WORD = re.compile(r"[\w\u1780-\u17ff]+(?:[/\-][\w]+)*")
_B, _K = 0.6, 1.2
TITLE_WEIGHT = 3
MAX_QUERY = 40
STOP = frozenset(
    "bi cac cho co cua de duoc gi hoi khong la minh mot nao nhung o phai the thi toi va ve voi".split()  # noqa: SIM905
)


def syllables(text: str) -> list[str]:
    """The words of `text` in lower case, marks kept; document numbers stay whole."""
    return _WORD.findall(clean(text).casefold())


def terms(text: str) -> list[str]:
    """What is indexed for `text`: folded syllables, folded pairs, and marked syllables as "=word"."""
    words = syllables(text)
    plain = [fold(word) for word in words]
    pairs = [f"{first} {second}" for first, second in pairwise(plain)]
    marked = [f"={word}" for word, folded in zip(words, plain, strict=True) if word != folded]
    return [*(word for word in plain if word not in STOP), *pairs, *marked]


class Ranking(Generic[Row]):
    """An index over rows of (row, title, text); `find` returns (score, row), best first."""

    def __init__(self, rows: Iterable[tuple[Row, str, str]]) -> None:
        self._postings: dict[str, dict[Row, float]] = defaultdict(dict)
        self._lengths: dict[Row, int] = {}
        for row, title, text in rows:
            counts: Counter[str] = Counter(terms(text))
            for term in terms(title):
                counts[term] += TITLE_WEIGHT
            self._lengths[row] = counts.total()
            for term, count in counts.items():
                self._postings[term][row] = float(count)
        self._average = sum(self._lengths.values()) / max(1, len(self._lengths))

    def find(self, query: str, limit: int) -> list[tuple[float, Row]]:
        """At most `limit` rows that hold a good part of the query's words."""
        wanted = list(dict.fromkeys(terms(query)[: MAX_QUERY * 3]))
        scores: dict[Row, float] = defaultdict(float)
        for term in wanted:
            for row, gain in self._gains(term):
                scores[row] += gain
        floor = 0.25 * sum(self._rarity(term) for term in wanted if not term.startswith("=")) if wanted else 0.0
        best = sorted(scores.items(), key=lambda item: -item[1])[:limit]
        return [(score, row) for row, score in best if score >= floor]

    def _rarity(self, term: str) -> float:
        holders = len(self._postings.get(term, ()))
        return math.log(1 + (len(self._lengths) - holders + 0.5) / (holders + 0.5))

    def _gains(self, term: str) -> Iterable[tuple[Row, float]]:
        weight = self._rarity(term) * (0.5 if term.startswith("=") else 1.0)
        for row, count in self._postings.get(term, {}).items():
            length = 1 - _B + _B * self._lengths[row] / self._average
            yield row, weight * count * (_K + 1) / (count + _K * length)
