"""Papers of a contest: checked, without what files tell of their authors, kept where no public address leads."""

from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.lib.intake import take_file
from luatgandan.lib.vietnamese import slug

from ..models import Contest, Document
from .changing import begin, finish
from .contests import may_change_words
from .errors import ContestError

MOST_DOCUMENTS, LONGEST_NAME = 30, 60
KINDS = ("document",)


@transaction.atomic
def attach_document(
    *, contest: Contest, kind: str, title: str, number: str, signed_on: date | None, is_public: bool, upload: Any,
    by: Any, at: datetime,
) -> Document:  # fmt: skip
    """Add a paper. Raises NotAllowedError, LockedError, ContestError or lib.uploads.UploadRefusedError."""
    now = begin(contest=contest, by=by, may=may_change_words, is_draft_only=False)
    if now.documents.count() >= MOST_DOCUMENTS:
        raise ContestError(_("Mỗi cuộc thi nhiều nhất %d văn bản.") % MOST_DOCUMENTS)
    taken = take_file(upload, kinds=KINDS)
    name = f"{slug(title)[:LONGEST_NAME] or 'van-ban'}{PurePath(taken.name).suffix.lower()}"
    document = Document.objects.create(
        contest=now, kind=kind, title=title, number=number, signed_on=signed_on, is_public=is_public,
        file=ContentFile(taken.data, name=name),
    )  # fmt: skip
    finish(now, what="attach_document", by=by, at=at, document=document.pk, kind_of_document=kind)
    return document


@transaction.atomic
def remove_document(*, document: Document, by: Any, at: datetime) -> None:
    """Take a paper away, with its file."""
    contest = begin(contest=document.contest, by=by, may=may_change_words, is_draft_only=False)
    key, storage, name = document.pk, document.file.storage, str(document.file.name)
    document.delete()
    transaction.on_commit(lambda: storage.delete(name))
    finish(contest, what="remove_document", by=by, at=at, document=key)
