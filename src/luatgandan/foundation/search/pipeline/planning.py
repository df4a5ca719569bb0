"""From what was understood to what an engine is asked, within a bound of cost.

Neighbouring syllables carry most of the meaning of Vietnamese words and are cheap to look up; single syllables help
where they are rare. Typed marks are kept to: a syllable with marks is looked up with them, one without in its folded
form.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise

from luatgandan.backends.search.base import MARKED, Clause, Field, Filter, Plan

from .intents import asks_penalty
from .names import IN, article_in, article_of
from .passages import ALONE, FIRST, PART
from .tokens import tokenise
from .values import QueryAnalysis, SearchQuery, Sort, Syllable
from .words import ABBREVIATION

Frequencies = Callable[[Field, Iterable[str]], Mapping[str, int]]
_MOST_SYLLABLES = 60
_STATE = "state"
_YEAR = 4  # digits
_OF_FINES = ("xu_phat", "phat_tien")
_STORY = 25  # words
_STORY_CLAUSES = 24
_CORE_SHARE = 0.1  # of all entries: what the words that count may match together


@dataclass(frozen=True, kw_only=True)
class Weights:
    """How much each kind of clause counts. The profile of ranking holds the values; these are for an untuned engine."""

    names: float = 8.0  # of a document or article that was named
    title: float = 0.5
    path: float = 0.3
    body: float = 0.5
    pairs: float = 1.0
    mixed: float = 0.3  # of other marks, for a syllable without marks among syllables with marks
    expansion: float = 1.0  # of legal terms beside everyday words, often the rarest and surest words of a query
    abbreviation: float = 0.75  # of what an abbreviation stands for: it may be a part of a name ("CA phường …")
    implied: float = 1.0  # of what a decree on fines says, for a question about a fine
    body_share: float = 0.1  # of all entries: a syllable in more of them is not looked up in bodies
    clauses: int = 40
    limit: int = 400

    @classmethod
    def of(cls, values: Mapping[str, float]) -> "Weights":
        """From a profile; what it does not name stays as it is here."""
        plain = cls()
        known = {one.name: getattr(plain, one.name) for one in fields(cls)}
        return cls(**{name: type(known[name])(value) for name, value in values.items() if name in known})


def plan(
    analysis: QueryAnalysis,
    query: SearchQuery,
    weights: Weights,
    *,
    frequencies: Frequencies,
    entries: int,
    today: date,
    facets: tuple[str, ...] = (),
) -> Plan:
    """What to ask the engine; `entries`: how many there are in the index, which knows the states of today only."""
    if day_of_law(analysis, query, today) != today:
        facets = tuple(name for name in facets if name != _STATE)
    if not analysis.text:
        return _browsing(analysis, query, today, facets)
    wanted = list(_merged([*_named(analysis, weights), *_worded(analysis, weights)]))
    counts = _counted(wanted, frequencies)
    most = min(weights.clauses, _STORY_CLAUSES) if is_story(analysis) else weights.clauses
    kept = _bounded(wanted, counts, replace(weights, clauses=most), entries)
    return Plan(
        clauses=tuple(kept),
        core=_core(kept, counts, entries) if facets else (),
        filters=tuple(_filters(analysis, query, today)),
        facets=facets,
        limit=weights.limit,
    )


def _browsing(analysis: QueryAnalysis, query: SearchQuery, today: date, facets: tuple[str, ...]) -> Plan:
    """Without words: whatever passes, by day of issue; documents without their articles, unless these were chosen."""
    part = FIRST if query.within or query.facets.get("kind") or not query.is_grouped else ALONE
    return Plan(
        clauses=(),
        filters=(*_filters(analysis, query, today), Filter(name=PART, values=(part,))),
        facets=facets,
        order="issued_on" if query.sort is Sort.OLDEST else "-issued_on",
        limit=max(1, query.page) * query.per_page,
    )


def _named(analysis: QueryAnalysis, weights: Weights) -> Iterator[Clause]:
    """The document and article that were named: that article first, then the document, then what stands in it."""
    document, eid = analysis.document, analysis.article
    if document and eid:
        yield Clause(field=Field.NAMES, term=article_in(document, eid), weight=weights.names)
    if document:
        yield Clause(field=Field.NAMES, term=document, weight=weights.names * (0.5 if eid else 1.0))
        yield Clause(field=Field.NAMES, term=IN + document, weight=weights.names * 0.25)
    if eid:
        for term in dict.fromkeys((article_of(eid), eid)):
            yield Clause(field=Field.NAMES, term=term, weight=weights.names * 0.1)
    for one in analysis.syllables:
        if not document and one.typed.isdecimal() and len(one.typed) > _YEAR:
            yield Clause(field=Field.NAMES, term=one.typed, weight=weights.names)  # a code, a telephone number


def _worded(analysis: QueryAnalysis, weights: Weights) -> Iterator[Clause]:
    syllables = analysis.syllables[:_MOST_SYLLABLES]
    if is_story(analysis):  # any title has some of its words
        weights = replace(weights, title=0.0, path=0.0)
    has_marks = any(one.has_marks for one in syllables)
    for one in syllables:
        if not one.is_stop:
            yield from _syllable(one, has_marks, weights)
    yield from _pairs([(one.folded, one.is_stop) for one in syllables], weights.pairs)
    if asks_penalty(syllables):
        yield from (Clause(field=Field.PAIRS, term=term, weight=weights.implied) for term in _OF_FINES)
    for expansion in analysis.expansions:
        share = weights.abbreviation if expansion.reason == ABBREVIATION else weights.expansion
        yield from (replace(one, weight=one.weight * share) for one in _term(expansion.term, weights))


def is_story(analysis: QueryAnalysis) -> bool:
    """Whether someone tells what happened, instead of asking in a few words."""
    return sum(not one.is_stop for one in analysis.syllables) > _STORY


def _syllable(one: Syllable, has_marks: bool, weights: Weights) -> Iterator[Clause]:
    """With marks: only with these. Without: any marks; among marked words rather without."""
    for field, weight in ((Field.TITLE, weights.title), (Field.PATH, weights.path), (Field.BODY, weights.body)):
        if has_marks:
            yield Clause(field=MARKED[field], term=one.typed, weight=weight)
        if not one.has_marks:
            yield Clause(field=field, term=one.folded, weight=weight * (weights.mixed if has_marks else 1.0))


def _pairs(tokens: list[tuple[str, bool]], weight: float) -> Iterator[Clause]:
    """Neighbouring tokens, unless both only ask; `tokens`: (folded, whether it only asks)."""
    for (first, is_stop), (second, is_stop_too) in pairwise(tokens):
        if not (is_stop and is_stop_too):
            yield Clause(field=Field.PAIRS, term=f"{first}_{second}", weight=weight)


def _term(term: str, weights: Weights) -> Iterator[Clause]:
    """A legal term, rightly spelled."""
    marked, folded = (tokens.split() for tokens in tokenise(term))
    yield from _pairs([(token, False) for token in folded], weights.pairs)
    if len(marked) == 1:
        yield Clause(field=Field.BODY_MARKED, term=marked[0], weight=weights.body)


def _merged(clauses: Iterable[Clause]) -> Iterable[Clause]:
    """One clause for each term of each field, with the greatest weight asked for."""
    found: dict[tuple[Field, str], Clause] = {}
    for one in clauses:
        old = found.get((one.field, one.term))
        if one.weight > 0 and (old is None or old.weight < one.weight):
            found[one.field, one.term] = one
    return found.values()


def _counted(clauses: list[Clause], frequencies: Frequencies) -> dict[tuple[Field, str], int]:
    """In how many entries each clause's term occurs."""
    counts: dict[tuple[Field, str], int] = {}
    for field in dict.fromkeys(one.field for one in clauses):
        found = frequencies(field, [one.term for one in clauses if one.field is field])
        counts |= {(field, term): count for term, count in found.items()}
    return counts


