"""Acts on personal data in records: keep what may stay, replace the rest, take files in without their metadata."""

import hashlib
import mimetypes
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.intake import safe_name, take_file, words_in
from luatgandan.lib.privacy import FileRemark, replaced

from ..enums import KeepReason
from ..models import PrivacyDecision, Record, RecordFile, Revision, Shape
from ..models.details import DETAILS
from ..queries.privacy import Group, needs_check, privacy_groups, texts_of
from ..queries.records import latest_revision
from ..rules import may_edit_record
from .records import NotAllowedError, RecordError, log_act, save_revision

FILE_KINDS = ("document", "picture", "sound", "film", "captions")


class FindGoneError(RecordError):
    """The find was decided or replaced meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Chỗ này đã được xử lý. Hãy xem lại trang."))


def _open_record(record: Record, by: Person) -> Revision:
    revision = latest_revision(record)
    if not may_edit_record(by, record, revision.author):
        raise NotAllowedError
    return revision


@transaction.atomic
def keep_find(*, record: Record, key: str, reason: str, by: Person, at: datetime) -> PrivacyDecision:
    """A person decides that a find may stay. The log gets its kind and the reason, never the words."""
    revision = _open_record(record, by)
    group = next((one for one in privacy_groups(revision) if one.key == key), None)
    if group is None:
        raise FindGoneError
    decision, _made = PrivacyDecision.objects.update_or_create(
        record=record,
        key=key,
        defaults={"kind": group.kind, "reason": KeepReason(reason).value, "decided_by": by, "decided_at": at},
    )
    detail = {"kind": group.kind, "reason": decision.reason, "places": max(len(group.places), 1)}
    log_act(verb="keep_personal_data", record=record, by=by, at=at, detail=detail)
    return decision


@transaction.atomic
def reopen_find(*, record: Record, key: str, by: Person, at: datetime) -> None:
    """The decision to keep is taken back."""
    _open_record(record, by)
    decision = PrivacyDecision.objects.filter(record=record, key=key).first()
    if decision is None:
        raise FindGoneError
    log_act(verb="reopen_personal_data", record=record, by=by, at=at, detail={"kind": decision.kind})
    decision.delete()


@transaction.atomic
def replace_finds(*, record: Record, words: Mapping[str, str], by: Person, at: datetime) -> Revision:
    """Replace finds everywhere in the texts: by key, with the words given, or as proposed where they are empty.

    Makes a new revision by `by`. What stands in a file cannot be replaced here: the file must be.
    """
    revision = _open_record(record, by)
    groups = [one for one in privacy_groups(revision) if one.key in words]
    if len(groups) != len(words):
        raise FindGoneError
    if any(group.in_files for group in groups):
        raise RecordError(_("Chỗ này nằm trong tệp đính kèm. Hãy sửa tệp ở máy của bạn rồi tải tệp mới lên."))
    content = _with_words(record.kind, revision.content, groups, words)
    counts = dict(Counter(group.kind for group in groups))
    log_act(verb="replace_personal_data", record=record, by=by, at=at, detail={"kinds": counts})
    return save_revision(record=record, content=content, by=by, at=at, note=_("Ẩn dữ liệu cá nhân"))


def _with_words(kind: str, content: Mapping[str, Any], groups: list[Group], words: Mapping[str, str]) -> dict[str, Any]:
    texts = texts_of(kind, content)
    places = [(place, words[group.key].strip() or place.find.proposal) for group in groups for place in group.places]
    for part in {place.part for place, _words in places}:
        changes = [(place.find, new) for place, new in places if place.part == part]
        texts[part] = replaced(texts[part], changes)
    return _from_texts(kind, content, texts)


def _from_texts(kind: str, content: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """The content with its texts replaced; the inverse of `texts_of`."""
    details = dict(content["details"])
    for detail in DETAILS[kind]:
        new = texts.get(f"details.{detail.name}", "")
        if detail.name in details and detail.shape in (Shape.LINE, Shape.TEXT):
            details[detail.name] = new
        elif detail.name in details and detail.shape is Shape.LIST:
            details[detail.name] = [line for line in new.split("\n") if line]
    plain = {name: texts[name] for name in ("title", "abstract", "body", "number", "source_url")}
    cites = [line for line in texts["cites"].split("\n") if line]
    return {**content, **plain, "cites": cites, "details": details}


@transaction.atomic
def add_file(*, record: Record, upload: Any, by: Person, at: datetime) -> RecordFile:
    """Take a file in: checked, without what it tells of its authors, under a name that tells of nobody.

    It stays private until a published revision names it. Raises UploadRefusedError for what is not taken.
    """
    _open_record(record, by)
    taken = take_file(upload, kinds=FILE_KINDS)
    if not needs_check(record.kind):
        return _stored(record, taken.name, taken.data, taken.remarks, "", at)
    text, unread = words_in(taken.name, taken.data)
    name, renamed = safe_name(taken.name, instead=_plain_name(record), people=_people(record))
    return _stored(record, name, taken.data, (*taken.remarks, *unread, *renamed), text, at)


def _stored(
    record: Record, name: str, data: bytes, remarks: tuple[FileRemark, ...], text: str, at: datetime
) -> RecordFile:
    digest = hashlib.sha256(data).hexdigest()
    known = RecordFile.objects.filter(record=record, sha256=digest).first()
    if known:
        return known
    file = RecordFile(
        record=record, name=name, sha256=digest, size=len(data), text=text, uploaded_at=at,
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        remarks=[{"code": one.code, "is_open": one.is_open} for one in remarks],
    )  # fmt: skip
    file.content.save(f"{digest[:32]}{PurePath(name).suffix.lower()}", ContentFile(data), save=True)
    return file


def _plain_name(record: Record) -> str:
    return f"{record.kind}-{record.pk}-{record.files.count() + 1}"


def _people(record: Record) -> list[str]:
    return [one.value for one in privacy_groups(latest_revision(record)) if one.kind == "name"]
