"""Answers that agencies have published: one that matches strongly is given word for word, before anything else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from luatgandan.foundation.modules.registry import AnswerSource, PublishedAnswer, offers
from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.queries import look_up

from ..pipeline.asks import asks, contradicts
from ..pipeline.matching import Wanted, Words, Worth, coverage, pair_coverage, share_of, wanted_of, words_of
from ..pipeline.values import Choice, Helper, Official, Unit
from .retrieving import cited_units

LOOKED_AT = 6
RELATED = 3
# How strongly a match must fit; chosen on tests/graded (docs/assistant.md, "Strong matches").
STRONG, LIKELY = 0.9, 0.75  # LIKELY is enough for what search puts first
PART, WHOLE = 0.6, 0.95  # the fit and the share told that are enough together
EXACT = 2.0  # above all that can be reached otherwise
AHEAD = 0.05  # of the next one
TOLD = 0.7  # of the question's words that question and answer must hold together
BACK = 0.5  # how much the way back counts: words of the answered question that nobody asked about
PAIRS = 0.35  # neighbours that are neighbours in both
FROM_ANSWER = 0.5  # what a word of the question counts that stands only in the answer


@dataclass(frozen=True, kw_only=True)
class Known:
    """A published answer that fits, with the provisions it rests on and how well it fits."""

    official: Official
    helpers: tuple[Helper, ...]
    units: tuple[Unit, ...]
    numbers: dict[str, float] = field(default_factory=dict)


def official_for(
    text: str, worth: Worth, *, language: str, today: date
) -> tuple[Known | None, tuple[PublishedAnswer, ...]]:
    """The published answer to a question when one matches strongly, and all that are near it."""
    query = SearchQuery(
        text=text, facets={"kind": ("question",)}, is_grouped=False, per_page=LOOKED_AT, language=language
    )
    looked = look_up(query, today=today)
    found, wanted = looked.results, wanted_of(looked.analysis, worth)
    answers = _load([one.id for one in found])
    rated = [
        (_rated(text, wanted, answers[one.id], worth), place, answers[one.id])
        for place, one in enumerate(found)
        if one.id in answers
    ]
    first, second, *_ = [*sorted(rated, key=lambda row: row[0], reverse=True), (0.0, 0, None), (0.0, 0, None)]
    value, place, best = first
    is_strong = best is not None and value - second[0] >= AHEAD and _is_strong(wanted, best, value, is_first=not place)
    known = _known(best, value, today) if best and is_strong else None
    return known, tuple(answers.values())


def related(near: Iterable[PublishedAnswer]) -> tuple[Choice, ...]:
    """Published answers that may be meant, as links."""
    return tuple(Choice(label=one.question, text=one.url) for one in near)[:RELATED]


def guide_for(unit: Unit, wanted: Wanted, near: Iterable[PublishedAnswer]) -> PublishedAnswer | None:
    """The published answer that rests on this unit and tells most of what was asked: what to do, who can help."""
    fitting = (one for one in near if one.steps and _rests_on(one, unit) and told(wanted, one) >= PART)
    return next(fitting, None)


def _rests_on(known: PublishedAnswer, unit: Unit) -> bool:
    cited = (eid for document, eid in known.cited if document == unit.document)
    return any(f"{one}__".startswith(f"{unit.eid}__") or f"{unit.eid}__".startswith(f"{one}__") for one in cited)


def _is_strong(wanted: Wanted, best: PublishedAnswer, value: float, *, is_first: bool) -> bool:
    """Whether it fits well enough; less is enough for what search puts first when it tells all that was asked."""
    share = told(wanted, best)
    fits = value >= (LIKELY if is_first else STRONG) and share >= TOLD
    return value >= EXACT or fits or (is_first and value >= PART and share >= WHOLE)


def _load(ids: Iterable[str]) -> dict[str, PublishedAnswer]:
    found: dict[str, PublishedAnswer] = {}
    for source in offers(AnswerSource):
        own = [one for one in ids if one.startswith(f"{source.name}:")]
        found.update(source.load(own) if own else {})
    return found


def _rated(text: str, wanted: Wanted, known: PublishedAnswer, worth: Worth) -> float:
    """EXACT for the very words of a published question, else how well it fits."""
    asked = words_of(text).folded
    is_same = any(words_of(one).folded == asked for one in (known.question, *known.variants))
    return EXACT if is_same else fit(text, wanted, known, worth)


def fit(text: str, wanted: Wanted, known: PublishedAnswer, worth: Worth) -> float:
    """How far both questions cover each other, at the way of asking the same that fits best (0 to 1)."""
    body = words_of("\n".join((known.answer, *known.steps)))
    return max((_mutual(wanted, words_of(one), body, worth) for one in _ways(text, known)), default=0.0)


def _ways(text: str, known: PublishedAnswer) -> list[str]:
    """The ways of asking a published question that want to hear what `text` does: all when it says so itself."""
    if contradicts(text, known.question):
        return []
    wants = asks(text)
    does = wants <= asks(known.question)
    return [
        one for one in (known.question, *known.variants) if (does or wants <= asks(one)) and not contradicts(text, one)
    ]


def told(wanted: Wanted, known: PublishedAnswer) -> float:
    """The share of the question's words that the published question and answer hold together."""
    return coverage(wanted, [(words_of("\n".join((known.question, *known.variants, known.answer, *known.steps))), 1.0)])


def _mutual(wanted: Wanted, title: Words, body: Words, worth: Worth) -> float:
    there = (coverage(wanted, [(title, 1.0)]) + coverage(wanted, [(title, 1.0), (body, FROM_ANSWER)])) / 2
    return there * (1 - BACK + BACK * share_of(title, wanted, worth)) + PAIRS * pair_coverage(wanted, title)


def _known(answer: PublishedAnswer, fit: float, today: date) -> Known:
    units = tuple(cited_units(answer.cited, today))
    return Known(official=as_official(answer), helpers=helpers_of(answer), units=units, numbers={"fit": round(fit, 3)})


def as_official(answer: PublishedAnswer) -> Official:
    """A published answer as a card has it."""
    return Official(
        title=answer.question, url=answer.url, answer=answer.answer, signer=answer.signer, signed_on=answer.signed_on,
        steps=answer.steps,
    )  # fmt: skip


def helpers_of(answer: PublishedAnswer) -> tuple[Helper, ...]:
    """Who helps with it."""
    return tuple(Helper(who=who, what=what, contact=contact) for who, what, contact in answer.helpers)
