"""What the clock does by itself: nobody accepted it, its day comes near, its day is over."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..enums import Act
from ..models import Question
from ..queries.desk import due_soon, orphans, overdue
from ..queries.routing import coordinator
from ..rules import SYSTEM
from .errors import QuestionError
from .moving import begin, finish


def pass_on_orphans(*, at: datetime) -> int:
    """Questions that nobody accepted in time go to who coordinates; returns how many."""
    passed = 0
    for question in orphans(today=timezone.localdate(at)):
        with transaction.atomic():
            try:
                work = begin(question=question, act=Act.ORPHAN, by=SYSTEM, at=at)
            except QuestionError:  # accepted in this very moment
                continue
            work.question.organisation = coordinator() or work.question.organisation
            finish(work)
            passed += 1
    return passed


def remind_of_promises(*, at: datetime) -> int:
    """Whoever must do the next step hears once of every promise that comes near; returns of how many."""
    return _say(due_soon(today=timezone.localdate(at)), Act.REMIND, at)


def escalate_late(*, at: datetime) -> int:
    """The unit above hears of every broken promise once; returns how many."""
    return _say(overdue(today=timezone.localdate(at)), Act.ESCALATE, at)


def _say(questions: Iterable[Question], act: Act, at: datetime) -> int:
    told = 0
    for question in questions:
        with transaction.atomic():
            try:
                work = begin(question=question, act=act, by=SYSTEM, at=at)
            except QuestionError:  # answered in this very moment
                continue
            finish(work)
            told += 1
    return told
