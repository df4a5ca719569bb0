"""Help from outside the office: a unit opens a question, a verified adviser takes it and drafts; the unit decides."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..enums import Act
from ..models import Question
from ..rules import Caller
from .errors import needed
from .moving import begin, finish


@transaction.atomic
def open_to_advisers(*, question: Question, by: Caller, at: datetime, reason: str = "") -> Question:
    """Verified advisers of the unit may take the question; `reason` tells them what is wanted."""
    work = begin(question=question, act=Act.OPEN_TO_ADVISERS, by=by, at=at)
    work.question.is_open_to_advisers = True
    finish(work, reason=reason)
    return work.question


@transaction.atomic
def close_to_advisers(*, question: Question, by: Caller, at: datetime, reason: str = "") -> Question:
    """The unit goes on alone; what an adviser drafted stays."""
    work = begin(question=question, act=Act.CLOSE_TO_ADVISERS, by=by, at=at)
    work.question.is_open_to_advisers, work.question.adviser = False, None
    finish(work, reason=reason)
    return work.question


@transaction.atomic
def take_as_adviser(*, question: Question, by: Caller, at: datetime) -> Question:
    """An adviser will draft; nobody else takes it meanwhile."""
    work = begin(question=question, act=Act.TAKE, by=by, at=at)
    work.question.adviser = by.person
    finish(work)
    return work.question


@transaction.atomic
def put_back(*, question: Question, by: Caller, at: datetime, reason: str = "") -> Question:
    """The adviser cannot go on; others may take it."""
    work = begin(question=question, act=Act.PUT_BACK, by=by, at=at)
    work.question.adviser = None
    finish(work, reason=reason)
    return work.question


@transaction.atomic
def declare_conflict(*, question: Question, reason: str, by: Caller, at: datetime) -> Question:
    """The adviser has an interest in the matter: they never see it again, and the unit reads why."""
    why = needed(reason, _("Hãy viết bạn có liên quan thế nào, ví dụ: đang bảo vệ một bên."))
    work = begin(question=question, act=Act.DECLARE_CONFLICT, by=by, at=at)
    if work.question.adviser_id == by.person.pk:
        work.question.adviser = None
    finish(work, reason=why)
    return work.question
