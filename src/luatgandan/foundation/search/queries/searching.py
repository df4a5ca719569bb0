"""Searching: from words to results, through the values of `pipeline/`; every step can be looked at (`trace`)."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from math import log1p
from time import perf_counter

from django.utils.translation import gettext as _

from luatgandan.backends.search import Field, Found, Plan, SearchEngine, SearchError, get_search
from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.modules.registry import SearchWords, offers

from ..enums import Facet
from ..pipeline.analysis import analyse
from ..pipeline.excerpts import Highlighter, Worths
from ..pipeline.planning import Weights, day_of_law, plan
from ..pipeline.spelling import did_you_mean
from ..pipeline.suggesting import suggest as suggested
from ..pipeline.values import QueryAnalysis, SearchQuery, SearchResults, Sort, Suggestion
from ..pipeline.words import Glossary
from ..ranking import BadProfileError, Profile, Ranked, Unit, load_profile, rank
from .facets import facet_values, named_once, with_names
from .jumping import Named, named_in
from .ordering import ordered
from .results import Hits, browsed, hits_of, result_of, shown

log = logging.getLogger(__name__)
FACETS = tuple(Facet.values)


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One search with all that happened on the way; `steps` in milliseconds."""

    analysis: QueryAnalysis
    results: SearchResults
    plan: Plan = field(default_factory=lambda: Plan(clauses=()))
    profile: str = ""
    steps: Mapping[str, float] = field(default_factory=dict)


class _Steps:
    """A clock that names what it measures."""

    def __init__(self) -> None:
        self.times: dict[str, float] = {}
        self._began = self._last = perf_counter()

    def mark(self, name: str) -> None:
        """What was done since the last mark."""
        now = perf_counter()
        self.times[name] = round((now - self._last) * 1000, 3)
        self._last = now

    @property
    def total(self) -> float:
        """Milliseconds since the beginning."""
        return round((perf_counter() - self._began) * 1000, 3)


def search(query: SearchQuery, *, today: date) -> SearchResults:
    """What there is for `query`; never raises for anything a person may type. Without an index it says so."""
    return trace(query, today=today, explain=False).results


def trace(query: SearchQuery, *, today: date, explain: bool = True) -> Trace:
    """The same with all steps; `explain` adds the features of each result."""
    steps, query = _Steps(), named_once(query)
    analysis = analyse(
        query.text, glossary=glossary(), today=today, language=query.language, is_literal=query.is_literal
    )
    steps.mark("analysis")
    try:
        return _searched(query, analysis, today, steps, explain)
    except SearchError as error:
        problem = _("Phần tìm kiếm đang được chuẩn bị lại, xin thử lại sau ít phút.")
        results = SearchResults(
            query=query, analysis=analysis, at=day_of_law(analysis, query, today), problem=problem, is_available=False,
            took_ms=steps.total,
        )  # fmt: skip
        return Trace(analysis=analysis, results=results, steps={**steps.times, str(error)[:80]: steps.total})


def understand(query: SearchQuery, *, today: date) -> SearchResults:
    """What `look_up` would search for, and the law of which day; nothing is searched."""
    analysis = analyse(query.text, glossary=glossary(), today=today, language=query.language)
    return SearchResults(query=query, analysis=analysis, at=day_of_law(analysis, query, today))


def look_up(query: SearchQuery, *, today: date, rates_documents: bool = False) -> SearchResults:
    """The first results of `search` without excerpts, facets and other spellings: for rooms that read the texts.

    `rates_documents`: articles are told apart by how well their documents answer, too (`SearchResults.documents`).
    """
    understood, engine = understand(query, today=today), get_search()
    analysis, day = understood.analysis, understood.at or today
    try:
        found = engine.search(planned(query, analysis, today=today, facets=()))
        named = Named() if query.within else named_in(engine, analysis, day=day)
        hits = _hits(query, analysis, found, named, engine, day)
        documents = _ranked(analysis, found, engine, "document") if rates_documents else []
    except SearchError:
        return replace(understood, is_available=False)
    results = shown(hits, None, page=1, per_page=query.per_page, day=day)
    rated = {one.candidate.group: one.score for one in documents}
    return replace(understood, results=tuple(results), total=hits.total, documents=rated)


def suggest(text: str, *, today: date, limit: int = 8) -> list[Suggestion]:
    """Lines for under the search box; none when there is no index."""
    try:
        return suggested(get_search(), text, today=today, limit=limit)
    except SearchError:
        return []


def title_of(group: str) -> str:
    """The name of what is searched in; "" for the whole portal, and when there is no index."""
    try:
        known = get_search().fetch([f"{group}#0"]) if group else []
    except SearchError:
        return ""
    return str(known[0].stored["title"]) if known else ""


