"""Rows of the page of results as markup, without template nodes: one page has some hundred of their parts."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luatgandan.foundation.ui.templatetags.ui import lang_attr, part_badge, status_badge
from luatgandan.lib import links

from ..enums import Facet, Kind
from ..pipeline.addresses import OF_THE_LAW, PARAMETERS, reading_address
from ..pipeline.values import FacetValue, Result, Span
from ..queries.facets import labels
from .search import IN_VIETNAMESE, facets_of, figures, same_search

register = template.Library()
OPEN = (Facet.KIND, Facet.DOCUMENT_KIND, Facet.STATE)
MOST_WORDS_TOLD = 200  # letters of the query that the browser tells us back


@register.simple_tag(takes_context=True)
def hits(context: Context) -> SafeString:
    """`{% hits %}`: what was found, a line of the list for each."""
    rows = _Rows(context)
    return mark_safe("\n".join(map(rows.hit, context["results"].results)))


@register.simple_tag(takes_context=True)
def meanings(context: Context) -> SafeString:
    """`{% meanings %}`: words of the dictionary with what they mean, a line of the list for each."""
    rows = _Rows(context)
    return mark_safe("\n".join(map(rows.meaning, context["results"].words)))


@register.simple_tag(takes_context=True)
def facets(context: Context) -> SafeString:
    """`{% facets %}`: what results may be narrowed by; the first ones stand open, and whatever has a chosen value."""
    query, lang = context["query"], lang_attr(context)
    return mark_safe(
        "\n".join(
            _facet(one, values, lang if one in IN_VIETNAMESE else "", is_open=one in OPEN or one in query.facets)
            for one, values in facets_of(context["results"])
        )
    )


def _facet(facet: Facet, values: Sequence[FacetValue], lang: str, *, is_open: bool) -> str:
    """A facet with its values to choose from; a value that a room gave a name is in the language of the page."""
    label, name = escape(str(facet.label)), PARAMETERS[facet]
    choices = "".join(_choice(name, one, lang if one.label == one.value else "") for one in values)
    return (
        f'<details class="narrow__facet"{" open" if is_open else ""}><summary>{label}</summary>\n'
        f'<fieldset><legend class="hidden-text">{label}</legend>\n{choices}\n</fieldset></details>'
    )


def _choice(name: str, one: FacetValue, lang: str) -> str:
    checked = " checked" if one.is_chosen else ""
    return (
        f'<label class="choice"><input type="checkbox" name="{name}" value="{_known(one.value)}"{checked}>'
        f'<span><span{lang}>{_known(one.label)}</span> <span class="soft">{figures(one.count)}</span></span></label>'
    )


_known = lru_cache(maxsize=2_000)(escape)  # values of facets are few, and stand on every page


def marked(spans: Sequence[Span]) -> str:
    """A passage with the words that were looked for marked."""
    return "".join(f"<mark>{escape(one.text)}</mark>" if one.is_hit else escape(one.text) for one in spans)


class _Rows:
    """The rows of one page, and what they have in common."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._results, self._query = context["results"], context["query"]
        self._today = context["today"]
        self._language = context["ui"].language
        self._langs = {language: lang_attr(context, language) for language in ("vi", "km", "en", "zh-Hant")}
        self._ping = self._counting()
        self._kinds, self._issued = labels()[Facet.KIND], _("Ngày %(day)s")

    def hit(self, one: Result) -> str:
        """What it is and where, its title, its facts, the passage that answers, what else its document holds."""
        lines = (
            f'<li class="hit hit--{escape(one.kind)}">',
            self._where(one),
            f'<h3 class="hit__title">{self._link(one)}</h3>',
            self._facts(one),
            self._passage(one, "hit__passage"),
            self._more(one) if one.more else "",
            "</li>",
        )
        return "\n".join(filter(None, lines))

    def meaning(self, one: Result) -> str:
        """A word and its meaning."""
        return f"<li{self._lang(one)}>{self._link(one, lang='')} <p>{marked(one.passage)}</p></li>"

    def _counting(self) -> str:
        """` ping="…"`: the browser tells us that a result was opened, without script, its address untouched.

        Only the words are told; no cookie is read. Firefox tells nothing.
        """
        text = self._query.text[:MOST_WORDS_TOLD]
        return f' ping="{escape(links.with_query(self._context["click_url"], q=text))}"' if text else ""

    def _lang(self, one: Result) -> str:
        return self._langs.get(one.language, "")

    def _where(self, one: Result) -> str:
        path = f" · <span{self._lang(one)}>{escape(' › '.join(one.path))}</span>" if one.path else ""
        return f'<p class="hit__where"><b>{escape(self._kinds.get(one.kind, ""))}</b>{path}</p>'

    def _link(self, one: Result, lang: str | None = None) -> str:
        """Where a result is read: in the language of the page; law of another day as it read on that day."""
        url = reading_address(one.url, one.kind, self._results, today=self._today, language=self._language)
        lang = self._lang(one) if lang is None else lang
        return f'<a{lang} href="{escape(url)}"{self._ping}>{escape(one.title)}</a>'

    def _facts(self, one: Result) -> str:
        day = one.issued_on and self._issued % {"day": f"{one.issued_on:%d/%m/%Y}"}
        facts = (
            (status_badge if one.kind == Kind.DOCUMENT else part_badge)(one.state) if one.state else "",
            f"<span{self._langs['vi']}>{escape(one.number)}</span>" if one.number else "",
            f"<span>{escape(day)}</span>" if day else "",
        )
        return f'<p class="hit__facts">{"".join(facts)}</p>' if any(facts) else ""

    def _passage(self, one: Result, name: str = "") -> str:
        style = f' class="{name}"' if name else ""
        return f"<p{style}{self._lang(one)}>{marked(one.passage)}</p>" if one.passage else ""

    def _more(self, one: Result) -> str:
        """Other articles of its document, and the way to all of them."""
        is_law = one.kind in OF_THE_LAW
        summary = _others_of_law(one.more_count) if is_law else _others(one.more_count)
        rows = "".join(
            f"<li>{self._link(other)}{self._other_state(one, other)}{self._passage(other)}</li>" for other in one.more
        )
        return (
            f'<details class="hit__more"><summary>{escape(summary)}</summary>\n<ul role="list">{rows}</ul>\n'
            f"{self._all(one, is_law) if one.group and one.more_count > len(one.more) else ''}</details>"
        )

    def _other_state(self, one: Result, other: Result) -> str:
        return f" {status_badge(other.state)}" if other.state and other.state != one.state else ""

    def _all(self, one: Result, is_law: bool) -> str:
        text = _("Xem tất cả trong văn bản này") if is_law else _("Xem tất cả cùng chủ đề")
        return f'<p><a href="{escape(same_search(self._query, within=one.group))}">{escape(text)}</a></p>'


def _others_of_law(count: int) -> str:
    text = ngettext("Thêm %(n)s điều trong văn bản này", "Thêm %(n)s điều trong văn bản này", count)
    return text % {"n": count}


def _others(count: int) -> str:
    return ngettext("Thêm %(n)s kết quả cùng chủ đề", "Thêm %(n)s kết quả cùng chủ đề", count) % {"n": count}
