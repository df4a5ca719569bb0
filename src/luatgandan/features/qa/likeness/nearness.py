"""Which of some texts are like a new one: for hundreds of candidates, as a search gives them, not for an archive."""

from collections.abc import Sequence
from dataclasses import dataclass

from luatgandan.lib.vietnamese.terms import closeness, rarity, terms_of, vector

LEAST = 0.2
MOST = 5


@dataclass(frozen=True, slots=True)
class Near:
    """A text and how like it is, 0 to 1."""

    id: int
    score: float


def nearest(text: str, known: Sequence[tuple[int, str]], *, least: float = LEAST, most: int = MOST) -> list[Near]:
    """The texts most like `text`, the closest first; `known` are (id, text)."""
    counts = [terms_of(words) for _id, words in known]
    asked = terms_of(text)
    rare = rarity([asked, *counts])
    target = vector(asked, rare)
    near = [Near(id, closeness(target, vector(count, rare))) for (id, _words), count in zip(known, counts, strict=True)]
    return sorted((one for one in near if one.score >= least), key=lambda one: (-one.score, one.id))[:most]
