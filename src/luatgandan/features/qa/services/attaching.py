"""Files that come with a question: checked, without metadata, kept where no public address leads."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luatgandan.lib.events import publish
from luatgandan.lib.intake import safe_name, take_file
from luatgandan.lib.privacy import FileRemark
from luatgandan.lib.uploads import UploadRefusedError

from ..enums import Act
from ..events import PublicAnswerChanged
from ..models import Attachment, Question
from ..queries.sending import held_files
from ..rules import Caller, is_asker, may_do
from .errors import NotAllowedError, QuestionError

log = logging.getLogger(__name__)
KINDS = ("document", "picture")
MOST_FILES = 5
HELD = timedelta(days=2)  # as long as a draft may wait for its code, and some more


class TooManyFilesError(QuestionError):
    """More files than anybody reads."""

    def __init__(self) -> None:
        told = _("Mỗi câu hỏi kèm nhiều nhất %d tệp. Hãy gộp ảnh của cùng một giấy tờ thành một tệp.")
        super().__init__(told % MOST_FILES)


@transaction.atomic
def attach_file(*, question: Question, upload: Any, by: Caller, at: datetime) -> Attachment:
    """Check an upload, take away what it tells of its author, keep it; the same content twice is one file.

    Raises NotAllowedError, TooManyFilesError, lib.uploads.UploadRefusedError; all in words for the person.
    """
    now = Question.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=question.pk)
    is_just_taken_in = by.person is not None and now.taken_by_id == by.person.pk
    if not (is_asker(by, now) or is_just_taken_in or may_do(by, Act.SAY, now)):
        raise NotAllowedError
    return _kept(upload, Attachment(question=now, added_at=at), now.attachments.all())


@transaction.atomic
def hold_file(*, form_key: str, upload: Any, at: datetime) -> Attachment:
    """The same for a question that is not sent yet; the file waits under the key of its form.

    Raises TooManyFilesError, lib.uploads.UploadRefusedError; both in words for the person.
    """
    return _kept(upload, Attachment(form_key=form_key, added_at=at), held_files(form_key))


def drop_files(*, form_key: str, keys: Iterable[str]) -> None:
    """Whoever fills in the form does not want these to go along."""
    _erase(held_files(form_key).filter(pk__in=[key for key in keys if key.isdecimal()]))


def attach_held(*, question: Question) -> None:
    """The question is sent: what waited under the key of its form belongs to it now."""
    for number, row in enumerate(held_files(question.form_key or ""), start=1):
        row.question, row.form_key = question, ""
        row.name, renamed = safe_name(row.name, instead=f"{question.code}-{number}", people=_people(question))
        row.remarks += _told(renamed)
        row.save(update_fields=["question", "form_key", "name", "remarks"])


def forget_held(*, at: datetime) -> None:
    """Erase what waited for a question that never came."""
    _erase(Attachment.objects.filter(question=None, added_at__lt=at - HELD))


def forget_files(*, question: Question) -> None:
    """Erase the files of a question; pages that are kept of it are old from then on."""
    was_public = question.attachments.filter(public_copy__isnull=False).exists()
    _erase(question.attachments.all())
    if was_public:
        publish(PublicAnswerChanged(question_id=question.pk))


def _kept(upload: Any, row: Attachment, beside: QuerySet[Attachment]) -> Attachment:
    taken = take_file(upload, kinds=KINDS)
    row.sha256 = hashlib.sha256(taken.data).hexdigest()
    if known := beside.filter(sha256=row.sha256).first():
        return known
    count = beside.count()
    if count >= MOST_FILES:
        raise TooManyFilesError
    stem = row.question.code if row.question else "tep"
    row.name, renamed = safe_name(taken.name, instead=f"{stem}-{count + 1}", people=_people(row.question))
    row.size, row.remarks = len(taken.data), _told((*taken.remarks, *renamed))
    name = f"{row.sha256[:32]}{PurePath(taken.name).suffix.lower()[:8]}"
    try:
        row.content.save(name, ContentFile(taken.data), save=False)
    except OSError as error:
        log.exception("a file was not kept")
        told = _("Tạm thời chưa gửi được tệp đính kèm. Gửi câu hỏi bằng chữ vẫn được.")
        raise UploadRefusedError(told, code="storage") from error
    row.save()
    return row


def _people(question: Question | None) -> tuple[str, ...]:
    return (question.name,) if question and question.name else ()


def _told(remarks: Iterable[FileRemark]) -> list[dict[str, Any]]:
    return [{"code": one.code, "is_open": one.is_open} for one in remarks]


def _erase(rows: QuerySet[Attachment]) -> None:
    for row in rows.select_related("public_copy"):
        files = [row.content, *([row.public_copy.content] if hasattr(row, "public_copy") else [])]
        for one in files:
            transaction.on_commit(partial(one.storage.delete, str(one.name)))
        row.delete()
