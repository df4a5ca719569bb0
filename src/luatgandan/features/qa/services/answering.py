"""From a draft to an answer before everybody: two persons at least, every version kept."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.lib.events import publish

from ..enums import Act, Visibility
from ..events import AnswersCollided
from ..models import Answer, Publication, Question
from ..queries.desk import signed_answer
from ..rules import Caller
from .errors import QuestionError, needed
from .moving import Work, begin, finish
from .showing import hide, show
from .wording import PublicWords, Written, check_public, check_written


class ReadAgainError(QuestionError):
    """What was read is no longer the newest version."""

    def __init__(self) -> None:
        super().__init__(_("Có người vừa lưu bản trả lời mới hơn bản bạn đang xem. Hãy đọc bản mới rồi quyết định."))


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of words: `answer` are they; `newer` is what somebody else had saved meanwhile, if anybody had."""

    answer: Answer
    newer: Answer | None = None


@transaction.atomic
def save_draft(*, question: Question, written: Written, seen: int, by: Caller, at: datetime) -> Saved:
    """Keep the words as the newest version. `seen` is the number of the version they began from (0: none).

    When somebody else saved meanwhile nothing is lost: these words are kept beside, and both officers are told.
    """
    check_written(written)
    work = begin(question=question, act=Act.WRITE, by=by, at=at)
    newest = work.answer
    is_beside = newest is not None and newest.number != seen
    answer = _added(work, written, is_beside=is_beside)
    if newest is not None and is_beside:
        publish(AnswersCollided(question_id=work.question.pk, kept_id=newest.pk, beside_id=answer.pk))
    finish(work)
    return Saved(answer=answer, newer=newest if is_beside else None)


def _added(work: Work, written: Written, *, is_beside: bool) -> Answer:
    number = 1 + (work.question.answers.order_by("-number").values_list("number", flat=True).first() or 0)
    return Answer.objects.create(
        question=work.question, number=number, short=written.short.strip(), explanation=written.explanation.strip(),
        basis=[{"document": document, "eid": eid} for document, eid in written.basis],
        steps=[step.strip() for step in written.steps if step.strip()], office=written.office.strip(),
        day_of_law=written.day_of_law, is_from_model=written.is_from_model, is_beside=is_beside,
        author=work.caller.person, saved_at=work.at,
    )  # fmt: skip


@transaction.atomic
def hand_in(*, question: Question, seen: int, by: Caller, at: datetime, note: str = "") -> Question:
    """The draft is ready: somebody else checks it. An answer without a basis in the law says why in its explanation."""
    work, answer = _read(question, seen, Act.HAND_IN, by, at)
    if not answer.basis and not answer.explanation:
        raise QuestionError(_("Câu trả lời chưa có căn cứ pháp lý. Hãy chọn căn cứ, hoặc giải thích vì sao không có."))
    finish(work, reason=note)
    return work.question


@transaction.atomic
def give_back(*, question: Question, reason: str, by: Caller, at: datetime) -> Question:
    """The checker wants changes."""
    why = needed(reason, _("Hãy viết cần sửa điều gì."))
    work = begin(question=question, act=Act.GIVE_BACK, by=by, at=at)
    finish(work, reason=why)
    return work.question


@transaction.atomic
def check_answer(*, question: Question, seen: int, by: Caller, at: datetime, note: str = "") -> Question:
    """A second person has read the answer against the law."""
    work, answer = _read(question, seen, Act.CHECK, by, at)
    answer.checker, answer.checked_at = by.person, at
    answer.save(update_fields=["checker", "checked_at"])
    finish(work, reason=note)
    return work.question


@transaction.atomic
def sign_answer(*, question: Question, seen: int, by: Caller, at: datetime, note: str = "") -> Question:
    """The unit answers for these words: the asker gets them now."""
    work, answer = _read(question, seen, Act.SIGN, by, at)
    answer.signer, answer.signed_at = by.person, at
    answer.save(update_fields=["signer", "signed_at"])
    finish(work, note=note)
    return work.question


@transaction.atomic
def publish_answer(
    *, question: Question, words: PublicWords, is_confirmed: bool, by: Caller, at: datetime
) -> Publication:
    """Everybody may read question and answer, in words that a person has looked through for personal data."""
    work = begin(question=question, act=Act.PUBLISH, by=by, at=at)
    if work.question.visibility == Visibility.PRIVATE:
        raise QuestionError(_("Người hỏi chỉ muốn tự đọc câu trả lời nên không đăng được."))
    if not is_confirmed:
        raise QuestionError(_("Hãy xác nhận đã đọc và ẩn dữ liệu cá nhân trong bản công khai."))
    check_public(work.question, words)
    answer = signed_answer(work.question)
    if answer is None:
        raise ReadAgainError
    publication = show(question=work.question, answer=answer, words=words, by=by.person, at=at)
    finish(work)
    return publication


@transaction.atomic
def unpublish_answer(*, question: Question, reason: str, by: Caller, at: datetime) -> Question:
    """Take the answer back from everybody; the asker still reads it."""
    why = needed(reason, _("Hãy viết vì sao gỡ."))
    work = begin(question=question, act=Act.UNPUBLISH, by=by, at=at)
    hide(question=work.question)
    finish(work, reason=why)
    return work.question


def _read(question: Question, seen: int, act: Act, by: Caller, at: datetime) -> tuple[Work, Answer]:
    """The newest version, which is the one that the person has read. Raises ReadAgainError."""
    work = begin(question=question, act=act, by=by, at=at)
    if work.answer is None or work.answer.number != seen:
        raise ReadAgainError
    return work, work.answer
