"""From a question to a card: every stage in its order. Reads only; nothing is stored here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from math import log1p
from typing import Any

from luatgandan.backends.search import Field, SearchError, get_search
from luatgandan.foundation.modules.registry import PublishedAnswer
from luatgandan.foundation.search.pipeline.values import QueryAnalysis, SearchQuery, SearchResults
from luatgandan.foundation.search.queries import look_up, understand
from luatgandan.foundation.search.queries.jumping import named_in
from luatgandan.foundation.search.queries.searching import entries

from ..enums import Status
from ..pipeline.asks import asks, tells_since
from ..pipeline.clarifying import clarify
from ..pipeline.evidence import RIVALS, Article, distinct, placed, proof, weigh
from ..pipeline.extracting import extract
from ..pipeline.injection import is_injection
from ..pipeline.language import language_of
from ..pipeline.matching import Wanted, Worth, wanted_of
from ..pipeline.offences import FINES, added, offences
from ..pipeline.premises import is_impossible
from ..pipeline.privacy import scrub
from ..pipeline.rewording import reword
from ..pipeline.routing import is_sensitive, route
from ..pipeline.values import Card, Unit
from ..pipeline.verifying import IN_FORCE, proven
from .defining import definitions
from .official import as_official, guide_for, helpers_of, official_for, related
from .retrieving import articles_of, named_unit, warned

FOUND = 16  # articles that are read closely
SENTENCES = 3  # units that an answer quotes at most
ENOUGH = 1.85  # what must prove an answer (docs/assistant.md, "Enough")
NEAR = 1.0  # what stands further behind the best is not quoted beside it


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it came. `at`: the day of law chosen by hand; `is_settled`: nothing is asked back any more."""

    text: str
    today: date
    at: date | None = None
    is_settled: bool = False


def answer(asked: Asked) -> Card:
    """The card of a question; never raises for anything a person may type."""
    scrubbed = scrub(asked.text)
    card = Card(
        status=Status.NO_MATCH, question=scrubbed.text, day=asked.at or asked.today, hidden=scrubbed.kinds,
        language=language_of(scrubbed.text), is_sensitive=is_sensitive(scrubbed.text),
    )  # fmt: skip
    if is_injection(scrubbed.text):
        return replace(card, status=Status.INJECTION, question="", why="injection")
    ended = route(scrubbed.text)
    if ended:
        return replace(card, status=ended, why="route")
    return replace(card, why="premise") if is_impossible(scrubbed.text) else _from_law(asked, card)


def _from_law(asked: Asked, card: Card) -> Card:
    """The law is searched last: not where a provision is named or a published answer is given."""
    query = _query(asked, card, card.question)
    understood = understand(query, today=asked.today)
    try:
        return _of_query(asked, replace(card, day=understood.at or card.day), query, understood.analysis)
    except SearchError:
        return replace(card, status=Status.UNAVAILABLE, why="no_index")


def _of_query(asked: Asked, card: Card, query: SearchQuery, analysis: QueryAnalysis) -> Card:
    if analysis.document and analysis.article:
        return _named(card, analysis)
    if analysis.document:
        return _within(asked, card, query, analysis)
    return _of_words(asked, card, query, analysis)


def _query(asked: Asked, card: Card, text: str) -> SearchQuery:
    at = asked.at or (asked.today if tells_since(text) else None)
    return SearchQuery(
        text=reword(text), at=at, facets={"kind": ("article",)}, is_grouped=False, per_page=FOUND,
        language=card.language,
    )  # fmt: skip


def _within(asked: Asked, card: Card, query: SearchQuery, analysis: QueryAnalysis) -> Card:
    """The question names a document: only what stands in it can answer, and nothing when it is not here."""
    named = named_in(get_search(), analysis, day=card.day).first
    if named is None:
        return replace(card, why="document_missing")
    return _of_words(asked, card, replace(query, within=named.group), analysis)


def _of_words(asked: Asked, card: Card, query: SearchQuery, analysis: QueryAnalysis) -> Card:
    worth = rarity()
    wanted = wanted_of(analysis, worth, said=card.question)
    if not wanted.tokens:
        return replace(card, why="no_words")
    official, near = official_for(card.question, worth, language=card.language, today=asked.today)
    card = replace(card, related=related(near))
    if official and card.day == asked.today:
        return replace(
            card, status=Status.ANSWERED_OFFICIAL, official=official.official, helpers=official.helpers,
            units=official.units, why="official", numbers=official.numbers,
        )  # fmt: skip
    question = None if asked.is_settled else clarify(card.question)
    if question:
        return replace(card, status=Status.CLARIFY, clarification=question, why=question.fact)
    quoted = _of_both(asked, card, worth) or _found(asked, card, query, wanted, worth)
    return _guided(quoted, wanted, near) if card.day == asked.today else quoted


