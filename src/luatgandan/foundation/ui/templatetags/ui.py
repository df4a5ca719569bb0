"""Template tags every template may use."""

import json
import re
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luatgandan.foundation.ui import enums, queries

register = template.Library()
_NOTHING = mark_safe("")
_STATES = frozenset(enums.Validity.values)
_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))


@register.simple_tag
def icon(name: str, modifier: str = "") -> SafeString:
    """`{% icon "search" %}`: an inline icon; `{% icon "search" "small" %}` a small one."""
    return queries.icon(name, modifier)


@register.simple_tag
def picture(name: str, alt: str = "") -> SafeString:
    """`{% picture "ferry" %}`: an inline drawing; give `alt` when it tells something the text does not."""
    return queries.picture(name, str(alt))


@register.simple_tag
def status_badge(state: str, label: str = "") -> SafeString:
    """`{% status_badge "in_force" %}`: a state of validity by colour, shape and words. Light enough for long lists."""
    known = str(state) if str(state) in _STATES else str(enums.Validity.UNKNOWN)
    return _badge(known, str(label), get_language() or "")


@register.simple_tag
def part_badge(state: str) -> SafeString:
    """`{% part_badge "in_force" %}`: the state of a document beside a part of it, whose own is not known."""
    is_partly = str(state) == enums.Validity.PARTLY_EXPIRED
    return status_badge(state, _("Văn bản hết hiệu lực một phần") if is_partly else "")


@lru_cache(maxsize=64)
def _badge(state: str, label: str, language: str) -> SafeString:
    words = label or enums.Validity(state).label
    return mark_safe(
        render_to_string("ui/parts/badge.html", {"state": state, "label": words, "language": language}).strip()
    )


@register.simple_tag(takes_context=True)
def display_settings(context: Context) -> SafeString:
    """The four choices of how pages look, with the reader's own chosen; rendered once per choice and language."""
    page = context["ui"]
    return _settings(page.preferences, page.language)


@lru_cache(maxsize=128)
def _settings(preferences: queries.Preferences, language: str) -> SafeString:
    return mark_safe(render_to_string("ui/parts/settings.html", {"preferences": preferences}))


@register.simple_tag
def chart(kind: str, rows: Any, whole: Any = 0) -> queries.Chart:
    """`{% chart "bar" rows as drawing %}`: the geometry of a chart."""
    return queries.chart(kind, list(rows or ()), float(whole or 0))


@register.simple_tag(takes_context=True)
def lang_attr(context: Context, language: str = "vi") -> SafeString:
    """`<div{% lang_attr %}>`: ` lang="vi"` where the page is in another language, nothing where it is not."""
    page = context.get("ui")
    if page is None or page.language == language or language not in {"vi", "km", "en", "zh-Hant"}:
        return _NOTHING
    return mark_safe(f' lang="{language}"')


@register.filter
def tel(number: str) -> str:
    """A telephone number for a `tel:` link: "0292 3 820 000" becomes "+842923820000"."""
    digits = re.sub(r"\D", "", str(number))
    return f"+84{digits[1:]}" if digits.startswith("0") else digits


@register.filter
def of_type(field: Any, kinds: str) -> bool:
    """`{% if field|of_type:"checkbox,radioselect" %}`: whether a bound field has one of these widgets."""
    return getattr(field, "widget_type", "") in kinds.split(",")


@register.filter
def clock(seconds: Any) -> str:
    """600 becomes "10:00"."""
    minutes, rest = divmod(int(seconds or 0), 60)
    return f"{minutes}:{rest:02d}"


@register.filter
def unlocal(number: Any) -> str:
    """A number as machines read it, without the separators of the language."""
    return str(number)


@register.simple_tag
def page_links(page: Any, query: str, name: str) -> SafeString:
    """`{% page_links page query "trang" %}`: back, the pages around this one, on; a line of the list for each.

    `query`: the rest of the address; "" for none.
    """
    address = f"?{conditional_escape(query)}&amp;{name}=" if query else f"?{name}="
    word = f'<span class="hidden-text">{conditional_escape(_("Trang"))} </span>'
    around = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    lines = [_page_number(one, page.number, address, word) for one in around]
    if page.has_previous():
        back = queries.icon("back", "small") + conditional_escape(_("Trước"))
        lines.insert(0, f'<li><a rel="prev" href="{address}{page.number - 1}">{back}</a></li>')
    if page.has_next():
        on = conditional_escape(_("Sau")) + queries.icon("arrow", "small")
        lines.append(f'<li><a rel="next" href="{address}{page.number + 1}">{on}</a></li>')
    return mark_safe("\n".join(lines))


def _page_number(number: int | str, current: int, address: str, word: str) -> str:
    """A line of the list; what is no number stands for those left out."""
    if number == current:
        return f'<li><span aria-current="page">{word}{number}</span></li>'
    if isinstance(number, int):
        return f'<li><a href="{address}{number}">{word}{number}</a></li>'
    return '<li><span aria-hidden="true">…</span></li>'


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Structured data for search engines; a data block, so the content security policy does not concern it."""
    body = json.dumps({key: value for key, value in data.items() if value is not None}, ensure_ascii=False)
    for letter, escape in _ESCAPES:
        body = body.replace(letter, escape)
    return mark_safe(f'<script type="application/ld+json">{body}</script>')
