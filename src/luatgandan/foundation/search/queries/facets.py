"""Facets as readers see them: values with their names and counts, chosen ones always among them.

One room knows a value by a word of its own ("hon-nhan-gia-dinh"), another by what it is called: both are one choice.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.utils.translation import get_language, override

from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.modules.registry import SearchLabels, offers

from ..enums import Facet, Kind
from ..pipeline.values import FacetValue, SearchQuery

MOST = 30


def facet_values(counts: Mapping[str, Mapping[str, int]], query: SearchQuery) -> dict[str, tuple[FacetValue, ...]]:
    """For each facet its values, most results first; years newest first. Facets without values are left out."""
    known = labels()
    found = {
        name: _values(name, _together(name, counts.get(name, {})), query.facets.get(name, ()), known)
        for name in Facet.values
    }
    return {name: values for name, values in found.items() if values}


def _values(
    name: str, counts: Mapping[str, int], chosen: tuple[str, ...], known: Mapping[str, Mapping[str, str]]
) -> tuple[FacetValue, ...]:
    most_first = sorted(counts, key=lambda one: (-counts[one], one))
    values = (sorted(counts, reverse=True) if name == "year" else most_first)[:MOST]
    values += [one for one in chosen if one not in values]
    names = known.get(name, {})
    return tuple(
        FacetValue(value=one, label=names.get(one, one), count=counts.get(one, 0), is_chosen=one in chosen)
        for one in values
    )


def named_once(query: SearchQuery) -> SearchQuery:
    """The search with each chosen value as it is known by."""
    return replace(query, facets={facet: _known(facet, values) for facet, values in query.facets.items()})


def with_names(query: SearchQuery) -> SearchQuery:
    """The search for the index, where chosen values may stand as what they are called, too."""
    called = remember("search.called", _called)
    known = named_once(query).facets
    names = {facet: called.get(facet, {}) for facet in known}
    return replace(
        query,
        facets={
            facet: (*values, *(names[facet][value] for value in values if value in names[facet]))
            for facet, values in known.items()
        },
    )


def _together(facet: str, counts: Mapping[str, int]) -> Mapping[str, int]:
    """The counts of values as they are known by."""
    if _keys().get(facet, {}).keys().isdisjoint(counts):
        return counts
    together: Counter[str] = Counter()
    for value, count in counts.items():
        together.update({_known(facet, (value,))[0]: count})
    return together


def _known(facet: str, values: tuple[str, ...]) -> tuple[str, ...]:
    keys = _keys().get(facet, {})
    return tuple(dict.fromkeys(keys.get(value, value) for value in values))


def _keys() -> Mapping[str, Mapping[str, str]]:
    """By facet: what is called so in Vietnamese is known as …"""
    return remember(
        "search.keys",
        lambda: {facet: {name: key for key, name in named.items()} for facet, named in _called().items()},
    )


def _called() -> Mapping[str, Mapping[str, str]]:
    """The names of values in Vietnamese, as texts of law have them."""
    with override(settings.LANGUAGE_CODE):
        return _labels()


def chosen_values(query: SearchQuery) -> list[tuple[Facet, str, str]]:
    """Chosen values as (facet, value, label); a value that has no name is called by itself."""
    known = labels()
    chosen = ((facet, value) for facet, values in query.facets.items() for value in values)
    return [(Facet(facet), value, known.get(facet, {}).get(value, value)) for facet, value in chosen]


def labels() -> Mapping[str, Mapping[str, str]]:
    """The names of values that are not words themselves, by facet, in the language read."""
    return remember(f"search.labels.{get_language()}", _labels)


def _labels() -> dict[str, dict[str, str]]:
    own = (SearchLabels(facet="kind", labels=dict(Kind.choices)),
           SearchLabels(facet="language", labels=dict(settings.LANGUAGES)))  # fmt: skip
    found: dict[str, dict[str, str]] = {}
    for offer in (*own, *offers(SearchLabels)):
        found.setdefault(offer.facet, {}).update({value: str(label) for value, label in offer.labels.items()})
    return found
