"""Published records as data, after the schema of their kind."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404

from ..enums import State
from ..models import Citation, Document, Record, RecordFile, RecordLink
from .records import linked_from, links_of, public_files, record_citations, record_cites
from .schemas import schema_url


def record_data(record: Record) -> dict[str, Any]:
    """A published record as data, after the schema of its kind. Http404 for a record that is not published."""
    if record.state != State.PUBLISHED or not record.published_at or not record.changed_at:
        raise Http404
    same = ("kind", "slug", "title", "abstract", "body", "issuer", "number", "field", "audience", "language", "licence",
            "source_url", "is_example", "version")  # fmt: skip
    document = record.document
    return {
        "schema": schema_url(record.kind),
        "url": _full(record.get_absolute_url()),
        **{name: getattr(record, name) for name in same},
        "organisation": {"code": record.organisation.code, "name": record.organisation.name},
        "issued_on": record.issued_on.isoformat() if record.issued_on else None,
        "document": document and {"number": document.number, "name": document.name,
                                  "url": _full(document.get_absolute_url())},
        "published_at": record.published_at.isoformat(),
        "changed_at": record.changed_at.isoformat(),
        "files": [_file_data(file) for file in public_files(record)],
        "cites": record_cites(record),
        "citations": [_citation_data(one, one.document) for one in record_citations(record) if one.document],
        "links": [*_links_data(links_of(record), "to"), *_links_data(linked_from(record), "from")],
        "details": record.details,
    }  # fmt: skip


def _full(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _file_data(file: RecordFile) -> dict[str, Any]:
    same = {name: getattr(file, name) for name in ("name", "media_type", "size", "sha256")}
    return {**same, "url": _full(file.get_absolute_url())}


def _citation_data(one: Citation, cited: Document) -> dict[str, Any]:
    label = one.address.label if one.article else ""
    url = _full(one.target_url)
    return {"number": cited.number, "document": cited.name, "eid": one.eid, "label": label,
            "says": one.says, "url": url}  # fmt: skip


def _links_data(links: Iterable[RecordLink], direction: str) -> list[dict[str, Any]]:
    other = "target" if direction == "to" else "source"
    return [
        {"relation": link.kind, "direction": direction, "name": getattr(link, other).name,
         "url": _full(getattr(link, other).get_absolute_url())}
        for link in links
    ]  # fmt: skip
