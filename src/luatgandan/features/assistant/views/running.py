"""Whether the assistant runs and what stands behind it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from .. import queries
from .answers import crumbs


@require_GET
@never_cache
def state(request: HttpRequest) -> HttpResponse:
    """For everybody: what answers now, how much of the day's budget is used, what failed lately."""
    context = {"state": queries.state(today=timezone.localdate()), "crumbs": crumbs(_("Tình trạng trợ lý"))}
    return render(request, "assistant/state.html", context)
