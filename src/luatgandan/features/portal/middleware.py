"""The site of a request without a query: it is the same for every reader until content changes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from luatgandan.foundation.modules.queries import remember

DESK = "/quan-tri/"


class RememberedSiteMiddleware:
    """Puts Wagtail's own per-request memory of the site (`Site.find_for_request`) in place beforehand.

    The remembered site carries its root page, so routing starts without looking either up. The desk is left alone: an
    editor must never work on a shared object.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD") and not request.path.startswith(DESK):
            request._wagtail_site = remember(f"site.{request.get_host()}", lambda: _site_of(request))
        return self.get_response(request)


def _site_of(request: HttpRequest) -> Site | None:
    """The site with its root page as the type it is, which knows its language without asking."""
    site = Site.find_for_request(request)
    if site:
        site.root_page = site.root_page.specific
    return site
