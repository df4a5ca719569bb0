"""The order readers see: what was named first, answers before texts, words of the dictionary apart.

Ranking knows laws. What the house wrote for these very questions weighs more where a question is asked; the order of
ranking is kept among things of one kind.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luatgandan.lib.vietnamese import fold

from ..enums import Kind
from ..pipeline.values import QueryAnalysis, Route
from ..ranking import Ranked
from .jumping import Named
from .results import item_of

LOOKED_AT = 60  # only so far down may a thing be lifted; below, ranking's order stands
SMOOTH = 8  # places: how much the first ones differ
PLAIN: dict[str, float] = {Kind.NEWS: 0.7, Kind.PAGE: 0.7, Kind.ANNEX: 0.8}
WEIGHTS: dict[Route, dict[str, float]] = {
    Route.QUESTION: {
        Kind.QUESTION: 2.2, Kind.TOPIC: 1.4, Kind.ARTICLE: 1.2, Kind.PLACE: 0.7, Kind.ORGANISATION: 0.8,
    },
    Route.WORDS: {Kind.QUESTION: 1.3, Kind.TOPIC: 1.2},
}  # fmt: skip
EXACT = 3.0
WORDS = 2  # of the dictionary, above the results
_MEANING = re.compile(r"\b(?:la gi|nghia la|la sao|hieu the nao)\b")


@dataclass(frozen=True)
class Ordered:
    """Rows of results, and words of the dictionary that are shown above them."""

    rows: Sequence[Ranked]
    words: Sequence[Ranked] = ()


def ordered(ranked: Sequence[Ranked], analysis: QueryAnalysis, named: Named, *, is_grouped: bool) -> Ordered:
    """`ranked` as readers should see it."""
    head, tail = list(ranked[:LOOKED_AT]), list(ranked[LOOKED_AT:])
    asks_meaning = bool(_MEANING.search(fold(analysis.text)))
    weights = {**PLAIN, **WEIGHTS.get(analysis.route, {})}
    words, scored = [], []
    for place, one in enumerate(head):
        kind, is_exact = str(one.candidate.stored["kind"]), one.candidate.group in named.exact
        if kind == Kind.TERM and not (is_exact or asks_meaning):
            words.append(one)
            continue
        weight = weights.get(kind, 1.0) * (EXACT if is_exact else 1.0)
        scored.append((weight / (SMOOTH + place), -place, one))
    rows = [one for *_key, one in sorted(scored, key=lambda row: row[:2], reverse=True)]
    return Ordered(_with_first([*rows, *tail], named, is_grouped), words[:WORDS])


def _with_first(rows: list[Ranked], named: Named, is_grouped: bool) -> list[Ranked]:
    """What was named stands first, once."""
    first = named.first
    if first is None:
        return rows
    if is_grouped:
        rest = [one for one in rows if one.candidate.group != first.group]
    else:
        rest = [one for one in rows if item_of(one.candidate) != item_of(first)]
    return [Ranked(first, rows[0].score if rows else first.score), *rest]
