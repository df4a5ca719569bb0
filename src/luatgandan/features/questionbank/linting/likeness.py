"""Questions that are asked twice: within a file and against a bank of thousands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.terms import rarity, terms_of, vector

from ..formats.values import Content

LIKE = 0.8
MOST = 3


@dataclass(frozen=True)
class Like:
    """A question that is there, and how like it is: 1 for the same words."""

    code: str
    score: float


def text_of(content: Content) -> str:
    """What two questions are compared by: the stem with what can be chosen, in no order."""
    return " \n".join([content.stem, *sorted(one.text for one in content.options)])


class Shelf:
    """Texts by code, each found by its terms: only those that share one are compared."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        known = list(rows)
        self._rare = rarity([terms_of(text) for _code, text in known])
        self._same: dict[str, str] = {}
        self._holding: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for code, text in known:
            self.add(code, text)

    def add(self, code: str, text: str) -> None:
        """One text more."""
        self._same.setdefault(fold(text), code)
        for term, weight in vector(terms_of(text), self._rare).items():
            self._holding[term].append((code, weight))

    def like(self, text: str, *, least: float = LIKE) -> list[Like]:
        """What is like `text`, the likest first."""
        if same := self._same.get(fold(text)):
            return [Like(same, 1.0)]
        scores: dict[str, float] = defaultdict(float)
        for term, weight in vector(terms_of(text), self._rare).items():
            for code, other in self._holding.get(term, ()):
                scores[code] += weight * other
        near = [Like(code, score) for code, score in scores.items() if score >= least]
        return sorted(near, key=lambda one: (-one.score, one.code))[:MOST]
