"""Template tags of the desk: a sentence with its strange numbers marked, its source with the place it rests on."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..drafting.binding import Checked

register = template.Library()
CHECKS = {
    "evidence": gettext_lazy("không gắn được với điều đã chọn"),
    "clean": gettext_lazy("có lời điều khiển máy"),
    "in_force": gettext_lazy("văn bản không có hiệu lực"),
    "quote": gettext_lazy("lời trích không có trong luật"),
    "facts": gettext_lazy("có con số, điều khoản mà luật không có"),
    "support": gettext_lazy("lời không theo luật, hoặc đảo nghĩa"),
}


@register.simple_tag
def strange(row: Checked) -> SafeString:
    """`{% strange row %}`: the words of a line; numbers that the law does not have are marked and said aloud."""
    return _marked(row.line.text, row.strange, _("số không có trong luật"))


@register.simple_tag
def source(row: Checked) -> SafeString:
    """`{% source row %}`: the words of the unit, the place the line rests on marked."""
    place = (row.line.start, row.line.end)
    return _marked(row.unit.text if row.unit else "", [place] if place[1] > place[0] and row.is_proven else [], "")


@register.simple_tag
def check_name(name: str) -> str:
    """`{% check_name "facts" %}`: what a check that failed means."""
    return str(CHECKS.get(name, name))


def _marked(text: str, places: Sequence[tuple[int, int]], aloud: str) -> SafeString:
    pieces, at = [], 0
    for start, end in places:
        said = format_html('<span class="w-sr-only"> ({})</span>', aloud) if aloud else ""
        pieces += [format_html("{}<mark>{}{}</mark>", text[at:start], text[start:end], said)]
        at = end
    return format_html_join("", "{}", [(one,) for one in (*pieces, text[at:])])
