"""The life of a record: draft → check → approve → publish → withdraw, two people, every step on record."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.services import record as log
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.lib.events import publish
from luatgandan.lib.legaltext.citations import Context, read
from luatgandan.lib.vietnamese import slug

from ..enums import LinkKind, RecordKind, State, Step
from ..events import RecordPublished, RecordWithdrawn
from ..models import DETAILS, Document, Record, RecordLink, Revision
from ..queries.privacy import count_open, needs_check
from ..queries.records import document_bearing
from ..queries.schemas import details_schema
from ..rules import (
    may_approve_record,
    may_check_record,
    may_create_record,
    may_edit_record,
    may_publish_record,
    may_withdraw_record,
)
from .citing import Cited, cite

PLAIN = ("title", "abstract", "body", "issuer", "number", "field", "audience", "language", "licence", "source_url",
         "is_example")  # fmt: skip
EMPTY: dict[str, Any] = {
    "title": "", "abstract": "", "body": "", "issuer": "", "number": "", "issued_on": "", "field": "",
    "audience": "moi-nguoi", "language": "vi", "licence": "khong-bao-ho", "source_url": "", "document": None,
    "is_example": False, "details": {}, "cites": [], "links": [], "files": [],
}  # fmt: skip


class RecordError(Exception):
    """Why an act on a record is refused, in words for the person."""


class NotAllowedError(RecordError):
    """The person may not do this here, or wrote what is to be decided."""

    def __init__(self) -> None:
        super().__init__(
            _("Bạn không làm được việc này: cần quyền tại đơn vị của tư liệu, và không tự duyệt bài mình.")
        )


class InvalidContentError(RecordError):
    """The content does not fit the schema of its kind."""


def validate(kind: str, content: Mapping[str, Any]) -> None:
    """Raises InvalidContentError when the content lacks a title or its details do not fit the schema of the kind."""
    if not content["title"].strip():
        raise InvalidContentError(_("Chưa có tên tư liệu."))
    labels = {detail.name: str(detail.label) for detail in DETAILS[kind]}
    for error in Draft202012Validator(details_schema(kind)).iter_errors(content["details"]):
        missing = [name for name in labels if error.validator == "required" and f"'{name}'" in error.message]
        name = labels.get(str(error.path[0]) if error.path else (missing or [""])[0], "")
        raise InvalidContentError(_("Mục “%(name)s” chưa đúng hoặc còn thiếu.") % {"name": name or error.message})


@transaction.atomic
def create_record(
    *, kind: str, organisation: Organisation, content: Mapping[str, Any], by: Person | None, at: datetime
) -> Record:
    """A new draft with its first revision. Its address is made when it is first published. `by` None: a program."""
    if by is not None and not may_create_record(by, organisation):
        raise NotAllowedError
    whole = {**EMPTY, **content}
    validate(kind, whole)
    record = Record.objects.create(
        kind=RecordKind(kind), organisation=organisation, slug=f"nhap-{uuid.uuid4().hex[:12]}", title=whole["title"]
    )
    _add_revision(record, whole, by, at)
    _logged("create_record", record, by, at)
    return record


@transaction.atomic
def save_revision(*, record: Record, content: Mapping[str, Any], by: Person, at: datetime, note: str = "") -> Revision:
    """A new draft of the whole content; what people see stays as it is. Nothing is saved when nothing changed."""
    newest = _locked(record)
    if not may_edit_record(by, record, newest.author):
        raise NotAllowedError
    if record.state == State.WITHDRAWN:
        raise RecordError(_("Tư liệu này đã rút, không sửa được nữa."))
    whole = {**newest.content, **content}
    validate(record.kind, whole)
    if whole == newest.content and newest.author_id:
        return newest
    if newest.step != Step.PUBLISHED:
        newest.step = Step.SUPERSEDED
        newest.save(update_fields=["step"])
    revision = _add_revision(record, whole, by, at, note=note)
    _logged("save_record", record, by, at, revision=revision.number)
    return revision


def _add_revision(
    record: Record, content: Mapping[str, Any], by: Person | None, at: datetime, *, note: str = ""
) -> Revision:
    number = 1 + (record.revisions.order_by("-number").values_list("number", flat=True).first() or 0)
    if record.state == State.DRAFT:
        record.title = content["title"]
        record.save(update_fields=["title"])
    return Revision.objects.create(
        record=record, number=number, content=dict(content), author=by, made_at=at, note=note[:500]
    )


def _locked(record: Record) -> Revision:
    """The newest revision, while nobody else changes the record."""
    Record.objects.select_for_update().get(pk=record.pk)
    newest: Revision = record.revisions.select_related("record__organisation", "author")[:1].get()
    return newest


def _at_step(record: Record, *steps: Step) -> Revision:
    revision = _locked(record)
    if revision.step not in steps:
        raise RecordError(_("Bản này đang ở bước “%s”, không làm việc đó được.") % Step(revision.step).label)
    return revision


def _moved(revision: Revision, step: Step, **values: Any) -> Revision:
    revision.step = step
    for name, value in values.items():
        setattr(revision, name, value)
    revision.save(update_fields=["step", *values])
    return revision


def _no_open_finds(revision: Revision) -> None:
    count = count_open(revision)
    if count:
        raise RecordError(_("Còn %d chỗ có thể là dữ liệu cá nhân chưa có người quyết định.") % count)


@transaction.atomic
def submit_record(*, record: Record, by: Person, at: datetime) -> Revision:
    """The writer asks for a check."""
    revision = _at_step(record, Step.DRAFT)
    if not may_edit_record(by, record, revision.author):
        raise NotAllowedError
    _logged("submit_record", record, by, at, revision=revision.number)
    return _moved(revision, Step.CHECKING)


@transaction.atomic
def check_record(*, record: Record, by: Person, at: datetime) -> Revision:
    """Another person found content and citations right, and no personal data undecided."""
    revision = _at_step(record, Step.CHECKING)
    if not may_check_record(by, revision):
        raise NotAllowedError
    _no_open_finds(revision)
    _logged("check_record", record, by, at, revision=revision.number)
    return _moved(revision, Step.CHECKED, checked_by=by, checked_at=at)


@transaction.atomic
def return_record(*, record: Record, by: Person, at: datetime, note: str) -> Revision:
    """Back to the writer, with what is to be mended."""
    revision = _at_step(record, Step.CHECKING, Step.CHECKED, Step.APPROVED)
    if not (may_check_record(by, revision) or may_approve_record(by, revision)):
        raise NotAllowedError
    _logged("return_record", record, by, at, revision=revision.number)
    return _moved(revision, Step.DRAFT, note=note[:500])


@transaction.atomic
def approve_record(*, record: Record, by: Person, at: datetime) -> Revision:
    """Whoever answers for the unit agrees that exactly this revision becomes public."""
    revision = _at_step(record, Step.CHECKED)
    if not may_approve_record(by, revision):
        raise NotAllowedError
    _no_open_finds(revision)
    _logged("approve_record", record, by, at, revision=revision.number)
    return _moved(revision, Step.APPROVED, approved_by=by, approved_at=at)


@transaction.atomic
def publish_record(*, record: Record, by: Person, at: datetime) -> Record:
    """The approved revision becomes what people see: fields, files, links, citations."""
    revision = _at_step(record, Step.APPROVED)
    if not may_publish_record(by, revision):
        raise NotAllowedError
    _no_open_finds(revision)
    validate(record.kind, revision.content)
    record.revisions.filter(step=Step.PUBLISHED).update(step=Step.SUPERSEDED)
    _moved(revision, Step.PUBLISHED)
    _apply(record, revision.content, at)
    _renew_links(record, revision.content["links"])
    chosen = revision.content["files"]
    record.files.update(is_public=False)
    record.files.filter(pk__in=chosen).update(is_public=True)
    cite(source=record, cited=citations_of(record, revision.content["cites"]), as_of=timezone.localdate(at))
    _logged("publish_record", record, by, at, revision=revision.number, version=record.version)
    publish(RecordPublished(record_id=record.pk))
    transaction.on_commit(content_changed)
    return record


def _apply(record: Record, content: Mapping[str, Any], at: datetime) -> None:
    for name in PLAIN:
        setattr(record, name, content[name])
    record.issued_on = date.fromisoformat(content["issued_on"]) if content["issued_on"] else None
    record.document = Document.objects.filter(pk=content["document"]).first() if content["document"] else None
    record.details = dict(content["details"])
    if not record.version:
        record.slug = free_slug(record)
        record.published_at = at
    record.state, record.version, record.changed_at = State.PUBLISHED, record.version + 1, at
    record.save()


def free_slug(record: Record) -> str:
    """The address for ever: by number where there is one; never by the title of a case, which may name people."""
    told = record.number or ("" if needs_check(record.kind) else record.title)
    prefix = "" if told and not record.number else f"{record.kind}-"
    base = f"{prefix}{slug(told) if told else record.pk}"[:120].strip("-")
    taken = set(Record.objects.filter(slug__startswith=base).exclude(pk=record.pk).values_list("slug", flat=True))
    free, count = base, 1
    while free in taken:
        count += 1
        free = f"{base}-{count}"
    return free


def _renew_links(record: Record, links: list[dict[str, Any]]) -> None:
    record.links.all().delete()
    targets = Record.objects.filter(pk__in=[one["target"] for one in links]).exclude(pk=record.pk).in_bulk()
    RecordLink.objects.bulk_create(
        RecordLink(source=record, target=targets[one["target"]], kind=LinkKind(one["kind"]))
        for one in links
        if one["target"] in targets
    )


def citations_of(record: Record, lines: list[str]) -> list[Cited]:
    """What the lines cite ("Điều 623 Bộ luật Dân sự 2015: thời hiệu"), where the document is in the library."""
    found: dict[tuple[int, str], Cited] = {}
    for line in lines:
        mentions, _names = read(line, Context(issued_on=record.issued_on))
        numbers = {mention.document.number for mention in mentions if mention.document.number}
        says = line[max((mention.end for mention in mentions), default=0) :].strip(" :;.,–—-")[:500]
        for mention in mentions:
            # "Điều 219-220 BLDS 2015": places and the document stand apart; one document in a line is meant by all.
            number = mention.document.number or (next(iter(numbers)) if len(numbers) == 1 else "")
            document = document_bearing(number) if number else None
            for address in (place.address for place in mention.places if document):
                if document and address:
                    one = Cited(document=document, address=address, label=record.name[:300],
                                url=record.get_absolute_url(), says=says)  # fmt: skip
                    found.setdefault((document.pk, address.eid), one)
    return list(found.values())


@transaction.atomic
def withdraw_record(*, record: Record, by: Person, at: datetime, reason: str) -> Record:
    """Nobody reads it any more; its address says since when and why. Citations and files go from the public."""
    if not may_withdraw_record(by, record):
        raise NotAllowedError
    if record.state != State.PUBLISHED:
        raise RecordError(_("Chỉ rút được tư liệu đang công bố."))
    if not reason.strip():
        raise RecordError(_("Hãy ghi lý do rút; lý do này hiện trên trang."))
    record.state, record.withdrawn_at, record.withdrawn_reason = State.WITHDRAWN, at, reason.strip()[:500]
    record.changed_at = at
    record.save(update_fields=["state", "withdrawn_at", "withdrawn_reason", "changed_at"])
    record.files.update(is_public=False)
    cite(source=record, cited=(), as_of=timezone.localdate(at))
    _logged("withdraw_record", record, by, at)
    publish(RecordWithdrawn(record_id=record.pk))
    transaction.on_commit(content_changed)
    return record


def _logged(verb: str, record: Record, by: Person | None, at: datetime, **detail: Any) -> None:
    """Into the log without title or text: those may name people."""
    code = record.organisation.code
    label = f"{record.kind} {record.pk}"
    log(action=f"library.{verb}", at=at, actor=by, target=record, label=label, organisation_code=code, detail=detail)


def log_act(*, verb: str, record: Record, by: Person, at: datetime, detail: Mapping[str, Any]) -> None:
    """The same for acts on parts of a record."""
    _logged(verb, record, by, at, **detail)
