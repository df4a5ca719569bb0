"""Saved searches: keep one, hear of what is new, pause, delete, stop by a link in a letter without signing in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luatgandan.lib import limits

from .. import queries, services
from ..forms import AlertForm, SaveForm
from ..models import SavedSearch
from ..pipeline.addresses import Asked, query_string, read_query
from ..pipeline.values import SearchQuery

LETTERS = {"amount": 3, "seconds": 3600}  # to one address
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@page_or_form
def save(request: HttpRequest) -> HttpResponse:
    """Keep a search: for who is signed in at once, for others after a letter is confirmed."""
    asked = read_query(request.GET, language=get_language() or "vi")
    if asked.is_empty:
        return redirect("search:search")
    kind = SaveForm if request.user.is_authenticated else AlertForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _may_write(form):
        return _saved(request, asked, form)
    return _asking(request, asked, form)


def _may_write(form: SaveForm) -> bool:
    """Nobody's box is filled with our letters."""
    email = form.cleaned_data.get("email", "")
    if not email or limits.take(name="alert", key=email.lower(), **LETTERS, now=timezone.now()):
        return True
    form.add_error("email", _("Đã gửi nhiều thư tới địa chỉ này. Bạn thử lại sau một giờ."))
    return False


def _asking(request: HttpRequest, asked: Asked, form: SaveForm) -> HttpResponse:
    context = {
        **_told(asked.query),
        "form": form,
        "back": query_string(asked.query, is_staying=True),
        "crumbs": _crumbs((_("Lưu tìm kiếm"), "")),
    }
    return render(request, "search/save.html", context)


def _saved(request: HttpRequest, asked: Asked, form: SaveForm) -> HttpResponse:
    person = request.user if request.user.is_authenticated else None
    email = form.cleaned_data.get("email", "")
    try:
        services.save_search(
            query=asked.query,
            person=person,
            email=email,
            pace=form.cleaned_data["pace"],
            at=timezone.now(),
        )
    except services.TooManySavedSearchesError as refusal:
        form.add_error(None, str(refusal))
        return _asking(request, asked, form)
    if person:
        messages.success(request, _("Đã lưu. Khi có kết quả mới, bạn sẽ được báo."))
        return redirect("search:saved")
    return render(request, "search/letter_sent.html", {"email": email})


@login_required
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """All searches a person has kept."""
    context = {"saved": queries.saved_searches_of(request.user), "crumbs": _crumbs((_("Tìm kiếm đã lưu"), ""))}
    return render(request, "search/saved.html", context)


@login_required
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Hear no more for a while, or hear again."""
    found = _own(request, pk)
    is_paused = not found.is_paused
    services.pause_saved_search(saved=found, is_paused=is_paused, at=timezone.now())
    messages.success(request, _("Đã tạm dừng báo.") if is_paused else _("Đã bật báo lại."))
    return redirect("search:saved")


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the search no longer."""
    services.delete_saved_search(saved=_own(request, pk))
    messages.success(request, _("Đã xóa tìm kiếm đã lưu."))
    return redirect("search:saved")


@page_or_form
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: asks first, since programs that check mail open links too."""
    found = _with_token(token)
    if request.method == "POST":
        services.confirm_saved_search(token=token, at=timezone.now())
    is_done = request.method == "POST" or found.is_confirmed
    return render(request, "search/confirmed.html", {"saved": found, "is_done": is_done, **_told(found.query)})


@csrf_exempt  # RFC 8058: the mail program itself sends the form; the token is the right to stop
@page_or_form
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the letters without signing in; what is stopped already is stopped."""
    found = queries.saved_search_with(token)
    is_done = found is None
    if request.method == "POST" and found:
        services.unsubscribe(token=token, at=timezone.now())
        is_done = True
    told = _told(found.query) if found else {}
    return render(request, "search/unsubscribed.html", {"is_done": is_done, **told})


def _told(query: SearchQuery) -> dict[str, Any]:
    """What a search asks for, and where."""
    return {"query": query, "place": queries.title_of(query.within)}


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    found = queries.saved_search_of(request.user, pk)
    if found is None:
        raise Http404
    return found


def _with_token(token: str) -> SavedSearch:
    found = queries.saved_search_with(token)
    if found is None:
        raise Http404
    return found


def _crumbs(*steps: tuple[str, str]) -> list[tuple[str, Any]]:
    return [(_("Tìm kiếm"), reverse("search:search")), *steps]
