"""Importing the official codification (Bộ pháp điển): tens of thousands of articles, in batches, in constant memory."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import publish
from luatgandan.lib.legaltext import number_key
from luatgandan.lib.legaltext.codification import SourceNote, read_source_note
from luatgandan.lib.legaltext.flat import flatten, hash_of
from luatgandan.lib.legaltext.lines import without_glued_notes
from luatgandan.lib.legaltext.provisions import units
from luatgandan.lib.legaltext.structure import parse_article_page
from luatgandan.lib.legaltext.tree import Level, Node, Parsed
from luatgandan.lib.vietnamese import clean

from ..enums import Origin, RelationKind, Validity
from ..events import DocumentPublished, ProvisionChanged
from ..models import Document, Edition, Provision, ProvisionVersion
from .identifying import Identity, find, find_or_make, kind_of
from .mentions import record_mentions
from .relations import Related, relate
from .terms import record_terms
from .texts import STEP

ROWS_PER_BATCH = 1000
BEHIND = 1_000_000  # where annexes stand: behind all articles
NOTE = "Bộ pháp điển"
_HEAD = re.compile(r"^Điều\s+[\d.A-ZĐ]+\.\s*")

Key = tuple[int, str]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One codified article, or a part of an annex that came with it: its source note, its words as a tree, where it
    was published, its place in the document, and the eId of what it stands in."""

    note: SourceNote
    node: Node
    url: str
    position: int
    parent_eid: str = ""

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> list["Row"]:
        """The article in a row of the export and the annexes behind it; none when it names none or has no words."""
        note = read_source_note(values.get("nguon") or "")
        text, url = values.get("noi_dung") or "", values.get("url") or ""
        if not note or not text.strip():
            return []
        heading = clean(_HEAD.sub("", values.get("tieu_de") or ""))
        article, annexes = parse_article_page(without_glued_notes(text), note.article, without_glued_notes(heading))
        behind = [
            cls(note, unit.node, url, BEHIND + place * STEP, unit.parent_eid)
            for place, unit in enumerate(units(Parsed(annexes=annexes)))
        ]
        return [cls(note, article, url, _position(article.number)), *behind]


@dataclass
class Tally:
    """What an import did, for the report. `unread` holds what rows could not be used, with the reason."""

    rows: int = 0
    documents: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    differing: int = 0
    unread: list[str] = field(default_factory=list)


@dataclass
class _State:
    """What must be remembered between batches: documents by number, their editions, and who amends whom."""

    documents: dict[str, tuple[int, bool]] = field(default_factory=dict)
    editions: dict[int, Edition] = field(default_factory=dict)
    amendments: dict[int, dict[str, date]] = field(default_factory=lambda: defaultdict(dict))


def import_codification(
    *, rows: Iterable[Mapping[str, Any]], at: datetime, by: str = "", progress: Progress = lambda count: None
) -> Tally:
    """Import codified articles. Each batch is one transaction, so a broken run goes on where it stopped."""
    tally, state = Tally(), _State()
    source = iter(rows)
    while batch := list(islice(source, ROWS_PER_BATCH)):
        with transaction.atomic():
            _import_batch(list(_readable(batch, tally)), tally, state, at, by)
            _end(_repealed(batch), tally)
        progress(tally.rows)
    _relate_amendments(state)
    content_changed()
    return tally


def _readable(batch: Iterable[Mapping[str, Any]], tally: Tally) -> Iterator[Row]:
    for values in batch:
        tally.rows += 1
        rows = Row.read(values)
        yield from rows
        if not rows and not _repealed([values]):
            tally.unread.append(f"{values.get('dieu', '?')}: {(values.get('nguon') or 'không ghi nguồn')[:120]}")


def _repealed(batch: Iterable[Mapping[str, Any]]) -> list[SourceNote]:
    """The notes of rows that have no words because the article was repealed as a whole."""
    notes = [read_source_note(one.get("nguon") or "") for one in batch if not (one.get("noi_dung") or "").strip()]
    return [note for note in notes if note and note.repealed_on]


def _end(notes: Iterable[SourceNote], tally: Tally) -> None:
    """Words of repealed articles, from whatever source, that stand on the day of the repeal end there."""
    for note in notes:
        document, day = find(_identity(note)), note.repealed_on
        provision = document and document.provisions.filter(eid=f"art_{note.article}").first()
        if not document or not provision or not day:
            continue
        standing = provision.versions.filter(Q(valid_from=None) | Q(valid_from__lt=day))
        if standing.filter(Q(valid_to=None) | Q(valid_to__gt=day)).update(valid_to=day):
            tally.changed += 1
            publish(ProvisionChanged(document_id=document.pk, eids=(provision.eid,), on=day))


def _import_batch(rows: list[Row], tally: Tally, state: _State, at: datetime, by: str) -> None:
    placed: dict[Key, Row] = {}
    for row in rows:
        document_id = _document(row, state, tally, at, by)
        placed[(document_id, row.node.eid)] = row
        for one in row.note.amendments:
            state.amendments[document_id][one.number] = one.effective_on
    provisions = _provisions(placed)
    versions = _versions(placed, provisions, state, tally)
    record_mentions(versions=versions)
    fresh = {(one.provision.document_id, one.provision.eid) for one in versions}
    _record_terms(placed, fresh)
    _publish(fresh)


