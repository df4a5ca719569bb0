"""The citizens' glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import queries
from ..forms import GlossarySearch


def glossary(request: HttpRequest) -> HttpResponse:
    """Everyday words and the legal terms for them."""
    form = GlossarySearch(request.GET)
    return render(request, "library/glossary.html", {"form": form, "terms": queries.terms(**form.wanted())})
