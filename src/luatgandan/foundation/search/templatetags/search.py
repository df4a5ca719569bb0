"""Template tags of the search page: addresses of the same search with one thing changed, words of results."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from luatgandan.lib import links

from ..enums import Facet
from ..pipeline.addresses import PARAMETERS, choices_of, query_string
from ..pipeline.values import FacetValue, SearchQuery, SearchResults, Sort
from ..queries.facets import chosen_values

register = template.Library()
register.filter("chosen_of", chosen_values)
IN_VIETNAMESE = (Facet.ISSUER, Facet.FIELD)  # names from the database, not words of ours


@register.simple_tag
def same_search(query: SearchQuery, **changes: Any) -> str:
    """`{% same_search query page=2 %}`: "?…", the same search with something changed; another page only when asked."""
    is_staying = changes.pop("is_staying", False)
    if "sort" in changes:
        changes["sort"] = Sort(changes["sort"])
    return f"?{query_string(replace(query, **{'page': 1, **changes}), is_staying=is_staying)}"


@register.simple_tag
def without(query: SearchQuery, facet: str, value: str) -> str:
    """The address of the same search without one chosen value."""
    left = tuple(one for one in query.facets.get(facet, ()) if one != value)
    facets = {name: values for name, values in {**query.facets, facet: left}.items() if values}
    return f"?{query_string(replace(query, facets=facets, page=1))}"


@register.simple_tag
def unfiltered(query: SearchQuery) -> str:
    """The address of the same search without any chosen value."""
    return f"?{query_string(replace(query, facets={}, page=1))}"


@register.simple_tag
def hidden_choices(query: SearchQuery, *names: str) -> SafeString:
    """All choices but those named ("facets" for all of them) as hidden fields of a form."""
    left_out = {*names, *(PARAMETERS.values() if "facets" in names else ())}
    chosen = choices_of(query).items()
    return mark_safe("".join(_hidden(name, value) for name, all_ in chosen if name not in left_out for value in all_))


@register.simple_tag
def hidden_search(query: SearchQuery, *names: str) -> SafeString:
    """The words and all choices but those named as hidden fields of a form."""
    return mark_safe(_hidden("q", query.text) + hidden_choices(query, *names))


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def facets_of(results: SearchResults) -> Iterator[tuple[Facet, tuple[FacetValue, ...]]]:
    """Facets worth showing, with their values."""
    for facet in Facet:
        values = results.facets.get(facet, ())
        if len(values) > 1 or any(value.is_chosen for value in values):
            yield facet, values


@register.filter
def vietnamese_facet(facet: Facet) -> bool:
    """Whether the values of a facet are names in Vietnamese."""
    return facet in IN_VIETNAMESE


@register.filter
def in_page_language(url: str, language: str) -> str:
    """`{{ url|in_page_language:ui.language }}`."""
    return links.in_language(url, language)


@register.simple_tag
def sorts(query: SearchQuery) -> SafeString:
    """`{% sorts query %}`: the orders of results; without words none is more relevant."""
    names = {Sort.RELEVANCE: _("Liên quan nhất"), Sort.NEWEST: _("Mới nhất"), Sort.OLDEST: _("Cũ nhất")}
    first = Sort.RELEVANCE if query.text else Sort.NEWEST
    current = first if query.sort is Sort.RELEVANCE else query.sort
    known = ((value, name) for value, name in names.items() if query.text or value is not Sort.RELEVANCE)
    rows = ((same_search(query, sort=value), name, value is current) for value, name in known)
    return _same_searches(_("Thứ tự kết quả"), rows)


@register.simple_tag
def groupings(query: SearchQuery) -> SafeString:
    """`{% groupings query %}`: articles of one document together or each on its own."""
    names = {True: _("Theo văn bản"), False: _("Từng điều")}
    rows = ((same_search(query, is_grouped=value), name, value is query.is_grouped) for value, name in names.items())
    return _same_searches(_("Cách gộp kết quả"), rows)


def _same_searches(label: str, rows: Iterable[tuple[str, str, bool]]) -> SafeString:
    """A list of choices: address, name, whether it is the search that is shown."""
    current = {True: ' aria-current="true"', False: ""}
    lines = "\n".join(
        f'<li><a href="{escape(url)}"{current[is_current]}>{escape(name)}</a></li>' for url, name, is_current in rows
    )
    return mark_safe(
        f'<nav aria-label="{escape(label)}"><ul class="search-tools__choices" role="list">\n{lines}\n</ul></nav>'
    )


@register.simple_tag
def how_many(total: int) -> str:
    """`{% how_many 1234 %}`: "1.234 kết quả"."""
    return ngettext("%(shown)s kết quả", "%(shown)s kết quả", total) % {"shown": figures(total)}


@register.simple_tag
def law_of(day: date | None, today: date) -> str:
    """`{% law_of results.at today %}`: the day whose law is shown."""
    text = _("Theo luật ngày %(day)s") if day and day != today else _("Theo luật hôm nay, %(day)s")
    return text % {"day": f"{day or today:%d/%m/%Y}"}


@register.filter
def shortened(text: str, most: int) -> str:
    """What `truncatechars` makes, at no cost for what is short already."""
    return text if len(text) <= most else Truncator(text).chars(most)


@register.filter
def figures(number: int) -> str:
    """1234 as "1.234"."""
    text = f"{number:,}"
    return text if number < 1000 or get_language() == "en" else text.replace(",", ".")
