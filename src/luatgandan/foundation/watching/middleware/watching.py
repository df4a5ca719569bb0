"""Every request gets a number that stands in each line of the log and in the answer; slow ones are told."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from luatgandan.lib.logs import request_id

from .probes import PROBES

SLOW_SECONDS = 3.0
NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]


class WatchingMiddleware:
    """Stands above all others. What it adds to a request is measured: docs/operate.md."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.count: Callable[..., None] | None = None
        if settings.METRICS:
            from ..services.counting import count_request  # noqa: PLC0415 - only then is prometheus-client needed

            self.count = count_request

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = _number(request)
        request_id.set(number)
        if probe := PROBES.get(request.path):
            return _uncached(probe(request))
        started = time.perf_counter()
        response = self.get_response(request)
        took = time.perf_counter() - started
        response.headers["X-Request-ID"] = number
        if self.count:
            self.count(route=_route(request, response), method=request.method, status=response.status_code, took=took)
        if took > SLOW_SECONDS:
            facts = {"route": _route(request, response), "status": response.status_code, "seconds": round(took, 2)}
            log.warning("slow: %s", facts["route"], extra={"facts": facts})
        return response


def _number(request: HttpRequest) -> str:
    """The number a proxy of ours gave, else a new one."""
    given = request.headers.get("X-Request-ID", "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
    return given if NUMBER.fullmatch(given) else secrets.token_hex(8)


def _route(request: HttpRequest, response: HttpResponse) -> str:
    """The name of what answered: never an address, which may hold what somebody typed."""
    if match := request.resolver_match:
        return match.view_name or "unnamed"
    if response.has_header("X-Page-Cache"):
        return "page_cache"
    return "static" if request.path.startswith(settings.STATIC_URL) else "none"


def _uncached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
