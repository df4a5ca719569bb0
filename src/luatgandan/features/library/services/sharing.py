"""Taking over laws from another house: its texts in time become ours, where we have none of our own."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import DataError, transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import record as log
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import publish
from luatgandan.lib.legaltext.tree import Parsed
from luatgandan.lib.legaltext.writing import from_json

from ..enums import Kind
from ..events import DocumentPublished, ProvisionChanged
from ..models import Document, ProvisionVersion
from ..queries.sharing import DATED, FORM, NAMED, text_hashes
from .identifying import Identity, find_or_make
from .meaning import read_meaning
from .texts import Source, store_text

TAKEN = "harvest"  # who made such an edition
LENGTHS: dict[str, int | None] = {name: getattr(Document._meta.get_field(name), "max_length", None) for name in NAMED}
OWN = ("short_name", "aliases")  # names, which an identity does not hold
Words = dict[tuple[str, date | None], tuple[str, bool]]


def take_document(data: Mapping[str, Any], *, at: datetime, origin: str) -> bool:
    """Keep a law as another house gives it under the name `origin`; True when anything is new here.

    A text of our own stays as it is. Raises ValueError for values of another form.
    """
    try:
        with transaction.atomic():
            return _take(data, at, origin)
    except (KeyError, TypeError, AttributeError, DataError) as problem:
        raise ValueError(f"values of another form: {type(problem).__name__} {problem}") from None


def _take(data: Mapping[str, Any], at: datetime, origin: str) -> bool:
    if data["form"] != FORM:
        raise ValueError(f"values of form {data['form']}, known is {FORM}")
    document, is_new = find_or_make(_identity(data))
    document = Document.objects.select_for_update().get(pk=document.pk)
    _fill_names(document, data)
    if has_own_text(document) or text_hashes([document.pk]).get(document.pk) == data["text_hash"]:
        return is_new
    before = _words(document)
    since: dict[str, date] = {}
    for text in sorted(data["texts"], key=lambda text: text["valid_from"] or ""):
        if day := _day(text):
            since.update(dict.fromkeys(text["begins"], day))
        _store(document, text, since, at, origin)
    _drop_others(document, data["texts"])
    _publish(document, before, is_new=is_new)
    return True


def _identity(data: Mapping[str, Any]) -> Identity:
    plain = {name: str(data[name])[: LENGTHS[name]] for name in NAMED if name not in OWN}
    days = {name: date.fromisoformat(data[name]) if data[name] else None for name in DATED}
    if not plain["number"]:
        raise ValueError("a law without number")
    return Identity(**{**plain, **days, "kind": Kind(plain["kind"])})  # type: ignore[arg-type]


def _fill_names(document: Document, data: Mapping[str, Any]) -> None:
    blank = [name for name in OWN if data[name] and not getattr(document, name)]
    for name in blank:
        setattr(document, name, str(data[name])[: LENGTHS[name]])
    if blank:
        document.save(update_fields=blank)


def has_own_text(document: Document) -> bool:
    """Whether its text was imported here."""
    return document.editions.exclude(made_by=TAKEN).exists()


def _store(document: Document, text: Mapping[str, Any], since: Mapping[str, date], at: datetime, origin: str) -> None:
    parsed: Parsed = from_json(text["text"])
    day = _day(text)
    source = Source(at=at, by=TAKEN, valid_from=day, since=since if day else None, note=origin[:300])
    stored = store_text(document=document, parsed=parsed, source=source)
    repealed = ProvisionVersion.objects.filter(provision__document=document, valid_from=day)
    repealed.filter(provision__eid__in=text["repealed"]).update(is_repealed=True)
    if stored.new or stored.changed:
        read_meaning(edition=stored.edition, parsed=parsed)


def _day(text: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(text["valid_from"]) if text["valid_from"] else None


def _drop_others(document: Document, texts: Iterable[Mapping[str, Any]]) -> None:
    """What the other house no longer says goes; the words before it go on to where the next begin."""
    said = {(eid, _day(text)) for text in texts for eid in text["begins"]}
    rows = ProvisionVersion.objects.filter(provision__document=document).select_related("provision", "edition")
    kept: dict[int, list[ProvisionVersion]] = {}
    for row in rows:
        is_taken = row.edition is not None and row.edition.made_by == TAKEN
        if is_taken and (row.provision.eid, row.valid_from) not in said:
            row.delete()
        else:
            kept.setdefault(row.provision_id, []).append(row)
    for versions in kept.values():
        versions.sort(key=lambda one: one.valid_from or date.min)
        for one, following in pairwise([*versions, None]):
            _end(one, following)


def _end(version: ProvisionVersion | None, following: ProvisionVersion | None) -> None:
    ends = following.valid_from if following else None
    if version and version.valid_to != ends:
        version.valid_to = ends
        version.save(update_fields=["valid_to"])


def _words(document: Document) -> Words:
    rows = ProvisionVersion.objects.filter(provision__document=document)
    values = rows.values_list("provision__eid", "valid_from", "text_hash", "is_repealed")
    return {(eid, day): (text_hash, is_repealed) for eid, day, text_hash, is_repealed in values}


def _publish(document: Document, before: Words, *, is_new: bool) -> None:
    """Say what is new, so that what cites a changed unit is looked at again."""
    after = _words(document)
    publish(DocumentPublished(document_id=document.pk, eids=tuple({eid for eid, _day in after.keys() - before.keys()})))
    if before and not is_new:
        for day, eids in _by_day(after.items() - before.items()).items():
            publish(ProvisionChanged(document_id=document.pk, eids=eids, on=day))
        for day, eids in _by_day((key, before[key]) for key in before.keys() - after.keys()).items():
            publish(ProvisionChanged(document_id=document.pk, eids=eids, on=day, is_undone=True))
    content_changed()


def _by_day(rows: Iterable[tuple[tuple[str, date | None], object]]) -> dict[date, tuple[str, ...]]:
    found: dict[date, list[str]] = {}
    for (eid, day), _words in sorted(rows, key=str):
        found.setdefault(day or date.min, []).append(eid)
    return {day: tuple(eids) for day, eids in sorted(found.items())}


@transaction.atomic
def drop_document(*, at: datetime, origin: str) -> bool:
    """Another house no longer shows what we took as `origin`: readers are told, until an officer has looked."""
    told = _("kho nguồn không còn công bố văn bản này nữa")
    taken = Document.objects.published().filter(editions__made_by=TAKEN, editions__note=origin).exclude(to_confirm=told)
    document = taken.first()
    if document is None or has_own_text(document):
        return False
    document.to_confirm = told
    document.save(update_fields=["to_confirm"])
    log(action="library.harvest_dropped", at=at, target=document, label=document.number)
    return True