@lru_cache(maxsize=1)
def profile() -> Profile:
    """The profile of ranking; without one that can be read the engine's own order stands."""
    try:
        return load_profile()
    except BadProfileError:
        log.exception("ranking goes without its profile")
        return Profile()


def glossary() -> Glossary:
    """The everyday words of all rooms, remembered until public content changes."""
    return remember("search.glossary", lambda: Glossary.of(row for one in offers(SearchWords) for row in one.rows()))


def planned(query: SearchQuery, analysis: QueryAnalysis, *, today: date, facets: tuple[str, ...] = FACETS) -> Plan:
    """What the engine is asked for `query`."""
    engine = get_search()
    return plan(
        analysis, with_names(query), Weights.of(profile().weights), frequencies=engine.document_frequencies,
        entries=entries(engine), today=today, facets=facets,
    )  # fmt: skip


def entries(engine: SearchEngine) -> int:
    """How many there are in the index, remembered until it changes."""
    return remember("search.entries", lambda: engine.status().entries)


def _searched(query: SearchQuery, analysis: QueryAnalysis, today: date, steps: _Steps, explain: bool) -> Trace:
    engine = get_search()
    day = day_of_law(analysis, query, today)
    asked = planned(query, analysis, today=today)
    steps.mark("plan")
    found = engine.search(asked)
    steps.mark("engine")
    named = Named() if query.within or query.is_literal else named_in(engine, analysis, day=day)
    hits = browsed(found) if asked.order else _hits(query, analysis, found, named, engine, day, explain=explain)
    steps.mark("ranking")
    results = _results(query, analysis, found, hits, day, engine)
    results = replace(results, jump=named.url if results.query.page == 1 else "")
    steps.mark("showing")
    results = replace(results, took_ms=steps.total)
    version = str(profile().about.get("version", ""))
    return Trace(analysis=analysis, plan=asked, results=results, profile=version, steps=steps.times)


def _hits(
    query: SearchQuery,
    analysis: QueryAnalysis,
    found: Found,
    named: Named,
    engine: SearchEngine,
    day: date,
    *,
    explain: bool = False,
) -> Hits:
    """What the engine found, in the order readers see; `day`: whose law is asked for."""
    ranked = _ranked(analysis, found, engine, "document" if query.is_grouped else "article", explain=explain)
    if query.sort is not Sort.RELEVANCE:
        return hits_of(_by_day(ranked, query.sort), found, is_grouped=query.is_grouped)
    seen = ordered(ranked, found, analysis, named, day=day, is_grouped=query.is_grouped)
    return hits_of(seen.rows, found, is_grouped=query.is_grouped, apart=seen.words)


def _ranked(
    analysis: QueryAnalysis, found: Found, engine: SearchEngine, unit: Unit, *, explain: bool = False
) -> list[Ranked]:
    return rank(
        analysis, found, frequencies=engine.document_frequencies, entries=entries(engine), profile=profile(),
        unit=unit, explain=explain,
    )  # fmt: skip


def _by_day(ranked: Sequence[Ranked], sort: Sort) -> Sequence[Ranked]:
    """By the day of issue; what has none stands behind."""
    sign = -1 if sort is Sort.NEWEST else 1
    return sorted(ranked, key=lambda one: (not one.candidate.numbers.get("issued_on"),
                                           sign * one.candidate.numbers.get("issued_on", 0)))  # fmt: skip


def _results(
    query: SearchQuery, analysis: QueryAnalysis, found: Found, hits: Hits, day: date, engine: SearchEngine
) -> SearchResults:
    page = max(1, min(query.page, hits.pages(query.per_page)))
    highlighter = Highlighter(analysis, _worths(engine))
    results = shown(hits, highlighter, page=page, per_page=query.per_page, day=day)
    is_first = page == 1 and not query.is_literal
    return SearchResults(
        query=replace(query, page=page),
        analysis=analysis,
        results=tuple(results),
        words=tuple(result_of(one.candidate, highlighter, day=day) for one in hits.apart) if page == 1 else (),
        total=hits.total,
        facets=facet_values(found.facets, query),
        did_you_mean=did_you_mean(engine, analysis, found) if is_first else "",
        at=day,
        problem=_("Câu tìm dài quá; chỉ đọc phần đầu.") if analysis.is_cut else "",
        within_title=title_of(query.within),
    )


def _worths(engine: SearchEngine) -> Worths:
    """The rarity of tokens in the texts, for choosing what to show of a passage."""
    count = entries(engine)

    def worths(tokens: Iterable[str]) -> dict[str, float]:
        asked: dict[Field, list[str]] = {}
        for token in tokens:
            asked.setdefault(Field.BODY if token.isascii() else Field.BODY_MARKED, []).append(token)
        counts = [engine.document_frequencies(where, found) for where, found in asked.items()]
        return {token: log1p(count / (1 + number)) for found in counts for token, number in found.items()}

    return worths
