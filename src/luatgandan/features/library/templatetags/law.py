"""Template tags of the law pages: words of provisions, codes to scan, facts for machines."""

from typing import Any

import qrcode
from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luatgandan.features.library import queries
from luatgandan.features.library.models import DETAILS, Shape
from luatgandan.features.library.queries.changes import label_of
from luatgandan.foundation.ui.templatetags.ui import json_ld
from luatgandan.lib.legaltext.flat import mark
from luatgandan.lib.legaltext.tree import Node
from luatgandan.lib.vietnamese.casing import sentence_case

register = template.Library()
OF_THE_LAW = "vi"  # the language of texts and names from the database
SAID_ALOUD = '<span class="hidden-text"'
QUIET_ZONE = 4  # modules of white around a QR code (ISO/IEC 18004)


@register.filter
def law_text(unit: queries.Unit) -> SafeString:
    """`{{ unit|law_text }}`: the words of a unit on the page of its document."""
    return mark_safe(unit.html())


@register.filter
def article_text(article: queries.Article) -> SafeString:
    """`{{ article|article_text }}`: the words of an article with what was asked for marked."""
    html = article.html(asked=_("Chỗ bạn tìm"))
    return mark_safe(html.replace(SAID_ALOUD, f"{SAID_ALOUD}{page_lang()}", 1))


@register.filter
def paper_text(article: queries.Article) -> SafeString:
    """`{{ article|paper_text }}`: the words of an article without links."""
    return mark_safe(article.bare_html())


@register.filter
def unshouted(text: str) -> str:
    """A heading in capitals as one would write it, for lists of headings."""
    return sentence_case(text)


@register.filter
def unit_mark(node: Node) -> str:
    """ "3." of a clause, "a)" of a point."""
    return mark(node)


@register.filter
def place_label(eid: str) -> str:
    """ "điểm a khoản 3 Điều 6" for `art_6__para_3__point_a`."""
    return label_of(eid)


@register.simple_tag
def page_lang() -> SafeString:
    """`<p{% page_lang %}>`: the language of the page, where our words stand inside a Vietnamese part."""
    language = get_language() or OF_THE_LAW
    return mark_safe("") if language == OF_THE_LAW else format_html(' lang="{}"', language)


@register.simple_tag
def in_vietnamese(text: str) -> SafeString:
    """`{% in_vietnamese document.issuer as issuer %}`: a name inside a translated sentence."""
    return format_html('<span lang="vi">{}</span>' if page_lang() else "{}", text)


@register.filter
def is_our_wording(answer: Any, kind: str) -> bool:
    """Whether the value of an answer is translated (a choice, a yes), not in the words of who wrote the record."""
    ours = (Shape.CHOICE, Shape.FLAG)
    return any(detail.name == answer.name and detail.shape in ours for detail in DETAILS[kind])


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """`{% qr_code address %}`: a QR code as an inline drawing; error correction M reads through a fold in the paper."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    side = len(rows)
    label = escape(_("Mã QR dẫn đến %(address)s") % {"address": address})
    return mark_safe(
        f'<svg class="law-qr" viewBox="0 0 {side} {side}" role="img" aria-label="{label}" shape-rendering="crispEdges">'
        f'<path class="law-qr__ground" fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path class="law-qr__dots" fill="#000" d="{path}"/></svg>'
    )


@register.simple_tag
def legislation_json(document: Any, standing: queries.Standing, *, article: Any = None, own: Any = None) -> SafeString:
    """schema.org/Legislation of a document, or of one article as its part."""
    return json_ld(queries.legislation(document, standing, article=article, own=own))
