"""What the frame of every page says of the page itself, as markup: each page would else pay for some thirty nodes."""

from django import template
from django.template.context import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> SafeString:
    """`{% alternates %}`: for search engines, the same page in every language, a line for each."""
    page = context["ui"]
    lines = (
        f'<link rel="alternate" hreflang="{one.code}" href="{escape(page.site_url + one.url)}">\n'
        for one in page.languages
    )
    return mark_safe("".join(lines))


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> SafeString:
    """`{% language_links %}`: the same page in every language, for people."""
    current = {True: ' aria-current="true"', False: ""}
    links = (
        f'<a href="{escape(one.url)}" lang="{one.code}" hreflang="{one.code}"{current[one.is_active]}>{one.name}</a>'
        for one in context["ui"].languages
    )
    return mark_safe("".join(links))
