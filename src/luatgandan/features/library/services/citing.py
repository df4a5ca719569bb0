"""Citing: how every room says which provisions its things rest on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from luatgandan.foundation.search.services import note_changes
from luatgandan.lib.legaltext import Address
from luatgandan.lib.legaltext.flat import hash_of

from ..models import Citation, Document
from ..queries.asked import found_by, is_asked
from ..queries.history import words_on
from ..queries.search_items import DOCUMENTS
from .reviews import settle_source


@dataclass(frozen=True, kw_only=True)
class Cited:
    """One citation to record: which part of the source (a slug or nothing) cites which provision, saying what."""

    document: Document
    address: Address
    label: str
    url: str
    part: str = ""
    says: str = ""


@transaction.atomic
def cite(*, source: models.Model, cited: Sequence[Cited], as_of: date) -> None:
    """Replace all citations of `source` by `cited`, as of the law of one day; the words cited are remembered by hash.

    Reviews of what is no longer cited are closed. Where the law is found by the words of `source`, the index is told.
    """
    kind = ContentType.objects.get_for_model(source)
    older = Citation.objects.filter(content_type=kind, object_id=source.pk)
    if is_asked(source._meta.label_lower):
        told = {*older.values_list("document", flat=True), *(one.document.pk for one in cited)} - {None}
        note_changes(source=DOCUMENTS, keys=sorted(told))
    older.delete()
    Citation.objects.bulk_create(
        Citation(
            content_type=kind,
            object_id=source.pk,
            part=one.part,
            label=one.label,
            url=one.url,
            document=one.document,
            article=one.address.article,
            clause=one.address.clause,
            point=one.address.point,
            eid=one.address.eid,
            says=one.says,
            text_hash=_hash(one, as_of),
            as_of=as_of,
        )
        for one in cited
    )
    settle_source(source=source)


def note_lent(*, model: str, keys: Collection[int]) -> None:
    """Say that the words of these things of a room, by which the law is found, may be others.

    Call it inside the transaction of the act.
    """
    note_changes(source=DOCUMENTS, keys=found_by(model, keys))


def _hash(one: Cited, as_of: date) -> str:
    """What the cited unit reads on the day, by hash; empty while the library does not have its text."""
    words = words_on(one.document.pk, one.address.eid, as_of)
    return hash_of(words) if words else ""
