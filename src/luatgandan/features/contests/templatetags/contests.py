"""Template tags of contests: points and times in words."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..papers.values import POINT

register = template.Library()


@register.filter
def points(attempt: Any) -> str:
    """`{{ attempt|points }}`: 18, or 17,5."""
    if attempt.score is None:
        return "–"
    whole, rest = divmod(attempt.score, POINT)
    return f"{whole},{rest:03d}".rstrip("0") if rest else str(whole)


@register.filter
def lasted(millis: int | None) -> str:
    """`{{ attempt.millis|lasted }}`: 12 phút 5 giây."""
    if millis is None:
        return "–"
    minutes, seconds = divmod(millis // 1000, 60)
    if not minutes:
        return _("%d giây") % seconds
    return _("%(minutes)d phút %(seconds)d giây") % {"minutes": minutes, "seconds": seconds}


@register.filter
def code_words(code: str) -> str:
    """`{{ stage.code|code_words }}`: 482 915, as it is read out."""
    return f"{code[:3]} {code[3:]}"


@register.filter
def facts(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """`<dl class="facts">{{ line.reasons|facts }}</dl>`: cheaper than a loop where a page has hundreds."""
    return format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", pairs)
