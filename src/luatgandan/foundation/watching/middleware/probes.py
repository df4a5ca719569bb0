"""What machines ask: does the process live, may it be sent readers, what does it measure.

Answered before everything else: without host name, TLS, cache or database, so that each of them may be what is broken.
"""

import hmac
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from .. import queries

FORWARDED = frozenset({"HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED", "HTTP_X_REAL_IP"})
LOOPBACK = frozenset({"127.0.0.1", "::1"})


def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 while readers can be served, even when a part is degraded; 503 when a vital part is not well.

    What is wrong with a part is for operators only.
    """
    parts = queries.health()
    is_ready = not any(part.problem for part in parts if part.is_vital)
    answer: dict[str, Any] = {"ready": is_ready, "degraded": [part.name for part in parts if part.problem]}
    if _is_operator(request):
        answer["parts"] = {part.name: part.problem or "ok" for part in parts}
    return JsonResponse(answer, status=200 if is_ready else 503, json_dumps_params={"ensure_ascii": False})


def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus: with the token, or without one from this machine itself and not through a proxy."""
    if not settings.METRICS or not _is_operator(request):
        return HttpResponse(status=404)
    from ..queries.metrics import exposition  # noqa: PLC0415 - only here is prometheus-client needed

    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _is_operator(request: HttpRequest) -> bool:
    """Who has the token; without one whoever asks on this machine itself, not through a proxy."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    return request.META.get("REMOTE_ADDR") in LOOPBACK and FORWARDED.isdisjoint(request.META)


PROBES = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
