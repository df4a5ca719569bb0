"""Display settings, the gallery, and pages that help when something went wrong."""

import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from . import queries
from .forms import DisplayForm, SampleForm

ONE_YEAR, BACK_SECONDS = 365 * 24 * 60 * 60, 30


def display(request: HttpRequest) -> HttpResponse:
    """Shows and keeps the reader's display settings in a cookie; works without JavaScript."""
    back = _safe_path(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return render(request, "ui/display.html", {"back": back})
    form = DisplayForm(request.POST)
    response = HttpResponseRedirect(back)
    if form.is_valid():
        _keep(response, queries.Preferences(**form.cleaned_data))
    return response


def _safe_path(request: HttpRequest, path: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None, require_https=request.is_secure())
    return path if path.startswith("/") and is_ours else request.path


def _keep(response: HttpResponse, preferences: queries.Preferences) -> None:
    if not preferences.cookie:
        response.delete_cookie(queries.COOKIE, samesite="Lax")
        return
    response.set_cookie(
        queries.COOKIE,
        preferences.cookie,
        max_age=ONE_YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,  # the settings panel reads and writes it
    )


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its states and its code."""
    return render(request, "ui/gallery.html", gallery_context())


def gallery_context() -> dict[str, Any]:
    """What the samples of the gallery are drawn with."""
    return {
        "samples": queries.samples(),
        "tokens": queries.tokens(),
        "pictures": queries.picture_names(),
        "icons": queries.icon_names(),
        "form": SampleForm(),
        "bad_form": SampleForm({"name": "", "email": "lan@"}),
        "page": Paginator(range(200), 10).page(7),
        "word_changes": queries.WORD_CHANGES,
        "drawing": queries.DRAWING,
    }


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: what was asked for is not here; where to go instead."""
    return render(request, "ui/errors/404.html", status=404)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: who may see this page and how to sign in."""
    return render(request, "ui/errors/403.html", status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is gone (cookies deleted, page open for days); what was typed is given back to copy."""
    source = urlsplit(request.headers.get("Referer", ""))
    back = source.path if source.netloc == request.get_host() else request.path
    context = {"typed": queries.typed_texts(request.POST), "back": back}
    return render(request, "ui/errors/form_expired.html", context, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read."""
    return render(request, "ui/errors/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, said without the database or a template context that could fail again.

    503 while the database is away or locked, or files cannot be kept: robots, proxies and phones are to come again.
    """
    error = sys.exc_info()[1]
    if queries.is_storage_fault(error):
        return _storage_away(request)
    response = HttpResponse(render_to_string("ui/errors/500.html"), status=500)
    if isinstance(error, OperationalError | InterfaceError):
        response.status_code, response.headers["Retry-After"] = 503, str(BACK_SECONDS)
    return response


def _storage_away(request: HttpRequest) -> HttpResponse:
    """503: what was sent is given back as a form that sends it once more; files are to be chosen again."""
    context = {"sent": queries.sent_fields(request.POST), "files": queries.sent_files(request.FILES)}
    response = render(request, "ui/errors/storage.html", context, status=503)
    response.headers["Retry-After"] = str(BACK_SECONDS)
    return response
