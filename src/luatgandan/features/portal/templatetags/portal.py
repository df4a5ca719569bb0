"""Template tags of the portal."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html

from luatgandan.lib.legaltext import Address, BadAddressError

from .. import queries

register = template.Library()
register.filter("in_language", queries.in_language)


@register.filter
def steps_here(steps: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The steps of a breadcrumb with their addresses in the active language; titles of pages keep their own."""
    (first, home), *pages = [(label, queries.in_language(url)) for label, url in steps]
    return [(first, home), *((format_html('<span lang="vi">{}</span>', title), url) for title, url in pages)]


@register.filter
def address(cited: Any) -> str:
    """ "khoản 3 Điều 27" of a citation block."""
    try:
        return Address(cited["article"], cited["clause"], cited["point"]).label
    except BadAddressError:
        return f"Điều {cited['article']}"


@register.filter
def cited_url(cited: Any) -> str:
    """Where a citation block leads: the document, at the provision."""
    try:
        return str(cited["document"].address_url(Address(cited["article"], cited["clause"], cited["point"])))
    except BadAddressError:
        return str(cited["document"].get_absolute_url())


@register.simple_tag
def beside_search() -> list[queries.Link]:
    """Other ways to ask than the search box of the home page."""
    return queries.beside_search()


@register.simple_tag
def home_lists() -> dict[str, Any]:
    """Topics, changes in the law, campaigns and news for the home page."""
    return queries.home_page(today=timezone.localdate())


@register.simple_tag(takes_context=True)
def section_children(context: Any, section: Any) -> Any:
    """The slice of a section's children that `?trang=` names."""
    return queries.section_children(section, number=context["request"].GET.get("trang"))


@register.filter
def validity(document: Any) -> str:
    """Validity of a document today."""
    return str(document.validity_on(timezone.localdate()))


@register.simple_tag(takes_context=True)
def page_address(context: Any, page: Any) -> str:
    """Where a page is read in the active language."""
    return queries.in_language(page.get_url(context.get("request")) or "")


@register.filter
def changed_url(review: Any) -> str:
    """Where the changed provision is read, as it reads from the day of the change."""
    path = review.document.provision_url(review.eid) if review.eid else review.document.get_absolute_url()
    return f"{path}?at={review.changed_on.isoformat()}" if "#" not in path else path
