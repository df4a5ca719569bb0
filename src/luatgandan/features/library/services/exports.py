"""Importing structured exports: rows of other databases about laws, each kind told apart by the fields of its rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import transaction

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import publish
from luatgandan.lib.files.structured import (
    Article,
    Export,
    codification_articles,
    gazette_documents,
    json_lines,
    law_file,
    portal_documents,
    split_documents,
)
from luatgandan.lib.legaltext.consolidated import read_consolidation
from luatgandan.lib.legaltext.structure import parse, parse_article_body
from luatgandan.lib.legaltext.structure.eids import identify
from luatgandan.lib.legaltext.structure.notes import without_marks
from luatgandan.lib.legaltext.tree import Level, Node, Parsed
from luatgandan.lib.vietnamese import clean

from ..enums import Kind, Origin, RelationKind, Validity
from ..events import DocumentPublished
from ..models import Document
from .codification import import_codification
from .consolidating import amended_since, relate_consolidation
from .identifying import Identity, UnknownDocumentError, find_or_make, kind_of
from .meaning import read_meaning
from .relations import Related, relate
from .texts import Source, store_text

NO_CHAPTER = ("", "phần mở đầu")  # what scrapes call the place of articles that stand in no chapter
FEWEST_ARTICLES = 3  # a scrape with fewer is a broken one
LINKED = {(RelationKind.AMENDS, False), (RelationKind.ABROGATES, False)}
EXTENSIONS = (".jsonl", ".jsonl.xz", ".jsonl.gz", ".json")
_CHAPTER = re.compile(r"^\s*chương\s+(?P<number>\w+)\s*[-–:.]?\s*(?P<heading>.*)", re.IGNORECASE)
_VALIDITY = {
    "còn hiệu lực": Validity.IN_FORCE,
    "đang có hiệu lực": Validity.IN_FORCE,
    "hết hiệu lực một phần": Validity.PARTLY_EXPIRED,
    "hết hiệu lực toàn bộ": Validity.EXPIRED,
    "hết hiệu lực": Validity.EXPIRED,
    "chưa có hiệu lực": Validity.NOT_YET,
    "chưa áp dụng": Validity.NOT_YET,
    "ngưng hiệu lực": Validity.SUSPENDED,
    "không còn phù hợp": Validity.OBSOLETE,
}
_CODES = {
    "NĐ": Kind.DECREE,
    "QĐ": Kind.DECISION,
    "TT": Kind.CIRCULAR,
    "TTLT": Kind.JOINT_CIRCULAR,
    "NQ": Kind.RESOLUTION,
    "NQLT": Kind.JOINT_RESOLUTION,
    "CT": Kind.DIRECTIVE,
    "VBHN": Kind.CONSOLIDATED,
    "L": Kind.ORDER,
}
Progress = Callable[[int], None]


class UnknownExportError(ValueError):
    """Rows of a form we do not know."""


@dataclass
class ExportTally:
    """What came of one export: rows read, documents and articles stored, and what could not be used, with reasons."""

    rows: int = 0
    documents: int = 0
    articles: int = 0
    unread: list[str] = field(default_factory=list)

    def bad_row(self, number: int, reason: str) -> None:
        """Keep why a row was passed over."""
        self.unread.append(reason)


def import_export(*, path: Path, at: datetime, by: str = "", progress: Progress = lambda count: None) -> ExportTally:
    """Import an export of any form we know; what stands already is not written again.

    Raises UnknownExportError, and UnreadableFileError for files that end too early.
    """
    tally = ExportTally()
    if path.suffix == ".json":
        store_export(law_file(path), tally, at, by)
    else:
        _import_lines(path, tally, at, by, progress)
    content_changed()
    return tally


def _import_lines(path: Path, tally: ExportTally, at: datetime, by: str, progress: Progress) -> None:
    first = next((values for _number, values in json_lines(path)), {})
    if {"nguon", "noi_dung"} <= first.keys():
        _codification(path, tally, at, by, progress)
    elif {"amending_doc_identity", "target_doc_identity"} <= first.keys():
        _amendments(path, tally)
    else:
        for export in _exports(path, first, tally):
            tally.rows += 1
            store_export(export, tally, at, by)
            progress(tally.rows)


def _exports(path: Path, first: dict[str, Any], tally: ExportTally) -> Iterator[Export]:
    if {"so_hieu", "articles"} <= first.keys():
        return split_documents(path, tally.bad_row)
    if {"so_hieu", "text"} <= first.keys():
        return gazette_documents(path, tally.bad_row)
    if "doc_identity" in first:
        return portal_documents(path, tally.bad_row)
    fields = ", ".join(sorted(first))[:200]
    raise UnknownExportError(f"Không nhận ra kiểu dữ liệu trong tệp (các trường: {fields or 'không có'}).")


def _codification(path: Path, tally: ExportTally, at: datetime, by: str, progress: Progress) -> None:
    found = import_codification(rows=codification_articles(path, tally.bad_row), at=at, by=by, progress=progress)
    tally.rows, tally.documents, tally.articles = found.rows, found.documents, found.new + found.changed
    tally.unread += found.unread


# --- Exact links from amending provisions to their targets -------------------------------------------------------
def _amendments(path: Path, tally: ExportTally) -> None:
    rows = [values for _number, values in json_lines(path, tally.bad_row)]
    for number, group in groupby(sorted(rows, key=_amending), key=_amending):
        links = list(group)
        tally.rows += len(links)
        document, made = find_or_make(Identity(number=number, kind=kind_of_number(number)))
        tally.documents += made
        relate(document=document, relations=[_link(row) for row in links], origin=Origin.PORTAL, sorts=LINKED)


def _amending(row: dict[str, Any]) -> str:
    return str(row["amending_doc_identity"])


def _link(row: dict[str, Any]) -> Related:
    repeals = "bãi bỏ" in str(row.get("amend_type") or "")
    return Related(
        kind=RelationKind.ABROGATES if repeals else RelationKind.AMENDS,
        number=str(row["target_doc_identity"]),
        eid=_eid(row, "amending"),
        target_eid=_eid(row, "target"),
    )


def _eid(row: dict[str, Any], side: str) -> str:
    names = (("art", "article"), ("para", "clause"), ("point", "point"))
    steps = [f"{short}_{row[f'{side}_{name}']}" for short, name in names if row.get(f"{side}_{name}")]
    return "__".join(steps).replace("đ", "dd")


# --- One document ------------------------------------------------------------------------------------------------
@transaction.atomic
def store_export(export: Export, tally: ExportTally, at: datetime, by: str) -> None:
    """Store one document of an export: its text, or what it says about the document; `tally` counts and tells."""
    if export.lines:
        _store_lines(export, tally, at, by)
    elif export.articles:
        _store_articles(export, tally, at, by)
    else:
        _store_metadata(export, tally)


def _store_lines(export: Export, tally: ExportTally, at: datetime, by: str) -> None:
    parsed = parse(export.lines)
    consolidation = read_consolidation(export.lines)
    try:
        identity = Identity.of_act(consolidation.base) if consolidation else _identity_of_text(export, parsed)
    except UnknownDocumentError as problem:
        tally.unread.append(f"{export.number}: {problem}")
        return
    source = Source(at=at, by=by, note=export.url[:300])
    if consolidation:
        since = amended_since(consolidation=consolidation, parsed=parsed, lines=export.lines)
        source = replace(source, valid_from=consolidation.text_since, since=since)
        parsed = without_marks(parsed)
    document = _store(identity, parsed, source, tally)
    if consolidation:
        relate_consolidation(document=document, consolidation=consolidation)


def _identity_of_text(export: Export, parsed: Parsed) -> Identity:
    """What the export says of the document, where it gives an official number; else what its text says."""
    return _identity(export) if "/" in export.number else Identity.of_header(parsed.header)


def _store_articles(export: Export, tally: ExportTally, at: datetime, by: str) -> None:
    if len(export.articles) < FEWEST_ARTICLES:
        tally.unread.append(f"{export.number}: chỉ có {len(export.articles)} điều, nguồn cắt hỏng")
        return
    parsed = Parsed(body=identify(tuple(_chapters(export.articles))))
    _store(_identity(export), parsed, Source(at=at, by=by, note=export.url[:300]), tally)


def _store(identity: Identity, parsed: Parsed, source: Source, tally: ExportTally) -> Document:
    document, made = find_or_make(identity)
    tally.documents += made
    has_own_file = document.editions.filter(file__isnull=False, is_current=True).exists()
    if has_own_file and not source.valid_from:
        return document  # a text read from the file itself is better than an export of it
    stored = store_text(document=document, parsed=parsed, source=source)
    tally.articles += stored.new + stored.changed
    if stored.new or stored.changed:
        read_meaning(edition=stored.edition, parsed=parsed)
        publish(DocumentPublished(document_id=document.pk, eids=tuple(node.eid for node in parsed.articles)))
    return document


def _store_metadata(export: Export, tally: ExportTally) -> None:
    document, made = find_or_make(_identity(export))
    tally.documents += made
    rows = export.raw.get("related_documents") or []
    related = [
        Related(kind=RelationKind.RELATED_TO, number=clean(one["doc_identity"]), name=one.get("doc_name") or "")
        for one in rows
        if one.get("doc_identity")
    ]
    relate(document=document, relations=related, origin=Origin.PORTAL, sorts={(RelationKind.RELATED_TO, False)})


def _identity(export: Export) -> Identity:
    raw = export.raw
    return Identity(
        number=export.number,
        kind=kind_of(export.kind) if export.kind else kind_of_number(export.number, export.title or export.url),
        title=_title(export),
        issuer=export.issuer,
        issued_on=export.issued_on,
        effective_on=export.effective_on,
        expired_on=export.expires_on,
        signers=", ".join(raw.get("signers") or [])[:300],
        gazette=str(raw.get("gazette_number") or "")[:60],
        official_url=export.url,
        stated_validity=_VALIDITY.get(export.status.lower(), ""),
    )


def _title(export: Export) -> str:
    """The title without kind, issuer and number, which exports write into it."""
    bare = re.sub(rf"^{re.escape(export.kind or 'Luật')}\s+", "", export.title, flags=re.IGNORECASE)
    bare = re.sub(rf"(?:\s+của {re.escape(export.issuer)})?,? số [\w/.-]+$", "", bare)
    return bare[:1].upper() + bare[1:]


# --- Articles under their chapters -------------------------------------------------------------------------------
def _chapters(articles: Sequence[Article]) -> Iterator[Node]:
    for heading, group in groupby(articles, key=lambda one: one.chapter):
        inner = tuple(_nodes(group))
        found = _CHAPTER.match(heading if heading.lower().startswith("chương") else f"Chương {heading}")
        if heading.casefold() in NO_CHAPTER or not found:
            yield from inner
            continue
        yield Node(Level.CHAPTER, found["number"].upper(), clean(found["heading"]), children=inner)


def _nodes(articles: Iterable[Article]) -> Iterator[Node]:
    return (parse_article_body(one.text, one.number, one.heading) for one in articles if one.number)


def kind_of_number(number: str, name: str = "") -> Kind:
    """The kind that the letters of a number tell; of laws and ordinances, whose numbers do not, the name decides."""
    code = next((_CODES[part] for part in re.split(r"[/-]", number) if part in _CODES), None)
    if code:
        return code
    words = clean(name).lower().replace("-", " ")
    for kind, forms in (
        (Kind.CODE, ("bộ luật", "bo luat")),
        (Kind.ORDINANCE, ("pháp lệnh", "phap lenh")),
        (Kind.RESOLUTION, ("nghị quyết", "nghi quyet")),
    ):
        if any(form in words for form in forms):
            return kind
    return Kind.ORDINANCE if "UBTVQH" in number else Kind.LAW
