"""Files that come with a question: checked, without metadata, kept where no public address leads."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ..enums import Act
from ..models import Attachment, Question
from ..rules import Caller, is_asker, may_do
from .errors import NotAllowedError, QuestionError

MOST_FILES = 5


class TooManyFilesError(QuestionError):
    """More files than anybody reads."""

    def __init__(self) -> None:
        super().__init__(
            _("Mỗi câu hỏi kèm nhiều nhất %d tệp. Hãy gộp ảnh của cùng một giấy tờ thành một tệp.") % MOST_FILES
        )


@transaction.atomic
def attach_file(
    *, question: Question, name: str, content: bytes, remarks: Sequence[dict[str, Any]], by: Caller, at: datetime
) -> Attachment:
    """Keep a file that was checked and cleaned already; the same content twice is one file."""
    now = Question.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=question.pk)
    is_just_taken_in = by.person is not None and now.taken_by_id == by.person.pk
    if not (is_asker(by, now) or is_just_taken_in or may_do(by, Act.SAY, now)):
        raise NotAllowedError
    digest = hashlib.sha256(content).hexdigest()
    known = now.attachments.filter(sha256=digest).first()
    if known:
        return known
    if now.attachments.count() >= MOST_FILES:
        raise TooManyFilesError
    row = Attachment(
        question=now, name=name[-200:], sha256=digest, size=len(content), remarks=list(remarks), added_at=at
    )
    row.content.save(f"{digest[:32]}{PurePath(name).suffix.lower()[:8]}", ContentFile(content), save=False)
    row.save()
    return row
