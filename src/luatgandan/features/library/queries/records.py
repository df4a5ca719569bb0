"""Reading the repository: lists and pages for everybody, revisions for the desk, records as data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.modules.registry import DeskTask, SitemapEntry
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.lib.legaltext import number_key
from luatgandan.lib.vietnamese.ranking import Ranking

from ..enums import RecordKind, State, Step
from ..models import DETAILS, Citation, Document, Record, RecordFile, RecordLink, Revision, Shape
from ..rules import ROOM
from .documents import document_with_number

RECORDS_PER_PAGE = 30


@dataclass(frozen=True)
class Block:
    """A paragraph ("p"), a heading ("h") or a list ("ul") of plain text."""

    tag: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One detail as a page shows it: blocks for texts, `value` for short ones."""

    name: str
    label: str
    value: str = ""
    items: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


def blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs of plain text with light marks: "## " a heading, "- " an item of a list."""
    found: list[Block] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("## "):
            found.append(Block("h", (line[3:],)))
        elif line.startswith(("- ", "• ", "* ")):
            before = found.pop().lines if found and found[-1].tag == "ul" else ()
            found.append(Block("ul", (*before, line[2:])))
        elif line:
            found.append(Block("p", (line,)))
        elif found and found[-1].tag == "ul":
            found.append(Block("", ()))
    return tuple(block for block in found if block.tag)


def answers(kind: str, details: dict[str, Any]) -> list[Answer]:
    """The details of a kind that are filled in, in their order."""
    made = (_answer(detail, details.get(detail.name)) for detail in DETAILS[kind])
    return [one for one in made if one]


def _answer(detail: Any, value: Any) -> Answer | None:
    if value in (None, "", [], False):
        return None
    label = str(detail.label)
    if detail.shape is Shape.TEXT:
        return Answer(detail.name, label, blocks=blocks(value))
    if detail.shape is Shape.LIST:
        return Answer(detail.name, label, items=tuple(value))
    if detail.shape is Shape.DAY:
        return Answer(detail.name, label, value=date_format(date.fromisoformat(value), "d/m/Y"))
    if detail.shape is Shape.CHOICE:
        return Answer(detail.name, label, value=str(dict(detail.choices).get(value, value)))
    return Answer(detail.name, label, value=_("Có") if value is True else str(value))


def records(
    *, text: str = "", kind: str = "", unit: str = "", field: str = "", number: str | None = None
) -> Page[Record]:
    """One page of the public records, by relevance to `text`, else newest first; `unit` holds the units below it."""
    rows = Record.objects.public().select_related("organisation")
    if kind:
        rows = rows.filter(kind=kind)
    if unit:
        rows = rows.filter(organisation__path__contains=f"/{unit}/")
    if field:
        rows = rows.filter(field=field)
    found = _matching(rows, text) if text.strip() else rows
    return Paginator(found, RECORDS_PER_PAGE).get_page(number)


def _matching(rows: QuerySet[Record], text: str) -> list[Record]:
    ranked = [pk for _score, (pk, *_rest) in _ranking().find(text, 200)]
    by_key = rows.in_bulk(ranked)
    return [by_key[pk] for pk in ranked if pk in by_key]


Known = tuple[int, str, str, str, str]


def _ranking() -> Ranking[Known]:
    def rows() -> Iterator[tuple[Known, str, str]]:
        for one in Record.objects.public().only("pk", "slug", "kind", "title", "number", "abstract", "field", "issuer"):
            known = (one.pk, one.title, one.get_absolute_url(), one.abstract, str(one.kind))
            yield known, f"{one.number} {one.title}", f"{one.abstract} {one.field} {one.issuer}"

    return remember("library.records", lambda: Ranking(rows()))


def record_fields() -> list[str]:
    """The fields of law that public records stand in."""
    rows = Record.objects.public().exclude(field="").values_list("field", flat=True)
    return sorted(set(rows))


def record_units() -> list[tuple[str, str]]:
    """(code, name) of the units with public records."""
    rows = Organisation.objects.filter(records__state=State.PUBLISHED).distinct().order_by("name")
    return list(rows.values_list("code", "name"))


def kind_counts(*, unit: str = "") -> list[tuple[str, str, int]]:
    """(kind, label, how many public records) for every kind that has some."""
    rows = Record.objects.public()
    if unit:
        rows = rows.filter(organisation__path__contains=f"/{unit}/")
    counts = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    return [(kind.value, str(kind.label), counts[kind.value]) for kind in RecordKind if kind.value in counts]


def get_unit(code: str) -> Organisation:
    """The unit of a collection; Http404 when there is none."""
    return get_object_or_404(Organisation, code=code)


def get_record(slug: str) -> Record:
    """A published or withdrawn record; Http404 for others."""
    rows = Record.objects.known().select_related("organisation", "document")
    return get_object_or_404(rows, slug=slug)


def record_citations(record: Record) -> list[Citation]:
    """The provisions a record cites, with their documents."""
    kind = ContentType.objects.get_for_model(Record)
    return list(Citation.objects.filter(content_type=kind, object_id=record.pk).select_related("document"))


def links_of(record: Record) -> list[RecordLink]:
    """Precedents this record applies, declines or is the origin of."""
    rows = record.links.filter(target__state=State.PUBLISHED)
    return list(rows.select_related("target"))


def linked_from(record: Record) -> list[RecordLink]:
    """Judgments and awards that bear on this precedent, newest first."""
    rows = record.linked_from.filter(source__state=State.PUBLISHED)
    return list(rows.select_related("source").order_by("kind", "-source__issued_on"))


def public_files(record: Record) -> list[RecordFile]:
    """The files people may download."""
    return list(record.files.filter(is_public=True))


def public_file(slug: str, pk: int) -> RecordFile:
    """One file of a published record; Http404 otherwise."""
    rows = RecordFile.objects.filter(is_public=True, record__state=State.PUBLISHED, record__slug=slug)
    return get_object_or_404(rows, pk=pk)


def _published_content(record: Record) -> dict[str, Any]:
    revision = record.revisions.filter(step=Step.PUBLISHED).first()
    return revision.content if revision else {}


def record_cites(record: Record) -> list[str]:
    """The citations of a public record as its writers put them, one a line."""
    return list(_published_content(record).get("cites", ()))


def document_bearing(number: str) -> Document | None:
    """The one public document with this number; None when several bear it, or none."""
    rows = list(Document.objects.exclude(state=State.DRAFT).filter(number_key=number_key(number))[:2])
    return rows[0] if len(rows) == 1 else document_with_number(number)


def latest_revision(record: Record) -> Revision:
    """The newest revision: what the desk works on."""
    return record.revisions.select_related("record__organisation", "author")[:1].get()


def revisions_of(record: Record) -> list[Revision]:
    """All revisions, newest first, with who did what."""
    return list(record.revisions.select_related("author", "checked_by", "approved_by"))


def changed_parts(newer: Revision, older: Revision | None) -> list[str]:
    """The names of the parts of the content in which two revisions differ."""
    before = older.content if older else {}
    names = [name for name, value in newer.content.items() if name != "details" and before.get(name) != value]
    old = before.get("details", {})
    return names + [f"details.{name}" for name, value in newer.content["details"].items() if old.get(name) != value]


def precedents() -> QuerySet[Record]:
    """Public precedents, for choosing."""
    return Record.objects.public().filter(kind=RecordKind.PRECEDENT).order_by("number")


def desk_records(person: Any) -> QuerySet[Any]:
    """Records of the units whose drafts a person may read, with the step of their newest revision."""
    newest = Revision.objects.filter(record=OuterRef("pk")).order_by("-number")
    codes = organisation_codes(person, Action.VIEW_DRAFT, room=ROOM)
    rows: QuerySet[Any] = Record.objects.of_units(codes).select_related("organisation")
    annotated: QuerySet[Any] = rows.annotate(
        step=Subquery(newest.values("step")[:1]), writer=Subquery(newest.values("author")[:1]),
        made_at=Subquery(newest.values("made_at")[:1]),
    )  # fmt: skip
    return annotated.order_by("-made_at")


def record_tasks(person: Any) -> list[DeskTask]:
    """What waits for a person in the repository: never one's own writing."""
    base = reverse("library_records:list")
    checks = desk_records(person).filter(step=Step.CHECKING).exclude(writer=person.pk)
    codes = organisation_codes(person, Action.APPROVE, room=ROOM)
    decisions = Record.objects.of_units(codes).filter(
        pk__in=desk_records(person).exclude(writer=person.pk).values("pk")
    )
    approvals = decisions.filter(revisions__step=Step.CHECKED).distinct()
    publications = decisions.filter(revisions__step=Step.APPROVED).distinct()
    return [
        DeskTask(label=_("Tư liệu chờ kiểm tra"), count=checks.count(), url=f"{base}?step={Step.CHECKING}"),
        DeskTask(label=_("Tư liệu chờ bạn duyệt"), count=approvals.count(), url=f"{base}?step={Step.CHECKED}"),
        DeskTask(label=_("Tư liệu chờ công bố"), count=publications.count(), url=f"{base}?step={Step.APPROVED}"),
    ]


def record_sitemap() -> Iterable[SitemapEntry]:
    """All public addresses of the repository."""
    yield SitemapEntry(path=reverse("library:records"))
    for record in Record.objects.public().only("slug", "changed_at"):
        yield SitemapEntry(path=record.get_absolute_url(), changed_at=record.changed_at)
