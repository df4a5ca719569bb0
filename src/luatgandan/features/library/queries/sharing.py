"""Laws as other houses take them over: what they are and all their texts in time."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.utils import timezone

from luatgandan.foundation.modules.registry import SharedThing
from luatgandan.lib.legaltext.akn import Expression, to_akn
from luatgandan.lib.legaltext.writing import to_json

from ..enums import Licence
from ..models import Document, ProvisionVersion
from .around import absolute
from .exporting import parsed_on

FORM = 1  # of the values; other houses refuse forms they do not know
NAMED = ("number", "kind", "title", "short_name", "aliases", "issuer", "signers", "field", "gazette", "official_url",
         "stated_validity")  # fmt: skip
DATED = ("issued_on", "effective_on", "expired_on", "gazette_on")
Days = dict[date | None, list[ProvisionVersion]]


def document_stamps(keys: Iterable[str] | None) -> Iterator[tuple[str, str, str]]:
    """(key, address, stamp) of the published laws whose text is here. Two queries."""
    documents = Document.objects.published()
    if keys is not None:
        documents = documents.filter(pk__in=[int(key) for key in keys])
    texts = text_hashes(documents.values_list("pk", flat=True))
    for document in documents.order_by("pk"):
        if text := texts.get(document.pk):
            yield str(document.pk), document.slug, _hash([_named(document), text])


def text_hashes(documents: Iterable[int]) -> dict[int, str]:
    """A hash over all that a law ever said, the same in each house that says the same, by the id of the law."""
    rows = (
        ProvisionVersion.objects.filter(provision__document__in=documents)
        .order_by("provision__document_id", "provision__eid", "valid_from")
        .values_list("provision__document_id", "provision__eid", "valid_from", "text_hash", "heading", "is_repealed")
    )
    grouped = groupby(rows.iterator(chunk_size=5000), key=lambda row: row[0])
    return {pk: _hash(sorted(str(row[1:]) for row in texts)) for pk, texts in grouped}


def _hash(values: Any) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


def shared_documents(keys: Iterable[str]) -> list[SharedThing]:
    """These laws for other houses, where they are published."""
    found = Document.objects.published().filter(pk__in=[int(key) for key in keys])
    return [_shared(document) for document in found]


def _shared(document: Document) -> SharedThing:
    return SharedThing(
        key=str(document.pk),
        path=document.slug,
        dublin=tuple((name, words) for name, words in _dublin(document) if words),
        data=lambda: document_data(document),
        akn=lambda: _akn(document),
    )


def _dublin(document: Document) -> Iterator[tuple[str, str]]:
    """https://www.dublincore.org/specifications/dublin-core/dces/"""
    yield "title", document.full_name
    yield "identifier", absolute(document.get_absolute_url())
    yield "identifier", document.number
    yield "creator", document.issuer
    yield "date", document.issued_on.isoformat() if document.issued_on else ""
    yield "type", str(document._vietnamese_kind)
    yield "subject", document.field
    yield "source", document.official_url
    yield "language", "vi"
    yield "rights", str(Licence.NOT_PROTECTED.label)


def _akn(document: Document) -> bytes:
    today = timezone.localdate()
    parsed = parsed_on(document, day=today, today=today)
    return to_akn(parsed, Expression(valid_on=today, made_on=today, site=str(settings.SITE_URL))) if parsed else b""


def document_data(document: Document) -> dict[str, Any]:
    """A law as plain values: what it is, and its text from each day on which any of it began to read otherwise."""
    versions = ProvisionVersion.objects.filter(provision__document=document).select_related("provision")
    ordered = sorted(versions.defer("content", "text"), key=lambda one: one.valid_from or date.min)
    days: Days = {day: list(rows) for day, rows in groupby(ordered, key=attrgetter("valid_from"))}
    return {
        "form": FORM,
        "url": absolute(document.get_absolute_url()),
        **_named(document),
        "text_hash": text_hashes([document.pk]).get(document.pk, ""),
        "texts": [_text(document, day, rows) for day, rows in days.items()],
    }


def _named(document: Document) -> dict[str, Any]:
    dates: Mapping[str, date | None] = {name: getattr(document, name) for name in DATED}
    return {
        **{name: getattr(document, name) for name in NAMED},
        **{name: day.isoformat() if day else None for name, day in dates.items()},
    }


def _text(document: Document, day: date | None, begins: list[ProvisionVersion]) -> dict[str, Any]:
    """The whole text from `day` on (None: as issued); `begins` are the units that read so since then."""
    parsed = parsed_on(document, day=day or date.min, today=timezone.localdate(), tells_gone=False)
    return {
        "valid_from": day.isoformat() if day else None,
        "begins": sorted(one.provision.eid for one in begins),
        "repealed": sorted(one.provision.eid for one in begins if one.is_repealed),
        "text": to_json(parsed) if parsed else None,
    }
