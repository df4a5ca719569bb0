"""What the clock does by itself: what nobody accepts goes to who coordinates, what is late is told one floor up."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..enums import Act
from ..queries.desk import orphans, overdue
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


def escalate_late(*, at: datetime) -> int:
    """The unit above hears of every broken promise once; returns how many."""
    told = 0
    for question in overdue(today=timezone.localdate(at)):
        with transaction.atomic():
            try:
                work = begin(question=question, act=Act.ESCALATE, by=SYSTEM, at=at)
            except QuestionError:  # answered in this very moment
                continue
            finish(work)
            told += 1
    return told
