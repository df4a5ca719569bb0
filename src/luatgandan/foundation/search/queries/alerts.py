"""Which of the things that appeared a saved search means."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from luatgandan.backends.search import Candidate, Filter, get_search

from ..models import NewItem
from ..pipeline.analysis import analyse
from ..pipeline.tokens import tokenise
from ..pipeline.values import QueryAnalysis, Result, SearchQuery
from .results import item_of, result_of
from .searching import glossary, planned

GROUPS = 200  # groups asked for at once
LIMIT = 400
ENOUGH = 0.8  # of the words that say something must stand in a hit


def hits_among(query: SearchQuery, new: Sequence[NewItem], *, today: date) -> list[Result]:
    """The new things that `query` finds, each once: a hit holds most of the words. Raises SearchError."""
    analysis = analyse(query.text, glossary=glossary(), today=today, language=query.language, is_literal=True)
    wanted = {one.item for one in new}
    groups = list(dict.fromkeys(one.group for one in new))
    found: dict[str, Result] = {}
    for start in range(0, len(groups), GROUPS):
        for one in _found(query, analysis, groups[start : start + GROUPS], today):
            if item_of(one) in wanted and item_of(one) not in found and is_about(analysis, one):
                found[item_of(one)] = result_of(one, None, day=today)
    return list(found.values())


def _found(query: SearchQuery, analysis: QueryAnalysis, groups: Sequence[str], today: date) -> Iterator[Candidate]:
    made = planned(query, analysis, today=today, facets=())
    among = Filter(name="group", values=tuple(groups))
    yield from get_search().search(replace(made, filters=(*made.filters, among), limit=LIMIT)).candidates


def is_about(analysis: QueryAnalysis, candidate: Candidate) -> bool:
    """Whether a passage holds most of the words: marks that were typed are kept to."""
    stored = candidate.stored
    marked, folded = tokenise("\n".join((stored["title"], *stored["path"], stored["number"], stored["text"])))
    known, plain = set(marked.split()), set(folded.split())
    words = [one for one in analysis.syllables if not one.is_stop] or list(analysis.syllables)
    held = sum(one.typed in known if one.has_marks else one.folded in plain for one in words)
    return held >= ENOUGH * len(words)
