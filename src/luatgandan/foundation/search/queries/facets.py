"""Facets as readers see them: values with their names and counts, chosen ones always among them."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language

from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.modules.registry import SearchLabels, offers

from ..enums import Facet, Kind
from ..pipeline.values import FacetValue, SearchQuery

MOST = 30


def facet_values(counts: Mapping[str, Mapping[str, int]], query: SearchQuery) -> dict[str, tuple[FacetValue, ...]]:
    """For each facet its values, most results first; years newest first. Facets without values are left out."""
    known = labels()
    found = {name: _values(name, counts.get(name, {}), query.facets.get(name, ()), known) for name in Facet.values}
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
