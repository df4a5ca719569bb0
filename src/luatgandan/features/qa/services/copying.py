"""Public copies of files that came with a question: chosen, looked through and confirmed by a person, one by one."""

from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.audit import services as audit
from luatgandan.lib.events import publish
from luatgandan.lib.intake import TakenFile, take_file, words_in
from luatgandan.lib.privacy import Find, check_file_name, find_in_typed
from luatgandan.lib.privacy.files import COMMENTS, TRACKED

from ..events import PublicAnswerChanged
from ..models import Attachment, Publication, PublicCopy, Question
from ..rules import Caller, may_drop_files, may_publish_files
from .attaching import KINDS
from .errors import NotAllowedError, QuestionError, needed
from .wording import refuse_asker

LONGEST_NAME, MOST_SHOWN = 80, 5


class TellingNameError(QuestionError):
    """The name of the file tells of a person."""

    def __init__(self) -> None:
        super().__init__(_("Tên tệp còn cho biết một người hoặc một số giấy tờ. Hãy đặt tên nói đây là giấy gì."))


class FileFindsError(QuestionError):
    """Places in the words of the file may tell who somebody is, and nobody said that they may stay."""

    def __init__(self, finds: list[Find]) -> None:
        shown = "; ".join(one.text for one in finds[:MOST_SHOWN])
        told = _("Trong tệp có %(count)d chỗ có thể là dữ liệu cá nhân: %(shown)s. Hãy chọn bản đã che, hoặc giữ lại.")
        super().__init__(told % {"count": len(finds), "shown": shown})


class UnreadFileError(QuestionError):
    """Nobody but a person can say what such a file tells."""

    def __init__(self) -> None:
        super().__init__(_("Máy không đọc được lời của tệp này. Hãy xem hết rồi chọn giữ lại, hoặc chọn bản đã che."))


class TracesError(QuestionError):
    """Comments or tracked changes show what was taken out."""

    def __init__(self) -> None:
        super().__init__(_("Tệp còn bình luận hoặc vết sửa. Hãy chấp nhận hết vết sửa, xóa bình luận rồi lưu lại."))


@transaction.atomic
def make_public_copy(
    *,
    attachment: Attachment,
    name: str,
    is_kept: bool,
    is_confirmed: bool,
    by: Caller,
    at: datetime,
    upload: Any = None,
) -> PublicCopy:
    """Keep what everybody may get of a file: `upload`, where things were made unseen, else the file as it came.

    `name` is without its ending; `is_kept`: what the words of the file hold was seen and may stay. Raises QuestionError
    and lib.uploads.UploadRefusedError.
    """
    question = _question_of(attachment)
    if not may_publish_files(by, question):
        raise NotAllowedError
    if not is_confirmed:
        raise QuestionError(_("Hãy xác nhận bạn đã xem hết tệp và không ai bị nhận ra."))
    taken = _taken(attachment, upload)
    name = _public_name(question, name, taken)
    _look_through(question, taken, is_kept=is_kept)
    if known := PublicCopy.objects.filter(attachment=attachment).first():
        _gone_after_commit(known)
    copy = known or PublicCopy(attachment=attachment)
    copy.name, copy.size, copy.by, copy.at = name, len(taken.data), by.person, at
    copy.content.save(
        f"{attachment.sha256[:32]}{PurePath(taken.name).suffix.lower()}", ContentFile(taken.data), save=False
    )
    copy.save()
    _told("qa.publish_file", question, by, at, copy.name)
    return copy


@transaction.atomic
def drop_public_copy(*, attachment: Attachment, by: Caller, at: datetime) -> None:
    """Nobody outside gets the file any more."""
    question = _question_of(attachment)
    if not may_drop_files(by, question):
        raise NotAllowedError
    for copy in PublicCopy.objects.filter(attachment=attachment):
        _gone_after_commit(copy)
        copy.delete()
        _told("qa.unpublish_file", question, by, at, copy.name)


def finds_in(question: Question, name: str, data: bytes) -> tuple[list[Find], bool]:
    """Places in the words of a file that may tell who somebody is, and whether its words could be read at all."""
    text, remarks = words_in(name, data)
    people = (question.name,) if question.name.strip() else ()
    return [one for one in find_in_typed(text, people) if not one.is_public], not remarks


def _question_of(attachment: Attachment) -> Question:
    rows = Question.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(attachments=attachment)


def _gone_after_commit(copy: PublicCopy) -> None:
    """The stored file goes once nothing can bring its row back."""
    transaction.on_commit(partial(copy.content.storage.delete, str(copy.content.name)))


def _taken(attachment: Attachment, upload: Any) -> TakenFile:
    if upload:
        return take_file(upload, kinds=KINDS)
    with attachment.content.open("rb") as kept:
        return take_file(ContentFile(kept.read(), attachment.name), kinds=KINDS)


def _public_name(question: Question, name: str, taken: TakenFile) -> str:
    stem = needed(name, _("Hãy đặt tên cho tệp, ví dụ: Biên bản xử phạt."))[:LONGEST_NAME]
    if check_file_name(stem, (question.name,) if question.name.strip() else ()):
        raise TellingNameError
    return f"{stem}{PurePath(taken.name).suffix.lower()}"


def _look_through(question: Question, taken: TakenFile, *, is_kept: bool) -> None:
    if {one.code for one in taken.remarks if one.is_open} & {COMMENTS, TRACKED}:
        raise TracesError
    refuse_asker(question, words_in(taken.name, taken.data)[0])
    finds, is_read = finds_in(question, taken.name, taken.data)
    if finds and not is_kept:
        raise FileFindsError(finds)
    if not (is_read or is_kept or taken.kind == "picture"):
        raise UnreadFileError


def _told(action: str, question: Question, by: Caller, at: datetime, name: str) -> None:
    audit.record(
        action=action, at=at, actor=by.person, target=question, label=question.code,
        organisation_code=question.organisation.code, detail={"name": name},
    )  # fmt: skip
    if Publication.objects.filter(question=question).exists():
        publish(PublicAnswerChanged(question_id=question.pk))
