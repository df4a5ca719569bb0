"""The order readers see: what was named first, answers before texts, words of the dictionary apart.

Ranking knows laws. What the house wrote for these very questions weighs more where a question is asked; the order of
ranking is kept among things of one kind.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luatgandan.backends.search import Candidate, Found
from luatgandan.lib.vietnamese import fold

from ..enums import Kind
from ..pipeline.values import QueryAnalysis, Route
from ..ranking import Ranked
from .jumping import Named
from .results import is_answer, is_asked, item_of

LOOKED_AT = 60  # only so far down may a thing be lifted; below, ranking's order stands
FLOOR = 0.05  # of the score of the best, so that the last of those looked at can be told apart too
NAMED = 0.6  # of the words: what is called by so many of them is meant
NAMED_ASKED = 0.8  # of the words of a question, which talks about more than it names
PLAIN: dict[str, float] = {Kind.NEWS: 0.7, Kind.PAGE: 0.7, Kind.ANNEX: 0.8}
WEIGHTS: dict[Route, dict[str, float]] = {
    Route.QUESTION: {Kind.QUESTION: 1.8, Kind.TOPIC: 1.4, Kind.PLACE: 0.5, Kind.ORGANISATION: 0.7},
    Route.WORDS: {Kind.QUESTION: 1.4, Kind.TOPIC: 1.3},
}
WHOLE = 0.99  # of the words: the query is the name
WORDS = 2  # of the dictionary, above the results
FITTING = 0.2  # of the worth of the best: where no word is named, one must fit so well to be explained
ENDED = 0.6  # of the worth of law that is no longer in force on the day asked for
SISTERS = 4  # other questions of a topic that may stand on their own
AS_ASKED = 0.6  # of the worth of law that is found by what people ask
LAWLIKE: dict[str, float] = {Kind.DOCUMENT: 1.6}
AGENCYLIKE: dict[str, float] = {Kind.ORGANISATION: 2.0, Kind.PLACE: 0.6}
_LAW = re.compile(r"^(?:bo luat|luat(?! su)|nghi dinh|nd|thong tu|tt|phap lenh|nghi quyet|hien phap)\b")
_AGENCY = re.compile(
    r"^(?:ubnd|uy ban|cong an|ca (?:phuong|xa|p)|toa an|bhxh|chua|tong dai|trung tam|so (?:tu phap|y te|noi vu))\b"
)
_YEAR = re.compile(r"\b(?:19[4-9]|20[0-4])\d\b")
_MEANING = re.compile(r"\b(?:la gi|nghia la|la sao|hieu the nao)\b")


@dataclass(frozen=True)
class Ordered:
    """Rows of results, and words of the dictionary that are shown above them."""

    rows: Sequence[Ranked]
    words: Sequence[Ranked] = ()


def ordered(
    ranked: Sequence[Ranked], found: Found, analysis: QueryAnalysis, named: Named, *, day: date, is_grouped: bool
) -> Ordered:
    """`ranked` as readers should see it; `day`: whose law is asked for."""
    head, tail = list(ranked[:LOOKED_AT]), list(ranked[LOOKED_AT:])
    least = NAMED_ASKED if analysis.route is Route.QUESTION else NAMED
    weights, asks_meaning = _weights(analysis, named, least), bool(_MEANING.search(fold(analysis.text)))
    terms = (one.candidate.group for one in head if one.candidate.kind == Kind.TERM)
    is_named = any(named.shares.get(term, 0.0) >= least for term in terms)
    words, scored = [], []
    rated = list(zip(_worths(head), head, strict=True))
    for worth, one in [*rated, *(_sisters(rated, found) if is_grouped else ())]:
        kind, share = one.candidate.kind, named.shares.get(one.candidate.group, 0.0)
        if kind == Kind.TERM and not (share >= WHOLE or asks_meaning):
            words += [one] if share > 0 or (worth >= FITTING and not is_named) else []
        else:
            is_meant = share >= least
            lift = 1 + 2 * share if is_meant else _validity(one.candidate, analysis, day)
            scored.append((worth * weights.get(kind, 1.0) * lift, one))
    rows = [one for _worth, one in sorted(scored, key=lambda row: row[0], reverse=True)]
    return Ordered(_with_first([*rows, *tail], named, is_grouped), words[:WORDS])


def _weights(analysis: QueryAnalysis, named: Named, least: float) -> dict[str, float]:
    """How much each kind counts for these words."""
    text = fold(analysis.text)
    if _LAW.search(text):
        return {**PLAIN, **LAWLIKE}
    if _AGENCY.search(text):
        return {**PLAIN, **AGENCYLIKE}
    if any(share >= least for share in named.shares.values()):
        return PLAIN
    return {**PLAIN, **WEIGHTS.get(analysis.route, {})}


def _validity(candidate: Candidate, analysis: QueryAnalysis, day: date) -> float:
    """How much law counts: less where it has ended on `day`, unless a document or a year is named."""
    has_ended = 0 < candidate.numbers.get("ended_on", 0) <= day.toordinal()
    return ENDED if has_ended and not analysis.document and not _YEAR.search(analysis.text) else 1.0


def _sisters(rated: Sequence[tuple[float, Ranked]], found: Found) -> Iterator[tuple[float, Ranked]]:
    """Other questions of the topics found: each is an answer of its own, not an article of a law."""
    topics = {one.candidate.group: (worth, one) for worth, one in rated if is_answer(one.candidate)}
    seen: Counter[str] = Counter()
    known = {item_of(one.candidate) for _worth, one in rated}
    for other in found.candidates:
        own = topics.get(other.group)
        if own and item_of(other) not in known and seen[other.group] < SISTERS:
            known.add(item_of(other))
            seen[other.group] += 1
            share = other.score / own[1].candidate.score if own[1].candidate.score > 0 else 1.0
            yield own[0] * min(1.0, share), Ranked(other, own[1].score)


def _worths(head: Sequence[Ranked]) -> list[float]:
    """Up to 1: what the model says (learnt on documents of law) and what the engine says, half and half.

    What is found by the words of a question stands behind the answer to it.
    """
    model, engine = _scaled([one.score for one in head]), _scaled([one.candidate.score for one in head])
    shares = (AS_ASKED if is_asked(one.candidate) else 1.0 for one in head)
    both = zip(model, engine, shares, strict=True)
    return [(FLOOR + (1 - FLOOR) * (one + other) / 2) * share for one, other, share in both]


def _scaled(scores: list[float]) -> list[float]:
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    return [(score - low) / (high - low) if high > low else 1.0 for score in scores]


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
