"""Files that come with a question: checked, without metadata, kept where no public address leads."""

import hashlib
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.lib.intake import safe_name, take_file

from ..enums import Act
from ..models import Attachment, Question
from ..rules import Caller, is_asker, may_do
from .errors import NotAllowedError, QuestionError

KINDS = ("document", "picture")
MOST_FILES = 5


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
    taken = take_file(upload, kinds=KINDS)
    digest = hashlib.sha256(taken.data).hexdigest()
    known = now.attachments.filter(sha256=digest).first()
    if known:
        return known
    count = now.attachments.count()
    if count >= MOST_FILES:
        raise TooManyFilesError
    people = (now.name,) if now.name else ()
    name, renamed = safe_name(taken.name, instead=f"{now.code}-{count + 1}", people=people)
    remarks = [{"code": one.code, "is_open": one.is_open} for one in (*taken.remarks, *renamed)]
    row = Attachment(question=now, name=name, sha256=digest, size=len(taken.data), remarks=remarks, added_at=at)
    row.content.save(f"{digest[:32]}{PurePath(taken.name).suffix.lower()[:8]}", ContentFile(taken.data), save=False)
    row.save()
    return row
