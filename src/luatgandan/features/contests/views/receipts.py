"""After handing in: score and time at once, the receipt; right answers once the round is revealed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import queries
from .contests import crumbs_of
from .taking import own_attempt


@never_cache
@require_safe
def receipt(request: HttpRequest, slug: str, number: int, attempt: int) -> HttpResponse:
    """What was counted, and how to check later that nothing was touched."""
    entrant, found = own_attempt(request, slug, number, attempt)
    now = timezone.now()
    if found.submitted_at is None and now < found.ends_at:
        return redirect("contests:paper", slug=slug, number=number, attempt=attempt)
    context: dict[str, Any] = {
        "attempt": found, "round": found.round, "contest": found.round.contest, "entrant": entrant, "now": now,
        "tells_score": found.round.tells_scores(now),
        "crumbs": crumbs_of(found.round.contest, _("Kết quả bài làm")),
    }  # fmt: skip
    if found.submitted_at is not None:
        context["may_sit_again"] = queries.may_sit_again(found, at=now)
        context["receipt"] = queries.receipt_view(found)
        context["marked"] = queries.marked_paper(found) if found.round.revealed_at else []
    return render(request, "contests/receipt.html", context)
