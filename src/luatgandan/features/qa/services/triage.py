"""What officers decide about a question before it is answered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Act, Category, Field, Redirect, Refusal, State
from ..models import Message, Question
from ..queries.clock import settings_now
from ..rules import Caller
from .errors import QuestionError, needed
from .moving import begin, finish


@transaction.atomic
def accept_question(*, question: Question, by: Caller, at: datetime, note: str = "") -> Question:
    """The unit says that it will answer."""
    work = begin(question=question, act=Act.ACCEPT, by=by, at=at)
    finish(work, note=note)
    return work.question


@transaction.atomic
def sort_question(*, question: Question, field: Field, category: Category, by: Caller, at: datetime) -> Question:
    """Another field of law or another limit; the promised day follows the category."""
    work = begin(question=question, act=Act.SORT, by=by, at=at)
    work.question.field, work.question.category = field, category
    finish(work)
    return work.question


@transaction.atomic
def transfer_question(
    *, question: Question, to: Organisation, reason: str, by: Caller, at: datetime, note: str = ""
) -> Question:
    """Another unit answers; the asker's clock goes on. What was written so far goes along."""
    why = needed(reason, _("Hãy viết vì sao chuyển, để đơn vị nhận hiểu."))
    work = begin(question=question, act=Act.TRANSFER, by=by, at=at)
    if to.pk == work.question.organisation_id or not to.is_open:
        raise QuestionError(_("Hãy chọn một đơn vị khác đang hoạt động."))
    work.question.organisation = to
    work.question.is_open_to_advisers, work.question.adviser = False, None
    finish(work, reason=why, note=note)
    return work.question


@transaction.atomic
def ask_for_more(*, question: Question, text: str, by: Caller, at: datetime) -> Question:
    """Something is missing: the asker is asked, and the clock waits."""
    words = needed(text, _("Hãy viết bạn cần người hỏi nói thêm điều gì."))
    work = begin(question=question, act=Act.ASK_MORE, by=by, at=at)
    Message.objects.create(question=work.question, text=words, at=at, is_by_asker=False, by=by.person)
    finish(work, note=words)
    return work.question


@transaction.atomic
def extend_deadline(*, question: Question, days: int, reason: str, by: Caller, at: datetime) -> Question:
    """More working days, with a reason that the asker reads."""
    why = needed(reason, _("Hãy viết lý do gia hạn; người hỏi sẽ đọc lý do này."))
    most = settings_now().extend_days
    if not 1 <= days <= most:
        raise QuestionError(_("Mỗi lần gia hạn được từ 1 đến %d ngày làm việc.") % most)
    work = begin(question=question, act=Act.EXTEND, by=by, at=at)
    finish(work, reason=why, note=why, days=days)
    return work.question


@transaction.atomic
def refuse_question(*, question: Question, refusal: Refusal, note: str, by: Caller, at: datetime) -> Question:
    """It is not answered; the asker reads why, and by whom that was decided."""
    words = needed(note, _("Hãy viết cho người hỏi biết vì sao không trả lời và họ có thể làm gì."))
    work = begin(question=question, act=Act.REFUSE, by=by, at=at)
    work.question.refusal = refusal
    finish(work, reason=str(refusal), note=words)
    return work.question


@transaction.atomic
def redirect_question(*, question: Question, redirect: Redirect, note: str, by: Caller, at: datetime) -> Question:
    """It is no question about the law but a complaint or the like: a letter says where to go; nobody else reads it."""
    words = needed(note, _("Hãy viết nơi nhận đúng và cách gửi."))
    work = begin(question=question, act=Act.REDIRECT, by=by, at=at)
    work.question.redirect = redirect
    finish(work, reason=str(redirect), note=words)
    return work.question


@transaction.atomic
def mark_duplicate(*, question: Question, of: Question, by: Caller, at: datetime, note: str = "") -> Question:
    """The same was asked before; the asker is led to the answer that everybody reads, or to their own question."""
    work = begin(question=question, act=Act.MARK_DUPLICATE, by=by, at=at)
    original = Question.objects.select_related("publication").get(pk=of.pk)
    if original.pk == work.question.pk or original.state == State.DUPLICATE:
        raise QuestionError(_("Hãy chọn câu hỏi gốc, không phải câu hỏi trùng."))
    own = original.asker_id is not None and original.asker_id == work.question.asker_id
    if not hasattr(original, "publication") and not own:
        raise QuestionError(_("Câu hỏi gốc chưa đăng công khai nên người hỏi không đọc được. Hãy chọn câu khác."))
    work.question.duplicate_of = original
    finish(work, reason=original.code, note=note)
    return work.question
