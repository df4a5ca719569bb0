"""Questions that are asked twice: within a file and against a bank of thousands."""

from collections import defaultdict
from collections.abc import Iterable
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
    """Texts by code, each found by its terms.

    Vectors have length one, so a text as like as `least` shares one of the terms without which another would be shorter
    than `least`: only what holds one of those, the ones fewest texts hold, is compared at all.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        known = list(rows)
        self._rare = rarity([terms_of(text) for _code, text in known])
        self._same: dict[str, str] = {}
        self._texts: list[tuple[str, Vector]] = []
        self._holding: dict[str, list[int]] = defaultdict(list)
        for code, text in known:
            self.add(code, text)

    def add(self, code: str, text: str) -> None:
        """One text more."""
        self._same.setdefault(fold(text), code)
        weights = vector(terms_of(text), self._rare)
        for term in weights:
            self._holding[term].append(len(self._texts))
        self._texts.append((code, weights))

    def like(self, text: str, *, least: float = LIKE) -> list[Like]:
        """What is like `text`, the likest first."""
        if same := self._same.get(fold(text)):
            return [Like(same, 1.0)]
        mine = vector(terms_of(text), self._rare)
        close = (self._texts[place] for place in self._close(mine, least))
        near = (Like(code, closeness(mine, other)) for code, other in close)
        return sorted((one for one in near if one.score >= least), key=lambda one: (-one.score, one.code))[:MOST]

    def _close(self, mine: Vector, least: float) -> set[int]:
        """The places of all texts that may be as like as `least`."""
        found: set[int] = set()
        left = 1.0
        for term in sorted(mine, key=lambda term: (len(self._holding.get(term, ())), term)):
            if left < least * least - SLACK:
                break
            found.update(self._holding.get(term, ()))
            left -= mine[term] ** 2
        return found
