"""Promises kept and late, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import queries
from .public import crumbs


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Every unit: answered in time, answered late, waiting beyond the promised day."""
    rows = queries.promises(today=timezone.localdate())
    context = {
        "rows": rows,
        "kept": [(one.name, one.kept) for one in rows],
        "crumbs": crumbs(_("Lời hứa trả lời")),
    }
    return render(request, "qa/promises.html", context)
