"""Reading documents: one, lists, search, what cites their provisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.modules.registry import Hit, SitemapEntry
from luatgandan.lib.legaltext import Address
from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.ranking import Ranking

from ..models import Citation, Document

DOCUMENTS_PER_PAGE = 30


@dataclass(frozen=True, kw_only=True)
class CitedProvision:
    """A provision that public pages cite, and by which."""

    address: Address
    citations: tuple[Citation, ...]

    @property
    def anchor(self) -> str:
        """The id of its place on the page of the document."""
        return self.address.path.replace("/", "-")


def get_document(slug: str) -> Document:
    """One document; Http404 when there is none."""
    return get_object_or_404(Document, slug=slug)


def cited_provisions(document: Document) -> list[CitedProvision]:
    """The provisions of `document` that public pages cite, in reading order."""
    citations = sorted(document.citations.all(), key=lambda citation: (citation.address.sort_key, citation.label))
    grouped = groupby(citations, key=lambda citation: citation.address)
    return [CitedProvision(address=address, citations=tuple(group)) for address, group in grouped]


def documents(*, text: str = "", kind: str = "", field: str = "", number: str | None = None) -> Slice[Document]:
    """One slice of the documents, by relevance to `text`, or by rank of kind and newest first."""
    found = _found(text, kind, field) if text.strip() else _listed(kind, field)
    return Paginator(found, DOCUMENTS_PER_PAGE).get_page(number)


def _found(text: str, kind: str, field: str) -> list[Document]:
    everything = (document for _, document in _document_ranking().find(text, 200))
    return [one for one in everything if kind in ("", one.kind) and field in ("", one.field)]


def _listed(kind: str, field: str) -> QuerySet[Document]:
    wanted = {name: value for name, value in (("kind", kind), ("field", field)) if value}
    return Document.objects.filter(**wanted).by_rank()


def fields() -> list[str]:
    """The fields of law that documents stand in, sorted."""
    return sorted(set(Document.objects.exclude(field="").values_list("field", flat=True)), key=fold)


def law_changes(*, today: date, ahead_days: int = 90, limit: int = 4) -> list[Document]:
    """What changed in the law lately or changes soon: documents by the day they come into force."""
    return list(Document.objects.in_force_before(today + timedelta(days=ahead_days)).order_by("-effective_on")[:limit])


def _document_ranking() -> Ranking[Document]:
    def names(one: Document) -> str:
        return f"{one.number} {one.short_name} {one.aliases}"

    def rest(one: Document) -> str:
        return f"{one.title} {one.get_kind_display()} {one.field}"

    return remember(
        "library.documents", lambda: Ranking((one, names(one), rest(one)) for one in Document.objects.all())
    )


def find_documents(text: str, limit: int) -> list[Hit]:
    """Documents as search results."""
    return [_document_hit(document, score) for score, document in _document_ranking().find(text, limit)]


def _document_hit(document: Document, score: float) -> Hit:
    issued = (date_format(document.issued_on, "d/m/Y"),) if document.issued_on else ()
    return Hit(
        title=document.name,
        url=document.get_absolute_url(),
        excerpt=document.title,
        path=(str(document.get_kind_display()), document.number, *issued),
        badge=document.validity_on(timezone.localdate()),
        rank=score,
    )


def sitemap() -> Iterable[SitemapEntry]:
    """All public addresses of the library."""
    yield SitemapEntry(path=reverse("library:documents"))
    yield SitemapEntry(path=reverse("library:glossary"))
    for document in Document.objects.only("slug"):
        yield SitemapEntry(path=document.get_absolute_url())