def _publish(fresh: set[Key]) -> None:
    eids = defaultdict(list)
    for document_id, eid in sorted(fresh):
        eids[document_id].append(eid)
    for document_id, found in eids.items():
        publish(DocumentPublished(document_id=document_id, eids=tuple(found)))


def _record_terms(placed: Mapping[Key, Row], fresh: set[Key]) -> None:
    articles = defaultdict(list)
    for key in fresh:
        if placed[key].node.level is Level.ARTICLE:
            articles[key[0]].append(placed[key].node)
    record_terms(articles=articles)


def _document(row: Row, state: _State, tally: Tally, at: datetime, by: str) -> int:
    """The id of the document a row belongs to; notes that tell the day of issue complete the record."""
    key = number_key(row.note.number)
    known = state.documents.get(key)
    if known and (known[1] or not row.note.issued_on):
        return known[0]
    document, made = find_or_make(_identity(row.note, row.url))
    tally.documents += made
    state.documents[key] = (document.pk, document.issued_on is not None)
    if document.pk not in state.editions:
        state.editions[document.pk] = _edition(document, at, by)
    return document.pk


def _identity(note: SourceNote, url: str = "") -> Identity:
    return Identity(
        number=note.number,
        kind=kind_of(note.kind),
        title=note.title,
        issuer=note.issuer,
        issued_on=note.issued_on,
        effective_on=note.effective_on,
        official_url=url.partition("#")[0][:500],
        stated_validity=Validity.IN_FORCE,
    )


def _edition(document: Document, at: datetime, by: str) -> Edition:
    known = document.editions.filter(note=NOTE).first()
    is_first = not document.editions.exists()
    return known or Edition.objects.create(document=document, note=NOTE, made_at=at, made_by=by, is_current=is_first)


def _provisions(placed: Mapping[Key, Row]) -> dict[Key, Provision]:
    """The provisions of a batch, missing ones made."""
    documents, eids = {key[0] for key in placed}, {key[1] for key in placed}
    found = Provision.objects.filter(document__in=documents, eid__in=eids)
    known: dict[Key, Provision] = {(one.document_id, one.eid): one for one in found}
    fresh = [_provision(key, row) for key, row in placed.items() if key not in known]
    for one in Provision.objects.bulk_create(fresh, batch_size=ROWS_PER_BATCH):
        known[(one.document_id, one.eid)] = one
    inner = [one for one in fresh if placed[(one.document_id, one.eid)].parent_eid]
    for one in inner:
        one.parent = known[(one.document_id, placed[(one.document_id, one.eid)].parent_eid)]
    Provision.objects.bulk_update(inner, ["parent"], batch_size=ROWS_PER_BATCH)
    return known


def _provision(key: Key, row: Row) -> Provision:
    node = row.node
    return Provision(document_id=key[0], eid=key[1], level=node.level, number=node.number[:30], position=row.position)


def _position(number: str) -> int:
    """Articles stand by their number, 12a just after 12, until a full text gives them their places."""
    digits = re.match(r"\d+", number)
    letters = number[digits.end() if digits else 0 :]
    return int(digits[0] if digits else 0) * STEP + (1 + "abcdđeghiklmnopqrstuvxy".find(letters[:1]) if letters else 0)


def _versions(
    placed: Mapping[Key, Row], provisions: Mapping[Key, Provision], state: _State, tally: Tally
) -> list[ProvisionVersion]:
    """New versions of a batch, written; words already here stay."""
    standing = defaultdict(list)
    for one in ProvisionVersion.objects.filter(provision__in=provisions.values()).defer("content", "text"):
        standing[one.provision_id].append(one)
    fresh = []
    for key, row in placed.items():
        provision = provisions[key]
        version = _version(provision, row, state.editions.get(key[0]))
        if _is_news(version, standing[provision.pk], tally):
            fresh.append(version)
    return list(ProvisionVersion.objects.bulk_create(fresh, batch_size=ROWS_PER_BATCH))


def _version(provision: Provision, row: Row, edition: Edition | None) -> ProvisionVersion:
    text = flatten(row.node).text
    return ProvisionVersion(
        provision=provision,
        edition=edition,
        valid_from=row.note.text_since,
        heading=row.node.heading,
        content=row.node.to_json(),
        text=text,
        text_hash=hash_of(text),
    )


def _is_news(version: ProvisionVersion, standing: list[ProvisionVersion], tally: Tally) -> bool:
    """Whether the codified words say more than what stands; closes the version they follow."""
    if not standing:
        tally.new += 1
        return True
    if any(one.text_hash == version.text_hash for one in standing):
        tally.same += 1
        return False
    latest = max(standing, key=lambda one: one.valid_from or date.min)
    if version.valid_from is None or (latest.valid_from and latest.valid_from >= version.valid_from):
        tally.differing += 1
        return False
    latest.valid_to = version.valid_from
    latest.save(update_fields=["valid_to"])
    tally.changed += 1
    return True


def _relate_amendments(state: _State) -> None:
    """What the notes say of amending documents, as relations of the amended ones."""
    documents = Document.objects.in_bulk(list(state.amendments))
    for pk, numbers in state.amendments.items():
        related = [
            Related(kind=RelationKind.AMENDS, number=number, is_passive=True, on=day) for number, day in numbers.items()
        ]
        relate(document=documents[pk], relations=related, origin=Origin.CODIFIED)
