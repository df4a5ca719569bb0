"""Questions that are asked twice: within a file and against a bank of thousands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.terms import Vector, closeness, rarity, terms_of, vector

from ..formats.values import Content

LIKE = 0.8
MOST = 3
SLACK = 1e-9  # of sums of floating point numbers


@dataclass(frozen=True)
class Like:
    """A question that is there, and how like it is: 1 for the same words."""

    code: str
    score: float


def text_of(content: Content) -> str:
    """What two questions are compared by: the stem with what can be chosen, in no order."""
    return " \n".join([content.stem, *sorted(one.text for one in content.options)])


class Shelf:
    """Texts by code, each found by its telling terms.

    Vectors have length one, so two texts as like as `LIKE` share one of the terms without which either would be shorter
    than `LIKE` (all terms in one order, the rarest first): a text is kept under those and looked for by those.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        known = [(code, text, terms_of(text)) for code, text in rows]
        self._rare = rarity([terms for _code, _text, terms in known])
        self._same: dict[str, str] = {}
        self._texts: list[tuple[str, Vector]] = []
        self._told_by: dict[str, list[int]] = defaultdict(list)
        for code, text, terms in known:
            self._keep(code, text, vector(terms, self._rare))

    def add(self, code: str, text: str) -> None:
        """One text more."""
        self._keep(code, text, vector(terms_of(text), self._rare))

    def _keep(self, code: str, text: str, weights: Vector) -> None:
        self._same.setdefault(fold(text), code)
        for term in self._telling(weights):
            self._told_by[term].append(len(self._texts))
        self._texts.append((code, weights))

    def like(self, text: str) -> list[Like]:
        """What is like `text` by `LIKE` or more, the likest first."""
        if same := self._same.get(fold(text)):
            return [Like(same, 1.0)]
        mine = vector(terms_of(text), self._rare)
        places = {place for term in self._telling(mine) for place in self._told_by.get(term, ())}
        near = (Like(code, closeness(mine, other)) for code, other in map(self._texts.__getitem__, places))
        return sorted((one for one in near if one.score >= LIKE), key=lambda one: (-one.score, one.code))[:MOST]

    def _telling(self, weights: Vector) -> Iterator[str]:
        """The rarest terms, until the others together are shorter than `LIKE`."""
        left = 1.0
        for term in sorted(weights, key=lambda term: (-self._rare[term], term)):
            if left < LIKE * LIKE - SLACK:
                break
            yield term
            left -= weights[term] ** 2
