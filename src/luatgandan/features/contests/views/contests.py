"""What everybody reads: the contests, one of them, its papers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import queries
from ..forms.listing import ContestsFilter
from ..models import Contest
from ..queries.wording import prizes_in_words

PER_PAGE = 20


@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    """All contests, or those of one unit: those that run, then those to come; those that are over by pages."""
    form, now = ContestsFilter(request.GET), timezone.now()
    page = Paginator(queries.past_contests(at=now, of=form.unit), PER_PAGE).get_page(request.GET.get("trang"))
    found = queries.current_contests(at=now, of=form.unit) if page.number == 1 else []
    found += [queries.view_of(one, at=now) for one in page]
    context = {"contests": found, "page": page, "form": form, "query": form.query, "now": now}
    return render(request, "contests/contests.html", context)


@require_safe
def contest(request: HttpRequest, slug: str) -> HttpResponse:
    """One contest: when, who, how, by whom, and what was promised about its fairness."""
    found, now = contest_or_404(slug), timezone.now()
    address = request.build_absolute_uri(found.get_absolute_url())
    context = {
        "contest": found, "view": queries.view_of(found, at=now), "documents": queries.public_documents(found),
        "notices": queries.notices(found), "now": now, "address": address, "crumbs": crumbs((found.title, "")),
        "prizes": prizes_in_words(found),
    }  # fmt: skip
    return render(request, "contests/contest.html", context)


def of_contest(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The page of a contest, or one below it; of a contest that is cancelled or being revised each says so."""

    @wraps(view)
    def page(request: HttpRequest, slug: str, **more: Any) -> HttpResponseBase:
        try:
            return view(request, slug, **more)
        except Http404:
            return _hidden(request, slug)

    return page


def _hidden(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever comes by a poster, a notice or a kept address reads why there is no contest; of a draft no word."""
    found = queries.hidden_contest(slug)
    if found is None:
        raise Http404
    if (cancelled := queries.cancellation(found)) is None:
        organiser = {"organisation": found.organisation, "crumbs": crumbs()}
        return render(request, "contests/revised.html", organiser, status=404)
    at, reason = cancelled
    context = {"contest": found, "at": at, "reason": reason, "crumbs": crumbs((found.title, ""))}
    return render(request, "contests/cancelled.html", context, status=410)


@require_safe
def document(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A paper of a contest as a file."""
    found = next((one for one in queries.public_documents(contest_or_404(slug)) if one.pk == pk), None)
    if found is None:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True)


def contest_or_404(slug: str) -> Contest:
    """A contest that everybody may see."""
    found = queries.public_contest(slug)
    if found is None:
        raise Http404
    return found


def crumbs(*last: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Where a page of contests stands."""
    return [(_("Trang chủ"), "/"), (_("Cuộc thi"), reverse("contests:contests")), *last]


def crumbs_of(contest: Contest, last: str) -> list[tuple[Any, str]]:
    """Where a page of one contest stands."""
    return crumbs((contest.title, contest.get_absolute_url()), (last, ""))
