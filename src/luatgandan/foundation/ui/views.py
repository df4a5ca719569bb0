"""Pages that help when something went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: what was asked for is not here; where to go instead."""
    return render(request, "ui/errors/404.html", status=404)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: who may see this page and how to sign in."""
    return render(request, "ui/errors/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read."""
    return render(request, "ui/errors/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, said without the database or a template context that could fail again."""
    return HttpResponse(render(None, "ui/errors/500.html").content, status=500)
