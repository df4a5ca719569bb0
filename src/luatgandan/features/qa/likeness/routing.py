"""Who answered questions like this one: naive Bayes over terms of past cases, with the words that speak for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from luatgandan.lib.vietnamese.terms import terms_of, written

MOST = 3
LEAST_SHARE = 0.05
LEAST_CASES = 3  # of a unit, before anything is learned from them
WORDS = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit, how likely it is among all that ever answered (0 to 1), its past cases, and the words that tell it."""

    organisation_id: int
    share: float
    cases: int
    words: tuple[str, ...]


def suggested(text: str, past: Iterable[tuple[str, int]], *, most: int = MOST) -> list[Suggestion]:
    """Units for a new question, the likeliest first; `past` are (question, the unit that answered it in the end).

    Nothing when no word of the question was ever met, or no unit has enough cases.
    """
    texts: dict[int, list[str]] = defaultdict(list)
    for question, unit in past:
        texts[unit].append(question)
    counts = {
        unit: Counter(term for question in questions for term in set(terms_of(question)))
        for unit, questions in texts.items()
        if len(questions) >= LEAST_CASES
    }
    known = {term for count in counts.values() for term in count}
    asked = sorted(set(terms_of(text)) & known)
    if not asked:
        return []
    cases = {unit: len(texts[unit]) for unit in counts}
    chances = {unit: {term: _chance(counts[unit][term], cases[unit]) for term in asked} for unit in counts}
    shares = _shares(
        {unit: sum(log(chance) for chance in chances[unit].values()) + log(cases[unit]) for unit in counts}
    )
    best = sorted(shares, key=lambda unit: (-shares[unit], unit))[:most]
    return [
        Suggestion(unit, shares[unit], cases[unit], _telling(unit, chances, counts, [text, *texts[unit]]))
        for unit in best
        if shares[unit] >= LEAST_SHARE
    ]


def _chance(having: int, cases: int) -> float:
    """How likely a question of the unit has a term (half a case added to either side)."""
    return (having + 0.5) / (cases + 1)


def _shares(logs: dict[int, float]) -> dict[int, float]:
    top = max(logs.values())
    weights = {unit: exp(value - top) for unit, value in logs.items()}
    total = sum(weights.values())
    return {unit: weight / total for unit, weight in weights.items()}


def _telling(
    unit: int, chances: dict[int, dict[str, float]], counts: dict[int, Counter[str]], texts: list[str]
) -> tuple[str, ...]:
    """The words of the question that this unit had and others had less."""
    others = [other for other in chances if other != unit]
    gain = {
        term: log(chance / (sum(chances[other][term] for other in others) / len(others) if others else 0.5))
        for term, chance in chances[unit].items()
        if counts[unit][term]
    }
    telling = sorted((term for term in gain if gain[term] > 0), key=lambda term: (-gain[term], " " not in term, term))
    chosen: list[str] = []
    for term in telling:
        if not any(term in one or one in term for one in chosen):
            chosen.append(term)
    return tuple(written(term, texts) for term in chosen[:WORDS])
