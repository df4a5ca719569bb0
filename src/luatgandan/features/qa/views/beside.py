"""What is answered already, beside a question that is being written; and saying that it was enough."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from luatgandan.foundation.search.pipeline.values import Result
from luatgandan.lib import limits
from luatgandan.lib.limits import address_of

from .. import services
from ..queries.sending import already_answered
from .public import crumbs

LOOKING: dict[str, Any] = {"amount": 200, "seconds": 600}  # while typing: one look after each pause
ENOUGH: dict[str, Any] = {"amount": 3, "seconds": 3_600}  # of one thing from one address
FEWEST_LETTERS = 12


def shown_beside(text: str, *, today: date) -> list[tuple[Result, str]]:
    """What may be enough for who asks this, each with what its button carries."""
    return [(one, services.seal_item(one)) for one in already_answered(text, today=today)]


@never_cache
@require_POST
def beside(request: HttpRequest) -> HttpResponse:
    """A part of the form's page: what is answered already. The words come in the body, so that no log has them."""
    words, now = request.POST.get("text", "").strip(), timezone.now()
    if len(words) < FEWEST_LETTERS:
        return HttpResponse()
    if not limits.take(name="qa.beside", key=address_of(request), **LOOKING, now=now):
        return HttpResponse(status=429)
    context = {"similar": shown_beside(words, today=timezone.localdate(now))}
    return render(request, "qa/parts/similar.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enough(request: HttpRequest) -> HttpResponse:
    """Something shown was enough: asks first, counts, thanks; only then the draft on the device goes."""
    shown = services.open_item(request.GET.get("muc", ""))
    if shown is None:
        raise Http404
    if request.method == "POST":
        now, key = timezone.now(), f"{address_of(request)} {shown.item}"
        if limits.take(name="qa.enough", key=key, **ENOUGH, now=now):
            services.count_sufficed(shown=shown, on=timezone.localdate(now))
    context = {"shown": shown, "is_done": request.method == "POST", "crumbs": crumbs(_("Đã đủ cho tôi"))}
    return render(request, "qa/enough.html", context)
