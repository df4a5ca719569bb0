"""What the library lets people find: documents with all versions of their articles, records, words of the glossary."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from luatgandan.foundation.modules.registry import SearchItem
from luatgandan.lib.legaltext.tree import Level

from ..enums import Kind
from ..models import Document, Edition, Provision, ProvisionVersion, Record, RecordFile, Term
from .asked import Asked, asked_of
from .asked import turning as asked_turning
from .records import Answer, answers

DOCUMENTS, RECORDS, TERMS = "document", "record", "term"
CHUNK = 100  # documents read together: few queries, and few megabytes even when codes stand among them
LONGEST_NAME = 60  # letters of a title that people say in full
TURNS = ("effective_on", "expired_on", "ended_on", "partly_since", "suspended_from", "suspended_to")


class Row(NamedTuple):
    """One version of a provision."""

    provision: int
    document: int
    eid: str
    level: str
    number: str
    parent: int | None
    valid_from: date | None
    valid_to: date | None
    heading: str
    text: str
    is_repealed: bool


COLUMNS = ("provision_id", "provision__document_id", "provision__eid", "provision__level", "provision__number",
           "provision__parent_id", "valid_from", "valid_to", "heading", "text", "is_repealed")  # fmt: skip


def document_items() -> Iterator[SearchItem]:
    """All public documents with their articles, in constant memory."""
    yield from _of_documents(list(Document.objects.published().order_by("pk").values_list("pk", flat=True)))


def load_documents(keys: Iterable[str]) -> list[SearchItem]:
    """Some documents by id, each with all versions of its articles."""
    return list(_of_documents([int(key) for key in keys]))


def turning_documents(since: date, until: date) -> list[int]:
    """Documents whose validity changes by the calendar, or who lends them words is hidden, up to `until`."""
    rows = Document.objects.published()
    days = Q()
    for name in TURNS:
        days |= Q(**{f"{name}__gt": since, f"{name}__lte": until})
    return sorted({*rows.filter(days).values_list("pk", flat=True), *asked_turning(since, until)})


def _of_documents(keys: Sequence[int]) -> Iterator[SearchItem]:
    """Four queries for each chunk and one for each room that cites, however many articles the documents have."""
    today = timezone.localdate()
    with override("vi"):
        for chunk in _chunks(keys):
            documents = Document.objects.published().in_bulk(chunk)
            bases = _bases(documents)
            rows, asked = _rows(documents), asked_of(documents)
            for key, document in documents.items():
                own = rows.get(key, ())
                parts = len({row.eid for row in own if row.level == Level.ARTICLE})
                whole = replace(_document_item(document, bases.get(key, ()), today), parts=parts)
                yield whole
                yield from _article_items(document, whole, own, asked.get(key, {}))


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _bases(documents: Mapping[int, Document]) -> dict[int, list[str]]:
    """On what each document rests, as its newest reading gives it."""
    rows = Edition.objects.filter(document__in=documents, is_current=True).order_by("made_at", "pk")
    return dict(rows.values_list("document", "bases"))


def _rows(documents: Mapping[int, Document]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    versions = ProvisionVersion.objects.filter(provision__document__in=documents)
    for values in versions.order_by("provision__document", "provision__position").values_list(*COLUMNS):
        row = Row(*values)
        found[row.document].append(row)
    return found


def _document_item(document: Document, bases: Iterable[str], today: date) -> SearchItem:
    span = document.span
    own = f"{DOCUMENTS}:{document.pk}"
    return SearchItem(
        id=own,
        kind="document",
        title=document.name,
        url=document.get_absolute_url(),
        text="\n".join((document.full_name, *bases)),
        names=_names(document),
        group=own,
        number=document.number,
        document_kind=document.kind,
        issuer=document.issuer,
        field=document.field,
        issued_on=document.issued_on,
        effective_on=span.effective_on,
        ended_on=min(span.ends, default=None),
        partly_since=span.partly_since,
        suspended_from=span.suspended_from,
        suspended_to=span.suspended_to,
        stated=span.stated,
        state=document.validity_on(today).value,
        weight=_weight(document),
        cited=document.cited,
    )


def _names(document: Document) -> tuple[str, ...]:
    """All by which people call it; a short title too, behind the kind: "Luật Đất đai"."""
    titled = document.full_name.replace(document.number, " ") if len(document.title) <= LONGEST_NAME else ""
    names = (document.number, document.short_name, *_aliases(document.aliases), " ".join(titled.split()))
    return tuple(dict.fromkeys(name for name in names if name))


def _aliases(text: str) -> list[str]:
    return [one.strip() for one in text.split("|") if one.strip()]


_RANKS = {kind.value: 1 - place / len(Kind) for place, kind in enumerate(Kind)}


def _weight(document: Document) -> float:
    """Higher kinds weigh more, and what people have a name for."""
    return round(0.8 * _RANKS.get(document.kind, 0.0) + 0.2 * bool(document.short_name), 3)


def _article_items(
    document: Document, whole: SearchItem, rows: Iterable[Row], asked: Mapping[str, Sequence[Asked]]
) -> Iterator[SearchItem]:
    above = _containers(rows)
    for row in rows:
        if row.is_repealed or not (row.text.strip() or row.level == Level.ARTICLE):
            continue
        label = _label(row.level, row.number)
        yield replace(
            whole,
            id=f"{whole.id}/{row.eid}@{row.valid_from or ''}",
            kind="article" if row.level == Level.ARTICLE else "annex",
            title=". ".join(part for part in (label, row.heading) if part) or document.name,
            url=document.provision_url(row.eid),
            text=row.text,
            asked=tuple(one.words for one in asked.get(row.eid, ()) if one.stood(row.valid_from, row.valid_to)),
            path=(document.name, *_path(row.parent, above)),
            eid=row.eid,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )


def _containers(rows: Iterable[Row]) -> dict[int, tuple[str, int | None]]:
    """The name of each chapter as it reads last, and what it stands in."""
    return {
        row.provision: (". ".join(part for part in (_label(row.level, row.number), row.heading) if part), row.parent)
        for row in rows
        if row.level != Level.ARTICLE
    }


def _path(parent: int | None, above: Mapping[int, tuple[str, int | None]]) -> tuple[str, ...]:
    found: list[str] = []
    while parent is not None and parent in above and len(found) < 8:
        name, parent = above[parent]
        found.insert(0, name)
    return tuple(found)


@lru_cache(maxsize=4096)
def _label(level: str, number: str) -> str:
    return "" if level == Level.TEXT else Provision(level=level, number=number).label


def record_items() -> Iterator[SearchItem]:
    """All public records of the repository."""
    yield from _of_records(list(Record.objects.public().order_by("pk").values_list("pk", flat=True)))


def load_records(keys: Iterable[str]) -> list[SearchItem]:
    """Some records by id."""
    return list(_of_records([int(key) for key in keys]))


def _of_records(keys: Sequence[int]) -> Iterator[SearchItem]:
    """Two queries for each chunk."""
    with override("vi"):
        for chunk in _chunks(keys):
            rows = Record.objects.public().select_related("organisation").in_bulk(chunk)
            files = RecordFile.objects.filter(record__in=rows, is_public=True).values_list("record", "name", "text")
            told: dict[int, list[tuple[str, str]]] = defaultdict(list)
            for record, name, text in files:
                told[record].append((name, text))
            yield from (_record_item(record, told[key]) for key, record in rows.items())


def _record_item(record: Record, files: Sequence[tuple[str, str]]) -> SearchItem:
    details = [_words(answer) for answer in answers(record.kind, record.details)]
    return SearchItem(
        id=f"{RECORDS}:{record.pk}",
        kind="record",
        title=record.title,
        url=record.get_absolute_url(),
        text="\n".join(part for part in (record.abstract, record.body, *details, *(text for _, text in files)) if part),
        names=tuple(name for name in (record.number, record.name if record.number else "") if name),
        path=(str(record.get_kind_display()), record.organisation.name),
        number=record.number,
        document_kind=record.kind,
        issuer=record.issuer or record.organisation.name,
        field=record.field,
        audience=(record.audience,) if record.audience else (),
        language=record.language,
        format=PurePath(files[0][0]).suffix.lower().lstrip(".") if files else "",
        issued_on=record.issued_on,
    )


def _words(answer: Answer) -> str:
    """A detail of a record as plain text."""
    inside = (line for block in answer.blocks for line in block.lines)
    return "\n".join((f"{answer.label}: {answer.value}".rstrip(": "), *answer.items, *inside))


def term_items() -> Iterator[SearchItem]:
    """All words of the citizens' glossary."""
    yield from map(_term_item, Term.objects.order_by("pk"))


def load_terms(keys: Iterable[str]) -> list[SearchItem]:
    """Some words by id."""
    return [_term_item(one) for one in Term.objects.filter(pk__in=list(keys))]


def _term_item(term: Term) -> SearchItem:
    with override("vi"):
        url = term.get_absolute_url()
    return SearchItem(
        id=f"{TERMS}:{term.pk}",
        kind="term",
        title=term.everyday,
        url=url,
        text=f"{term.legal_term}. {term.meaning}",
        names=(term.everyday, *term.variant_list, term.legal_term),
        field=term.field,
    )


def search_words() -> Iterator[tuple[str, str, str]]:
    """Everyday words with their legal terms; other names of documents with their names."""
    for term in Term.objects.all():
        for words in (term.everyday, *term.variant_list):
            yield words, term.legal_term, "everyday"
    rows = Document.objects.published().exclude(aliases="", short_name="")
    for aliases, short_name, title in rows.values_list("aliases", "short_name", "title"):
        for alias in _aliases(aliases):
            yield alias, short_name or title, "abbreviation"
