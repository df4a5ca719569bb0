"""Documents: the list, one document whole, its relations, and two readings side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import queries
from ..enums import State
from ..forms import CompareForm, DayForm, DocumentFilter
from ..models import Document

Crumbs = list[tuple[str | SafeString, str]]


def documents(request: HttpRequest) -> HttpResponse:
    """The list of documents, found by words, kind, field, year and state; an exact number leads to its document."""
    form = DocumentFilter(request.GET)
    wanted = form.wanted()
    if form.is_only_text and (exact := queries.document_with_number(wanted["text"])):
        return redirect(exact)
    today = timezone.localdate()
    asked = queries.Wanted(day=today, **wanted)
    found = queries.documents(asked, number=request.GET.get("trang"))
    rows = [(document, document.validity_on(today)) for document in found]
    context = {"form": form, "rows": rows, "slice": found, "query": form.as_query()}
    context["kinds"] = [] if asked.text or asked.kind else queries.kind_counts(asked)
    return render(request, "library/documents.html", context)


def document(request: HttpRequest, slug: str) -> HttpResponse:
    """One document whole, as it reads on a day: validity first, then what it is, then its text."""
    found = queries.find_document(slug)
    if found is None:
        return missing_document(request, slug)
    if found.state == State.WITHDRAWN:
        return withdrawn_document(request, found)
    form = DayForm(request.GET)
    today = timezone.localdate()
    place = request.GET.get("phan", "")
    reading = queries.read_document(found, day=form.day(today), today=today, place=place)
    bearings = queries.relations_of(found)
    context = {
        "document": found,
        "reading": reading,
        "form": form,
        "day": reading.day,
        "standing": reading.standing,
        "relations": bearings,
        "successor": queries.successor_in(bearings),
        "warnings": queries.warnings(found, bearings, on=today),
        "pending": queries.untold_changes(found, bearings, day=reading.day, told=reading.told) if reading.told else [],
        "unworded": [] if reading.is_today else queries.unworded(found, reading.day),
        "provisions": [] if reading.units else queries.cited_provisions(found),
        "citation": queries.citation_text(found),
        "address": queries.absolute(found.get_absolute_url()),
        "files": queries.public_files(found),
        "formats": queries.formats(),
        "breadcrumb": crumbs(found),
    }
    return render(request, "library/document.html", context)


def relations(request: HttpRequest, slug: str) -> HttpResponse:
    """How a document bears on others: as lists and as a drawing."""
    found = queries.find_document(slug)
    if found is None:
        return missing_document(request, slug)
    bearings = queries.relations_of(found)
    context = {
        "document": found,
        "standing": queries.standing(found, timezone.localdate()),
        "groups": queries.relation_groups(bearings),
        "diagram": queries.diagram(found, bearings),
        "breadcrumb": [*crumbs(found, is_last=False), (_("Quan hệ với văn bản khác"), "")],
    }
    return render(request, "library/relations.html", context)


def compare(request: HttpRequest) -> HttpResponse:
    """Two days of a document, or two documents, article by article."""
    form = CompareForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "breadcrumb": [*crumbs(), (_("So sánh"), "")]}
    if sides := form.sides(timezone.localdate()):
        context["comparison"] = queries.compare(*sides, number=request.GET.get("trang"))
    return render(request, "library/compare.html", context)


def missing_document(request: HttpRequest, slug: str) -> HttpResponse:
    """404: no such document; those with a number like it."""
    context = {"near": queries.documents_like(slug), "asked": slug.replace("-", " ")}
    return render(request, "library/missing.html", context, status=404)


def withdrawn_document(request: HttpRequest, document: Document) -> HttpResponse:
    """410: the document was here and was taken back; its address stays."""
    context = {"document": document, "breadcrumb": crumbs(document)}
    return render(request, "library/withdrawn.html", context, status=410)


def crumbs(document: Document | None = None, *, is_last: bool = True) -> Crumbs:
    """Where one is: home, documents, the document."""
    found: Crumbs = [
        (_("Trang chủ"), reverse("wagtail_serve", args=[""])),
        (_("Văn bản"), reverse("library:documents")),
    ]
    if document:
        name = format_html('<span lang="vi">{}</span>', document.name)
        found.append((name, "" if is_last else document.get_absolute_url()))
    return found
