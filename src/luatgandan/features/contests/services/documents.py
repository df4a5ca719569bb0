"""Papers of a contest: checked, without what files tell of their authors, kept where no public address leads."""

from datetime import date, datetime
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.lib.intake import take_file
from luatgandan.lib.vietnamese import slug

from ..enums import DocumentKind, State
from ..models import Contest, Document
from ..rules import may_manage_entrants, may_publish, may_view
from .changing import begin, finish
from .contests import may_change_words
from .errors import ContestError, NotAllowedError

MOST_DOCUMENTS, LONGEST_NAME = 30, 60
KINDS = ("document",)


@transaction.atomic
def attach_document(
    *, contest: Contest, kind: str, title: str, number: str, signed_on: date | None, is_public: bool, upload: Any,
    by: Any, at: datetime,
) -> Document:  # fmt: skip
    """Add a paper; one that rules a public contest waits for a second person, so whoever edits may propose it.

    Raises NotAllowedError, LockedError, ContestError or lib.uploads.UploadRefusedError.
    """
    now = begin(contest=contest, by=by, may=partial(may_add, kind=kind), is_draft_only=False)
    if now.documents.count() >= MOST_DOCUMENTS:
        raise ContestError(_("Mỗi cuộc thi nhiều nhất %d văn bản.") % MOST_DOCUMENTS)
    taken = take_file(upload, kinds=KINDS)
    name = f"{slug(title)[:LONGEST_NAME] or 'van-ban'}{PurePath(taken.name).suffix.lower()}"
    document = Document.objects.create(
        contest=now, kind=kind, title=title, number=number, signed_on=signed_on, is_public=is_public,
        file=ContentFile(taken.data, name=name), added_by=by, is_waiting=_is_bound(now, kind),
    )  # fmt: skip
    finish(now, what="attach_document", by=by, at=at, kind_of_document=kind, **_told(document))
    return document


def may_add(person: Any, contest: Contest, *, kind: str) -> bool:
    """Add a paper of this kind, or propose it."""
    return may_change_words(person, contest) or (_is_bound(contest, kind) and may_manage_entrants(person, contest))


def may_remove(person: Any, document: Document) -> bool:
    """Take a paper away; what waits whoever proposed it may take back."""
    is_own = document.is_waiting and document.added_by_id == person.pk
    return is_own or may_change_words(person, document.contest)


def _is_bound(contest: Contest, kind: str) -> bool:
    """Whether people rely on papers of this kind."""
    return contest.state == State.PUBLISHED and kind in DocumentKind.binding()


def _told(document: Document) -> dict[str, Any]:
    """What the log says of a paper; its title stands in the contest's own."""
    is_shown = document.is_public and not document.is_waiting
    return {"document": document.pk, "own": {"title": document.title, "is_shown": is_shown}}


@transaction.atomic
def confirm_document(*, document: Document, by: Any, at: datetime) -> Document:
    """A second person puts a paper that rules a public contest beside the others. Raises NotAllowedError."""
    contest = begin(contest=document.contest, by=by, may=may_publish, is_draft_only=False)
    now = contest.documents.select_for_update().get(pk=document.pk)
    if not now.is_waiting or now.added_by_id == by.pk:
        raise NotAllowedError
    now.is_waiting = False
    now.save(update_fields=["is_waiting"])
    finish(contest, what="confirm_document", by=by, at=at, **_told(now))
    return now


@transaction.atomic
def remove_document(*, document: Document, by: Any, at: datetime) -> None:
    """Take a paper away, with its file; not one that rules a public contest. Raises NotAllowedError or ContestError."""
    contest = begin(contest=document.contest, by=by, may=may_view, is_draft_only=False)
    now = contest.documents.select_for_update().get(pk=document.pk)
    if not may_remove(by, now):
        raise NotAllowedError
    if _is_bound(contest, now.kind) and not now.is_waiting:
        raise ContestError(_("Văn bản này đã công bố nên không bỏ được. Hãy thêm văn bản sửa đổi bên cạnh."))
    told, storage, name = _told(now), now.file.storage, str(now.file.name)
    now.delete()
    transaction.on_commit(lambda: storage.delete(name))
    finish(contest, what="remove_document", by=by, at=at, **told)