def _guided(card: Card, wanted: Wanted, near: Sequence[PublishedAnswer]) -> Card:
    """Beside what is quoted, the steps and the helpers of a published answer that rests on it."""
    guide = guide_for(card.units[0], wanted, near) if card.units else None
    return replace(card, guide=as_official(guide), helpers=helpers_of(guide)) if guide else card


def _of_both(asked: Asked, card: Card, worth: Worth) -> Card | None:
    """The answers to two offences in one question, each proven by its own unit; None where either is not."""
    cards = [_of_one(asked, replace(card, question=text), worth) for text in offences(card.question)]
    units = {unit.id: unit for one in cards for unit in one.units}
    if not cards or not all(one.units for one in cards) or cards[0].units[0].id == cards[1].units[0].id:
        return None
    said = {sentence.evidence: sentence for one in cards for sentence in one.sentences}
    return replace(cards[0], question=card.question, units=tuple(units.values()), sentences=tuple(said.values()))


def _of_one(asked: Asked, card: Card, worth: Worth) -> Card:
    query = _query(asked, card, card.question)
    wanted = wanted_of(understand(query, today=asked.today).analysis, worth, said=card.question)
    return _found(asked, card, query, wanted, worth, most=1)


def _found(
    asked: Asked, card: Card, query: SearchQuery, wanted: Wanted, worth: Worth, *, most: int = SENTENCES
) -> Card:
    """What the law says that search finds; inside one document, documents are not compared."""
    found = look_up(query, today=asked.today, rates_documents=not query.within)
    if not found.is_available:
        return replace(card, status=Status.UNAVAILABLE, why="no_index")
    return _extracted(card, found, wanted, worth, most=most)


def _named(card: Card, analysis: QueryAnalysis) -> Card:
    """The question names its provision: that one, or nothing."""
    named = named_in(get_search(), analysis, day=card.day).first
    unit = named_unit(str(named.stored["id"]), analysis.article, card.day) if named else None
    if unit is None:
        return replace(card, why="named_missing")
    return _proven(replace(card, units=(unit,)), "named")


def _extracted(card: Card, found: SearchResults, wanted: Wanted, worth: Worth, *, most: int) -> Card:
    standing = articles_of(found, card.day)
    articles = [one for one in standing if one.unit.state in IN_FORCE]
    if not articles:
        return replace(card, why="expired_only" if standing else "nothing_found")
    weighed = weigh(articles, card.question, wanted, worth)
    if not weighed:
        return replace(card, why="weak")
    best = distinct(weighed, most=RIVALS)
    sure = proof(best, wanted)
    numbers = {"score": best[0].score, "covered": best[0].covered, "pairs": best[0].pairs, "proof": sure}
    card = replace(card, numbers={name: round(float(value), 3) for name, value in numbers.items()})
    defined = definitions(card.question, card.day)
    if not defined and sure < ENOUGH:
        return replace(card, why="weak")
    near = (one.unit for one in best[:most] if best[0].score - one.score <= NEAR)
    first, *rest = _one_each([*defined, *near])
    units = (first, *_beside(card, first, articles), *rest)
    return _proven(replace(card, units=units), "defined" if defined else "extracted")


def _one_each(units: Sequence[Unit]) -> list[Unit]:
    """The first unit of each article, as many as an answer quotes."""
    found: dict[tuple[int, str], Unit] = {}
    for one in units:
        found.setdefault(one.place, one)
    return list(found.values())[:SENTENCES]


def _beside(card: Card, unit: Unit, articles: Sequence[Article]) -> list[Unit]:
    """What its article adds to a fine, where a fine is asked for."""
    asks_fine = asks(card.question) & FINES
    return [extra for one in articles if asks_fine and one.unit.place == unit.place for extra in added(one, unit)]


def _proven(card: Card, why: str) -> Card:
    """The quotations that pass the verifier; without that of the first unit, which answers best, there is no answer."""
    said = [extract(unit) for unit in card.units]
    sentences = proven(said, {unit.id: unit for unit in card.units})
    told = {key for one in sentences for key in one.evidence}
    if card.units[0].id not in told:
        return replace(card, units=(), why="unproven", dropped=len(said))
    units = tuple(warned([placed(unit) for unit in card.units if unit.id in told], card.day))
    return replace(
        card, status=Status.ANSWERED_EXTRACTIVE, sentences=tuple(sentences), units=units, why=why,
        dropped=len(said) - len(sentences),
    )  # fmt: skip


def rarity() -> Worth:
    """How rare a folded token is in the texts, remembered for one question."""
    engine: Any = get_search()
    count = entries(engine)

    @cache
    def worth(token: str) -> float:
        return log1p(count / (1 + engine.document_frequencies(Field.BODY, [token])[token]))

    return worth
