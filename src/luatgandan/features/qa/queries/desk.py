"""What officers see: queues of their units, versions, what waits too long, and promises kept and late."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from luatgandan.foundation.accounts.rules import Action, reach
from luatgandan.foundation.workdays.queries import working_calendar

from ..enums import Act, State
from ..models import Answer, Move, Question
from ..models.questions import QuestionQuerySet
from ..rules import ROOM
from .clock import settings_now


def latest_answer(question: Question) -> Answer | None:
    """The newest version in line; those kept beside are left out."""
    return Answer.objects.in_line().filter(question=question).select_related("author", "checker", "signer").first()


def signed_answer(question: Question) -> Answer | None:
    """What the asker reads: the newest signed version."""
    rows = Answer.objects.in_line().filter(question=question, signed_at__isnull=False)
    return rows.select_related("author", "checker", "signer").first()


def desk_questions(person: Any) -> QuestionQuerySet:
    """All questions of the person's units, with what a list shows."""
    rows = Question.objects.select_related("organisation", "place", "publication")
    return rows.filter(reach(person, Action.VIEW_DRAFT, room=ROOM))


def orphans(*, today: date) -> list[Question]:
    """Questions that nobody accepted within the working days set for that, oldest first. Four queries."""
    came = Max("moves__at", filter=Q(moves__act__in=(Act.SEND, Act.TRANSFER)))
    passed = Max("moves__at", filter=Q(moves__act=Act.ORPHAN))
    unpassed = Q(passed_at=None) | Q(passed_at__lt=F("came_at"))
    rows = Question.objects.filter(state=State.SENT).annotate(came_at=came, passed_at=passed).filter(unpassed)
    days, working = settings_now().accept_days, working_calendar()
    late = [
        key
        for key, came_at in rows.values_list("pk", "came_at")
        if working.between(timezone.localdate(came_at), today) > days
    ]
    return list(Question.objects.filter(pk__in=late).order_by("sent_at"))


def due_soon(*, today: date) -> QuerySet[Question]:
    """Questions whose promised day is as near as the settings say, and of which nobody was reminded for this promise.

    On the promised day itself it is not too late to remind. Four queries.
    """
    until = working_calendar().add(today, settings_now().remind_days)
    near = Question.objects.running().filter(due_on__range=(today, until))
    return near.exclude(pk__in=_told(Act.REMIND)).select_related("organisation")


def overdue(*, today: date) -> QuerySet[Question]:
    """Late questions of which the unit above has not been told for this promise."""
    return Question.objects.late(today).exclude(pk__in=_told(Act.ESCALATE)).select_related("organisation__parent")


def _told(act: Act) -> QuerySet[Move, int]:
    """Questions of which that was said already while the promise was the one it is now."""
    return Move.objects.filter(act=act, due_on=F("question__due_on")).values_list("question_id", flat=True)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """How one unit kept its promises; `open_late` wait beyond their day now."""

    code: str
    name: str
    kept: int
    late: int
    open_late: int

    @property
    def share(self) -> int:
        """Of a hundred promises that came due, how many were kept."""
        return round(100 * self.kept / (self.kept + self.late + self.open_late))


def promises(*, today: date) -> list[Promise]:
    """Every unit that has ever answered or is late now, by name. Two queries."""
    signed = (
        Move.objects.filter(act=Act.SIGN, due_on__isnull=False)
        .annotate(day=TruncDate("at"))
        .values("organisation__code", "organisation__name")
        .annotate(kept=Count("pk", filter=Q(day__lte=F("due_on"))), answered=Count("pk"))
        .order_by("organisation__name")
    )
    waiting = Question.objects.late(today).values("organisation__code", "organisation__name").order_by()
    open_late = {(one["organisation__code"], one["organisation__name"]): one["count"]
                 for one in waiting.annotate(count=Count("pk"))}  # fmt: skip
    found = {
        (one["organisation__code"], one["organisation__name"]): (one["kept"], one["answered"] - one["kept"])
        for one in signed
    }
    return [
        Promise(code=code, name=name, kept=found.get((code, name), (0, 0))[0], late=found.get((code, name), (0, 0))[1],
                open_late=open_late.get((code, name), 0))
        for code, name in sorted({*found, *open_late}, key=lambda one: one[1])
    ]  # fmt: skip
