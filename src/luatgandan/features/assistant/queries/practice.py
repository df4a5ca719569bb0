"""Reading the practice room: tasks, one's own results, and how many of a unit are trained (numbers only)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from luatgandan.features.library.enums import Validity
from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import Person, RoleAssignment
from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.organisations.models import Organisation

from ..drafting.planting import Planted
from ..models import PASSED, Attempt, PracticeTask
from ..rules import ROOM

MOST_REPEALED = 5


def open_tasks(person: Any) -> QuerySet[PracticeTask]:
    """The tasks one may do, with one's own best score. Those whose law has changed since are not offered."""
    own = Max("attempts__score", filter=Q(attempts__person=person))
    return PracticeTask.objects.filter(is_open=True, recalled_on=None).annotate(best=own)


def sentences_of_task(task: PracticeTask) -> list[Planted]:
    """The sentences of a task with what is wrong with them."""
    return [Planted.from_dict(one) for one in task.sentences]


def best_score(person: Any) -> int | None:
    """The person's best result in any task; None before the first."""
    score: int | None = Attempt.objects.filter(person=person).aggregate(best=Max("score"))["best"]
    return score


@dataclass(frozen=True, kw_only=True)
class Training:
    """How many people with a role in one unit have practised and passed."""

    organisation: Organisation
    staff: int
    tried: int
    passed: int


def training(person: Any, *, at: datetime) -> list[Training]:
    """The units of which the person is head, those with staff. Two queries, however many units."""
    codes = organisation_codes(person, Action.MANAGE_PEOPLE, room=ROOM)
    roles = RoleAssignment.objects.live(at).filter(person__is_active=True)
    roles = roles if codes is None else roles.filter(organisation__code__in=codes)
    passed = Attempt.objects.filter(score__gte=PASSED).values("person")
    counted = roles.order_by().values("organisation").annotate(
        staff=Count("person", distinct=True),
        tried=Count("person", filter=Q(person__in=Attempt.objects.values("person")), distinct=True),
        passed=Count("person", filter=Q(person__in=passed), distinct=True),
    )  # fmt: skip
    rows = {row["organisation"]: row for row in counted}
    units = Organisation.objects.filter(pk__in=rows).order_by("path")
    return [
        Training(organisation=one, staff=rows[one.pk]["staff"], tried=rows[one.pk]["tried"],
                 passed=rows[one.pk]["passed"])
        for one in units
    ]  # fmt: skip


def repealed_names(day: date) -> list[str]:
    """Documents that are law no more, for the fault of citing one; a replaced law is the likeliest mistake."""
    rows = Document.objects.in_state(Validity.EXPIRED, day).order_by("-issued_on", "pk")[:MOST_REPEALED]
    return [one.name for one in rows]


def practice_data(person: Person) -> list[dict[str, Any]]:
    """What the practice room keeps about a person, for "Dữ liệu của tôi"."""
    rows = Attempt.objects.filter(person=person).values("task__title", "score", "made_at")
    return [{"task": row["task__title"], "score": row["score"], "at": row["made_at"].isoformat()} for row in rows]
