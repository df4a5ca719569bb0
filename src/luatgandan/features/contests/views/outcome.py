"""An entrant's own pages after the ranking: thanks and what to learn next, complaints."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import services
from ..forms.complaining import ComplaintForm
from ..queries.learning import own_fields
from ..queries.winners import complaints_of, complaints_until, may_complain, own_awards, ranked_round
from .contests import contest_or_404, crumbs_of
from .joining import entrant_of


@never_cache
@require_safe
def learn_next(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks, prizes, and the fields that are worth reading again."""
    contest = contest_or_404(slug)
    entrant = entrant_of(request, contest)
    if entrant is None:
        return redirect("contests:join", slug=slug)
    fields = own_fields(entrant)
    context = {
        "contest": contest,
        "entrant": entrant,
        "awards": own_awards(entrant),
        "fields": fields,
        "shares": [(one.label, one.share) for one in fields],
        "weak": [one for one in fields if one.is_weak],
        "crumbs": crumbs_of(contest, _("Học tiếp")),
    }
    return render(request, "contests/results/learn.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What an entrant contests about a ranked round, and the answers of people."""
    contest, at = contest_or_404(slug), timezone.now()
    entrant = entrant_of(request, contest)
    if entrant is None:
        return redirect("contests:join", slug=slug)
    round_ = ranked_round(contest, number)
    if round_ is None:
        raise Http404
    form = ComplaintForm(request.POST or None, initial={"question": request.GET.get("cau", "")[:40]})
    if request.method == "POST" and form.is_valid():
        try:
            services.send_complaint(entrant=entrant, round=round_, at=at, **form.cleaned_data)
        except services.ComplaintError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{request.path}#da-gui")
    context: dict[str, Any] = {
        "contest": contest, "round": round_, "entrant": entrant, "form": form, "is_open": may_complain(round_, at=at),
        "until": complaints_until(round_), "sent": complaints_of(entrant, round_),
        "crumbs": crumbs_of(contest, _("Khiếu nại")),
    }  # fmt: skip
    return render(request, "contests/results/complain.html", context, status=422 if form.errors else 200)