def _bounded(
    clauses: list[Clause], counts: Mapping[tuple[Field, str], int], weights: Weights, entries: int
) -> list[Clause]:
    """The clauses that occur at all, rarest first; at most `weights.clauses`; no common syllables in bodies.

    Where nothing else is left the common ones stay: they are all the person said.
    """
    found = sorted((one for one in clauses if counts[one.field, one.term]), key=lambda one: counts[one.field, one.term])
    common = entries * weights.body_share
    bodies = (Field.BODY, Field.BODY_MARKED)
    rare = [one for one in found if one.field not in bodies or counts[one.field, one.term] <= common]
    if not any(one.field in (*bodies, Field.PAIRS, Field.NAMES) for one in rare):
        rare = found
    named = [one for one in rare if one.field is Field.NAMES]
    others = [one for one in rare if one.field is not Field.NAMES]
    return [*named, *others[: max(0, weights.clauses - len(named))]]


def _core(kept: list[Clause], counts: Mapping[tuple[Field, str], int], entries: int) -> tuple[Clause, ...]:
    """The rarest clauses, as long as they match no great part of the index together; the rarest in any case."""
    core: list[Clause] = []
    total = 0
    for one in sorted(kept, key=lambda one: counts[one.field, one.term]):
        total += counts[one.field, one.term]
        if core and total > entries * _CORE_SHARE:
            break
        core.append(one)
    return tuple(core)


def day_of_law(analysis: QueryAnalysis, query: SearchQuery, today: date) -> date:
    """The day whose law is asked for: chosen, or named in the words, or today."""
    return query.at or analysis.at or today


def _filters(analysis: QueryAnalysis, query: SearchQuery, today: date) -> Iterator[Filter]:
    """Chosen facets, the document searched in, and the wording of the day: not what other words have replaced."""
    day = day_of_law(analysis, query, today)
    for name, values in query.facets.items():
        if values and (name != _STATE or day == today):
            yield Filter(name=name, values=tuple(values))
    if query.within:
        yield Filter(name="group", values=(query.within,))
    yield Filter(name="valid_to", low=day.toordinal() + 1)
    if (query.at or analysis.at) and day <= today:
        yield Filter(name="valid_from", high=day.toordinal())
    if day != today:
        yield from _of_the_day(day.toordinal(), query.facets.get(_STATE, ()))


def _of_the_day(day: int, states: Sequence[str]) -> Iterator[Filter]:
    """Nothing issued later than on a day that is not today; a state is told by the days then."""
    yield Filter(name="issued_on", high=day)
    if len(states) != 1:
        return
    if states[0] == "expired":
        yield Filter(name="ended_on", high=day)
    elif states[0] == "not_yet":
        yield Filter(name="effective_on", low=day + 1)
    else:  # an answer has no day on which it came into force: 0
        yield from (Filter(name="ended_on", low=day + 1), Filter(name="effective_on", low=1, high=day))
