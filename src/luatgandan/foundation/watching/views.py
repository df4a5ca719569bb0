"""The status page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import queries


@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """For citizens: what works now, and what to do about what does not."""
    parts = queries.health()
    return render(request, "watching/status.html", {"parts": parts, "is_well": not any(one.problem for one in parts)})
