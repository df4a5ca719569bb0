"""What everybody reads: the contests, one of them, its papers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import queries
from ..models import Contest


@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    """All contests: those that run first."""
    found = queries.public_contests(at=timezone.now())
    return render(request, "contests/contests.html", {"contests": found, "now": timezone.now()})


@require_safe
def contest(request: HttpRequest, slug: str) -> HttpResponse:
    """One contest: when, who, how, by whom, and what was promised about its fairness."""
    found, now = contest_or_404(slug), timezone.now()
    address = request.build_absolute_uri(found.get_absolute_url())
    context = {
        "contest": found, "view": queries.view_of(found, at=now), "documents": queries.public_documents(found),
        "notices": queries.notices(found), "now": now, "address": address, "crumbs": crumbs((found.title, "")),
    }  # fmt: skip
    return render(request, "contests/contest.html", context)


def of_contest(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The page of a contest, or one below it; of a cancelled contest each says so."""

    @wraps(view)
    def page(request: HttpRequest, slug: str, **more: Any) -> HttpResponseBase:
        try:
            return view(request, slug, **more)
        except Http404:
            return _cancelled(request, slug)

    return page


def _cancelled(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever comes by a poster, a notice or a kept address reads that there is no contest, and why."""
    if (found := queries.cancelled_contest(slug)) is None:
        raise Http404
    gone, at, reason = found
    context = {"contest": gone, "at": at, "reason": reason, "crumbs": crumbs((gone.title, ""))}
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
