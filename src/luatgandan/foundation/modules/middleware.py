"""The page cache: whole anonymous pages, so that a burst of readers costs next to nothing.

Only answers to people the server knows nothing about are stored: no session, no form token, no preference cookie in the
request, no cookie in the response. Anything public that changes calls `services.content_changed()`.

A response that others may not keep, but this store may, says so by `Surrogate-Control` (W3C Edge Architecture); the
header goes no further.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from .queries import content_version

PREFERENCES_COOKIE = "lgd_prefs"
PERSONAL_COOKIES = frozenset({settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", PREFERENCES_COOKIE})
HOUSE_STORE = "Surrogate-Control"
PERSONAL_PATHS = ("/quan-tri/", "/tai-khoan/", "/_ui/")
KEPT_HEADERS = ("Cache-Control", "Content-Type", "Content-Encoding", "Content-Language", "Content-Security-Policy",
                "Content-Disposition", "Vary", "ETag", "Last-Modified", "X-Frame-Options", "Link")  # fmt: skip

Handler = Callable[[HttpRequest], HttpResponse]


def may_be_stored(request: HttpRequest) -> bool:
    """True when nothing in the request can make the answer personal."""
    return (
        request.method == "GET"
        and PERSONAL_COOKIES.isdisjoint(request.COOKIES)
        and "Authorization" not in request.headers
        and not request.path.startswith(PERSONAL_PATHS)
    )


def storable(response: HttpResponse) -> bool:
    """True for a complete public page."""
    control = response.get(HOUSE_STORE) or response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not any(word in control for word in ("private", "no-store", "no-cache"))
    )


def page_key(request: HttpRequest) -> str:
    """One key per content version, address, encoding and kind of request."""
    parts = (
        content_version(),
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else "plain",
        request.headers.get("HX-Request", ""),
    )
    return "page:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


class PageCacheMiddleware:
    """Answers from the store when it can; stands above everything that opens a session."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.PAGE_CACHE_SECONDS or not may_be_stored(request):
            return _sent(_own(request, self.get_response(request)))
        key = page_key(request)
        if stored := cache.get(key):
            headers, body = stored
            return HttpResponse(body, headers={**headers, "Content-Length": str(len(body)), "X-Page-Cache": "hit"})
        response = self.get_response(request)
        if storable(response):
            headers = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
            cache.set(key, (headers, response.content), settings.PAGE_CACHE_SECONDS)
        return _sent(response)


def _own(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer to somebody known stays with them; pages about them are not even kept by their own browser."""
    if not may_be_stored(request):
        about_them = request.path.startswith(PERSONAL_PATHS)
        response.headers.setdefault("Cache-Control", "private, no-store" if about_them else "private, no-cache")
    return response


def _sent(response: HttpResponse) -> HttpResponse:
    """The response without what is meant for this store."""
    response.headers.pop(HOUSE_STORE, None)
    return response
