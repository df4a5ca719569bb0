"""Reading the library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from . import queries
from .enums import Kind
from .forms import DocumentFilter, GlossarySearch


def documents(request: HttpRequest) -> HttpResponse:
    """The list of documents, found by words, kind and field."""
    form = DocumentFilter(request.GET)
    found = queries.documents(**form.wanted())
    today = timezone.localdate()
    rows = [(document, document.validity_on(today)) for document in found]
    return render(request, "library/documents.html", {"form": form, "rows": rows, "kinds": Kind.choices})


def document(request: HttpRequest, slug: str) -> HttpResponse:
    """One document: validity first, then what it is, then what cites it."""
    found = queries.get_document(slug)
    context = {
        "document": found,
        "validity": found.validity_on(timezone.localdate()),
        "provisions": queries.cited_provisions(found),
        "replaces": found.replaces.all(),
    }
    return render(request, "library/document.html", context)


def glossary(request: HttpRequest) -> HttpResponse:
    """Everyday words and the legal terms for them."""
    form = GlossarySearch(request.GET)
    return render(request, "library/glossary.html", {"form": form, "terms": queries.terms(**form.wanted())})
