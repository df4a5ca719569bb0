"""Template tags every template may use."""

import re
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from luatgandan.foundation.ui import enums, queries

register = template.Library()


@register.simple_tag
def icon(name: str, modifier: str = "") -> SafeString:
    """`{% icon "search" %}`: an inline icon; `{% icon "search" "small" %}` a small one."""
    return queries.icon(name, modifier)


@register.simple_tag
def picture(name: str, alt: str = "") -> SafeString:
    """`{% picture "ferry" %}`: an inline drawing; give `alt` when it tells something the text does not."""
    return queries.picture(name, str(alt))


@register.simple_tag
def chart(kind: str, rows: Any) -> queries.Chart:
    """`{% chart "bar" rows as drawing %}`: the geometry of a chart."""
    return queries.chart(kind, list(rows or ()))


@register.simple_tag(takes_context=True)
def lang_attr(context: Context, language: str = "vi") -> SafeString:
    """`<div{% lang_attr %}>`: ` lang="vi"` where the page is in another language, nothing where it is not."""
    page = context.get("ui")
    if page is None or page.language == language or language not in {"vi", "km", "en", "zh-Hant"}:
        return mark_safe("")
    return mark_safe(f' lang="{language}"')


@register.filter
def tel(number: str) -> str:
    """A telephone number for a `tel:` link: "0292 3 820 000" becomes "+842923820000"."""
    digits = re.sub(r"\D", "", str(number))
    return f"+84{digits[1:]}" if digits.startswith("0") else digits


@register.filter
def validity_label(state: str) -> str:
    """The words of a state of validity."""
    known = enums.Validity(state) if state in enums.Validity.values else enums.Validity.UNKNOWN
    return str(known.label)


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


@register.filter
def page_numbers(paginator: Any, number: int) -> list[int]:
    """Page numbers around `number`; 0 stands where some are left out."""
    elided = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else 0 for page in elided]
