"""Importing structured exports: rows of other databases about laws, each told apart by the fields it has."""

import json
import lzma
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, groupby
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext.structure import parse_article_body
from luatgandan.lib.legaltext.tree import Level, Node, Parsed
from luatgandan.lib.vietnamese import clean

from ..enums import Kind, Origin, RelationKind, Validity
from .codification import import_codification
from .files import receive_bytes
from .identifying import Identity, find_or_make, kind_of
from .importing import Outcome, import_file
from .meaning import read_meaning
from .relations import Related, relate
from .texts import Source, store_text

FEWEST_ARTICLES = 3  # a scrape with fewer is a broken one
Row = Mapping[str, Any]
Progress = Callable[[int], None]
_CHAPTER = re.compile(r"^\s*(phần|chương|mục)\s+(?P<number>[\w.]+)\s*[-–:.]?\s*(?P<heading>.*)", re.IGNORECASE)
_ARTICLE = re.compile(r"(\d+[a-zđ]?)")
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


class UnknownExportError(ValueError):
    """Rows of a form we do not know."""


@dataclass
class ExportTally:
    """What came of one export: rows read, documents and articles stored, and what could not be used, with reasons."""

    rows: int = 0
    documents: int = 0
    articles: int = 0
    unread: list[str] = field(default_factory=list)


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a .jsonl, .jsonl.xz or .json file, one after another."""
    if path.suffix == ".json":
        with path.open(encoding="utf-8-sig") as file:
            values = json.load(file)
        yield from values if isinstance(values, list) else [values]
        return
    with _open(path) as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _open(path: Path) -> IO[str]:
    return lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8-sig")


def import_rows(
    *, rows: Iterable[Row], at: datetime, by: str = "", progress: Progress = lambda count: None
) -> ExportTally:
    """Import an export of any form we know. Raises UnknownExportError; what stands already is not written again."""
    source = iter(rows)
    first = next(source, None)
    if first is None:
        return ExportTally()
    everything = chain([first], source)
    if {"nguon", "noi_dung"} <= first.keys():
        return _codification(everything, at, by, progress)
    if {"amending_doc_identity", "target_doc_identity"} <= first.keys():
        return _amendments(everything, progress)
    one_by_one = next((read for fields, read in _FORMS if fields <= first.keys()), None)
    if one_by_one is None:
        raise UnknownExportError(f"Không nhận ra kiểu dữ liệu này (các trường: {', '.join(sorted(first))[:200]}).")
    tally = ExportTally()
    for row in everything:
        tally.rows += 1
        one_by_one(row, tally, at, by)
        progress(tally.rows)
    content_changed()
    return tally


def _codification(rows: Iterable[Row], at: datetime, by: str, progress: Progress) -> ExportTally:
    found = import_codification(rows=rows, at=at, by=by, progress=progress)
    stored = found.new + found.changed
    return ExportTally(rows=found.rows, documents=found.documents, articles=stored, unread=found.unread)


# --- Exact links from amending provisions to their targets -------------------------------------------------------
def _amendments(rows: Iterable[Row], progress: Progress) -> ExportTally:
    tally = ExportTally()
    by_document = groupby(sorted(rows, key=_amending), key=_amending)
    for number, group in by_document:
        links = list(group)
        tally.rows += len(links)
        document, made = find_or_make(Identity(number=number, kind=_kind_of_number(number)))
        tally.documents += made
        relate(document=document, relations=[_link(row) for row in links], origin=Origin.PORTAL)
        progress(tally.rows)
    return tally


def _amending(row: Row) -> str:
    return str(row["amending_doc_identity"])


def _link(row: Row) -> Related:
    repeals = "bãi bỏ" in str(row.get("amend_type") or "")
    return Related(
        kind=RelationKind.ABROGATES if repeals else RelationKind.AMENDS,
        number=str(row["target_doc_identity"]),
        eid=_eid(row, "amending"),
        target_eid=_eid(row, "target"),
    )


def _eid(row: Row, side: str) -> str:
    names = (("art", "article"), ("para", "clause"), ("point", "point"))
    steps = [f"{short}_{row[f'{side}_{name}']}" for short, name in names if row.get(f"{side}_{name}")]
    return "__".join(steps).replace("đ", "dd")


# --- Documents already cut into articles -------------------------------------------------------------------------
def _cut_document(row: Row, tally: ExportTally, at: datetime, by: str) -> None:
    articles = row["articles"]
    number = clean(str(row["so_hieu"]))
    if len(articles) < FEWEST_ARTICLES:
        tally.unread.append(f"{number}: chỉ lấy được {len(articles)} điều, nguồn cắt hỏng")
        return
    identity = Identity(
        number=number, kind=_kind_of_number(number, row.get("url", "")), official_url=row.get("url", "")
    )
    _store(identity, Parsed(body=tuple(_chapters(articles))), tally, at, by)


def _chapters(articles: Sequence[Row]) -> Iterator[Node]:
    seen: dict[str, int] = {}
    for heading, group in groupby(articles, key=lambda one: clean(one.get("chuong") or "")):
        inner = tuple(node for one in group if (node := _article(one)))
        found = _CHAPTER.match(heading)
        if not found:
            yield from inner
            continue
        number = found["number"].upper()
        seen[number] = seen.get(number, 0) + 1
        eid = f"chp_{number}" if seen[number] == 1 else f"chp_{number}_{seen[number]}"
        yield Node(Level.CHAPTER, number, clean(found["heading"]), children=inner, eid=eid)


def _article(one: Row) -> Node | None:
    found = _ARTICLE.search(str(one.get("dieu") or ""))
    if not found:
        return None
    return parse_article_body(one.get("noi_dung") or "", found[1], clean(one.get("tieu_de") or ""))


def _clause_document(row: Row, tally: ExportTally, at: datetime, by: str) -> None:
    """An export with one row a clause: `law_info`, and `clauses` with their positions."""
    info = row["law_info"]
    number = clean(str(info["document_number"]))
    identity = Identity(
        number=number,
        kind=_kind_of_number(number, info.get("law_name", "")),
        title=clean(info.get("law_name", "")),
        issuer=clean(info.get("publisher", "")),
        issued_on=_day(info.get("issue_date")),
        effective_on=_day(info.get("effective_date")),
        stated_validity=_VALIDITY.get(clean(info.get("status", "")).lower(), ""),
    )
    by_article = groupby(row["clauses"], key=lambda one: str(one["position"]["article"]))
    articles = [
        {
            "dieu": f"Điều {article}",
            "chuong": f"Chương {pieces[0]['position'].get('chapter') or ''}".strip(),
            "tieu_de": pieces[0]["position"].get("article_title"),
            "noi_dung": "\n".join(piece["content"] for piece in pieces),
        }
        for article, pieces in ((article, list(group)) for article, group in by_article)
    ]
    _store(identity, Parsed(body=tuple(_chapters(articles))), tally, at, by)


@transaction.atomic
def _store(identity: Identity, parsed: Parsed, tally: ExportTally, at: datetime, by: str) -> None:
    document, made = find_or_make(identity)
    tally.documents += made
    if document.editions.filter(file__isnull=False, is_current=True).exists():
        return  # a text read from the file itself is better than an export of it
    stored = store_text(document=document, parsed=parsed, source=Source(at=at, by=by, note="bản trích xuất"))
    tally.articles += stored.new + stored.changed
    if stored.new or stored.changed:
        read_meaning(document=document, parsed=parsed)


# --- Whole texts of the gazette ----------------------------------------------------------------------------------
def _gazette_text(row: Row, tally: ExportTally, at: datetime, by: str) -> None:
    name = f"{row['so_hieu']}.txt"
    file, is_new = receive_bytes(name=name, content=row["text"].encode(), at=at, by=by)
    if not is_new and file.document_id:
        return
    outcome: Outcome = import_file(file=file, at=at, by=by)
    tally.documents += outcome.is_new
    tally.articles += outcome.articles
    if not outcome.document:
        tally.unread.append(f"{name}: {outcome.message}")


# --- Metadata of the national portal -----------------------------------------------------------------------------
def _metadata(row: Row, tally: ExportTally, at: datetime, by: str) -> None:
    number = clean(str(row["doc_identity"]))
    types = row.get("document_type") or [""]
    issuer = ", ".join(row.get("organizations") or [])
    states = [_VALIDITY.get(clean(one).lower(), "") for one in row.get("effect_status") or []]
    document, made = find_or_make(
        Identity(
            number=number,
            kind=kind_of(types[0]),
            title=_title(row.get("doc_name") or "", types[0], issuer),
            issuer=issuer,
            issued_on=_day(row.get("issue_date")),
            effective_on=_day(row.get("effect_date")),
            expired_on=_day(row.get("expire_date")),
            signers=", ".join(row.get("signers") or [])[:300],
            gazette=(row.get("gazette_number") or "")[:60],
            gazette_on=_day(row.get("gazette_date")),
            stated_validity=states[0] if states else "",
        )
    )
    tally.documents += made
    related = [
        Related(kind=RelationKind.RELATED_TO, number=one["doc_identity"], name=one.get("doc_name") or "")
        for one in row.get("related_documents") or []
    ]
    relate(document=document, relations=related, origin=Origin.PORTAL)


def _title(name: str, kind: str, issuer: str) -> str:
    """The title without kind, issuer and number, which the portal writes into it."""
    bare = re.sub(rf"^{re.escape(kind)}\s+", "", clean(name), flags=re.IGNORECASE)
    bare = re.sub(rf"(?:\s+của {re.escape(issuer)})?,? số [\w/.-]+$", "", bare)
    return bare[:1].upper() + bare[1:]


def _day(text: object) -> date | None:
    """A day written 2025-12-10, 2025-12-10T00:00:00 or 10/12/2025; None for anything else."""
    for pattern in (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"):
        found = re.match(pattern, str(text or ""))
        if found:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None


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


def _kind_of_number(number: str, name: str = "") -> Kind:
    """The kind that the letters of a number tell; of laws and ordinances, whose numbers do not, the name decides."""
    letters = re.split(r"[/-]", number)
    code = next((_CODES[part] for part in letters if part in _CODES), None)
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


_Reader = Callable[[Row, ExportTally, datetime, str], None]
_FORMS: tuple[tuple[set[str], _Reader], ...] = (
    ({"so_hieu", "articles"}, _cut_document),
    ({"so_hieu", "text"}, _gazette_text),
    ({"law_info", "clauses"}, _clause_document),
    ({"doc_identity", "document_type"}, _metadata),
)
