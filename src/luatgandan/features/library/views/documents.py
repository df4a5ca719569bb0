"""Documents: the list, and one document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .. import queries
from ..forms import DocumentFilter


def documents(request: HttpRequest) -> HttpResponse:
    """The list of documents, found by words, kind and field."""
    form = DocumentFilter(request.GET)
    found = queries.documents(**form.wanted(), number=request.GET.get("trang"))
    today = timezone.localdate()
    rows = [(document, document.validity_on(today)) for document in found]
    context = {"form": form, "rows": rows, "slice": found, "query": form.as_query()}
    return render(request, "library/documents.html", context)


def document(request: HttpRequest, slug: str) -> HttpResponse:
    """One document: validity first, then what it is, then what cites it."""
    found = queries.get_document(slug)
    context = {
        "document": found,
        "validity": found.validity_on(timezone.localdate()),
        "provisions": queries.cited_provisions(found),
        "relations": queries.relations_of(found),
        "successor": next((one for one in queries.successors(found) if one.other), None),
        "warnings": queries.warnings(found, on=timezone.localdate()),
        "breadcrumb": [
            (_("Trang chủ"), reverse("wagtail_serve", args=[""])),
            (_("Văn bản"), reverse("library:documents")),
            (format_html('<span lang="vi">{}</span>', found.name), ""),
        ],
    }
    return render(request, "library/document.html", context)
