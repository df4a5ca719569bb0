"""Reading documents: one, lists, search, what cites their provisions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse

from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.modules.registry import SitemapEntry
from luatgandan.lib.legaltext import Address, number_key
from luatgandan.lib.legaltext.numbers import find_numbers
from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.ranking import Ranking

from ..enums import FileState, Kind, State
from ..models import Citation, Document, SourceFile
from ..models.documents import DocumentQuerySet

DOCUMENTS_PER_PAGE = 30
FOUND = 200
NEAR = 5


@dataclass(frozen=True, kw_only=True)
class CitedProvision:
    """A provision that public pages cite, and by which."""

    address: Address
    citations: tuple[Citation, ...]

    @property
    def anchor(self) -> str:
        """The id of its place on the page of the document."""
        return self.address.path.replace("/", "-")


def find_document(slug: str) -> Document | None:
    """One document that people may know of (a withdrawn one too); None when there is none."""
    return Document.objects.exclude(state=State.DRAFT).filter(slug=slug).first()


def cited_provisions(document: Document) -> list[CitedProvision]:
    """The provisions of `document` that public pages cite, in reading order."""
    rows = document.citations.shown().exclude(article="")
    citations = sorted(rows, key=lambda citation: (citation.address.sort_key, citation.label))
    grouped = groupby(citations, key=lambda citation: citation.address)
    return [CitedProvision(address=address, citations=tuple(group)) for address, group in grouped]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to list: empty values do not limit. `year` is the year of issue, `state` the validity on `day`."""

    day: date
    text: str = ""
    kind: str = ""
    field: str = ""
    year: int | None = None
    state: str = ""

    def among(self, rows: DocumentQuerySet) -> DocumentQuerySet:
        """Those of `rows` that are wanted, the words left aside."""
        values = {"kind": self.kind, "field": self.field, "issued_on__year": self.year}
        rows = rows.filter(**{name: value for name, value in values.items() if value})
        return rows.in_state(self.state, self.day) if self.state else rows


def documents(wanted: Wanted, *, number: str | None = None) -> Slice[Document]:
    """One slice of the documents, by relevance to the words, or by rank of kind and newest first."""
    rows = wanted.among(Document.objects.published())
    found = _found(rows, wanted.text) if wanted.text.strip() else rows.by_rank()
    return Paginator(found, DOCUMENTS_PER_PAGE).get_page(number)


@dataclass(frozen=True, kw_only=True)
class KindCount:
    """How many documents of one kind are wanted."""

    value: str
    label: str
    count: int


def kind_counts(wanted: Wanted) -> list[KindCount]:
    """How many documents of each kind there are among those wanted without words, highest kind first. One query."""
    rows = wanted.among(Document.objects.published()).order_by().values_list("kind").annotate(Count("pk"))
    counts = dict(rows)
    return [KindCount(value=kind, label=str(kind.label), count=counts[kind]) for kind in Kind if counts.get(kind)]


def _found(rows: DocumentQuerySet, text: str) -> list[Document]:
    """At most 200 documents, those whose number was typed first."""
    ranked = [one.pk for _, one in _document_ranking().find(text, FOUND)]
    order = {pk: place for place, pk in enumerate(dict.fromkeys([*_with_number(text), *ranked]))}
    return sorted(rows.filter(pk__in=order), key=lambda one: order[one.pk])


def document_with_number(text: str) -> Document | None:
    """The one document whose number `text` gives in full, however typed; None when several bear it, or none."""
    found = _with_number(text, is_full=True)
    return Document.objects.get(pk=found[0]) if len(found) == 1 else None


def _with_number(text: str, *, is_full: bool = False) -> list[int]:
    """Documents whose number stands in `text`: "168/2024/NĐ-CP", "nd 168 2024"; `is_full`: with year or issuer."""
    rows = Document.objects.published()
    exact = list(rows.filter(number_key=number_key(text)).values_list("pk", flat=True)[:FOUND])
    if exact:
        return exact
    typed = [one for one in find_numbers(text) if not is_full or one.year or one.issuer]
    if not typed:
        return []
    near = rows.filter(number_key__startswith=typed[0].starts).values_list("pk", "number_key")
    return [pk for pk, key in near if typed[0].matches(key)][:FOUND]


def documents_like(slug: str) -> list[Document]:
    """Documents whose number shares the figures of an address that does not exist."""
    figures = re.search(r"\d+-\d{4}", slug) or re.search(r"\d+", slug)
    if not figures:
        return []
    return list(Document.objects.published().filter(number_key__startswith=figures[0]).by_rank()[:NEAR])


def years() -> list[int]:
    """The years in which documents were issued, newest first."""

    def made() -> list[int]:
        days = Document.objects.published().filter(issued_on__isnull=False).order_by()
        return sorted(set(days.values_list("issued_on__year", flat=True).distinct()), reverse=True)

    return remember("library.years", made)


def public_files(document: Document) -> list[SourceFile]:
    """The original files of a document that is public."""
    if document.state != State.PUBLISHED:
        return []
    return list(document.files.exclude(content="").exclude(state=FileState.FAILED))


def fields() -> list[str]:
    """The fields of law that documents stand in, sorted."""

    def made() -> list[str]:
        rows = Document.objects.published().exclude(field="").order_by()
        return sorted(rows.values_list("field", flat=True).distinct(), key=fold)

    return remember("library.fields", made)


def law_changes(*, today: date, ahead_days: int = 90, limit: int = 4) -> list[Document]:
    """What changed in the law lately or changes soon: documents by the day they come into force."""
    return list(
        Document.objects.published()
        .in_force_before(today + timedelta(days=ahead_days))
        .order_by("-effective_on")[:limit]
    )


def _document_ranking() -> Ranking[Document]:
    def names(one: Document) -> str:
        return f"{one.number} {one.short_name} {one.aliases}"

    def rest(one: Document) -> str:
        return f"{one.title} {one.get_kind_display()} {one.field}"

    return remember(
        "library.documents", lambda: Ranking((one, names(one), rest(one)) for one in Document.objects.published())
    )


def sitemap() -> Iterable[SitemapEntry]:
    """All public addresses of the library."""
    yield SitemapEntry(path=reverse("library:documents"))
    yield SitemapEntry(path=reverse("library:glossary"))
    for document in Document.objects.published().only("slug"):
        yield SitemapEntry(path=document.get_absolute_url())
