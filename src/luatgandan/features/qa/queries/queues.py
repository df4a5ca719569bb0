"""The queues of the desk: which questions of one's units wait for what, and how many."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Action, may_somewhere
from luatgandan.foundation.modules.registry import DeskTask

from ..enums import DONE, RUNNING, Act, State
from ..models import Answer, Move
from ..models.questions import QuestionQuerySet
from ..rules import ROOM
from .desk import desk_questions

Pick = Callable[[Any, date], Q]
TAKEN = (Act.ACCEPT, Act.SORT, Act.ASK_MORE, Act.WRITE, Act.HAND_IN, Act.CHECK)


def _running(*states: State) -> Pick:
    return lambda person, today: Q(state__in=states)


def _mine(person: Any, today: date) -> Q:
    """Running ones that this person has begun to work on."""
    return Q(state__in=RUNNING, pk__in=Move.objects.filter(by=person, act__in=TAKEN).values("question_id"))


def _orphans(person: Any, today: date) -> Q:
    """Nobody took them in time: they came to whoever coordinates."""
    return Q(state=State.SENT, pk__in=Move.objects.filter(act=Act.ORPHAN).values("question_id"))


QUEUES: dict[str, tuple[Any, Pick]] = {
    "don-vi": (_("Cả đơn vị"), _running(*RUNNING)),
    "cua-toi": (_("Của tôi"), _mine),
    "moi": (_("Chờ tiếp nhận"), _running(State.SENT)),
    "kiem-tra": (_("Chờ kiểm tra"), _running(State.CHECKING)),
    "cho-ky": (_("Chờ ký"), _running(State.SIGNING)),
    "qua-han": (_("Quá hạn"), lambda person, today: Q(state__in=RUNNING, due_on__lt=today)),
    "cho-nguoi-hoi": (_("Chờ người hỏi"), _running(State.NEEDS_INFO)),
    "chua-ai-nhan": (_("Chưa ai nhận"), _orphans),
    "da-tra-loi": (_("Đã trả lời"), _running(*DONE)),
    "tat-ca": (_("Tất cả"), lambda person, today: Q()),
}
FIRST = "don-vi"
LISTED = ("code", "title", "language", "channel", "state", "due_on", "field", "sent_at")
WAITING = {
    "qua-han": (_("Câu hỏi quá hạn trả lời"), Action.ANSWER),
    "moi": (_("Câu hỏi chờ tiếp nhận"), Action.ANSWER),
    "kiem-tra": (_("Câu trả lời chờ kiểm tra"), Action.APPROVE),
    "cho-ky": (_("Câu trả lời chờ ký"), Action.PUBLISH),
}
"""What the first page of the desk tells of, and to whom."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """How many questions wait in each queue and among `found`, and code and name of the units that have any."""

    counts: dict[str, int]
    found: int
    units: list[tuple[str, str]]


def queue(rows: QuestionQuerySet, name: str, person: Any, *, today: date) -> QuestionQuerySet:
    """Those of `rows`, the questions of the person's units, in one queue, the nearest promise first.

    Only what a list shows is read: sorting ten thousand long texts to show thirty titles takes five times as long.
    """
    found = rows.filter(QUEUES[name][1](person, today)).select_related(None).select_related("organisation")
    return found.only(*LISTED, "organisation__name").order_by("due_on", "sent_at", "pk")


def overview(rows: QuestionQuerySet, person: Any, *, today: date, found: Q | None = None) -> Overview:
    """What waits among `rows`; `found` are the rows that are shown. One query."""
    kinds = {name: Count("pk", filter=pick(person, today)) for name, (_label, pick) in QUEUES.items()}
    grouped = (
        rows.select_related(None).order_by("organisation__name").values("organisation__code", "organisation__name")
    )
    units: list[dict[str, Any]] = [dict(one) for one in grouped.annotate(**kinds, found=Count("pk", filter=found))]
    return Overview(
        counts={name: sum(unit[name] for unit in units) for name in QUEUES},
        found=sum(unit["found"] for unit in units),
        units=[(unit["organisation__code"], unit["organisation__name"]) for unit in units],
    )


def desk_tasks(person: Any) -> list[DeskTask]:
    """What waits for a person at the desk: never one's own words. Two queries."""
    told = {name: label for name, (label, action) in WAITING.items() if may_somewhere(person, action, room=ROOM)}
    if not told:
        return []
    today, base = timezone.localdate(), reverse("qa_desk:list")
    own = Q(state__in=(State.CHECKING, State.SIGNING), pk__in=Answer.objects.filter(author=person).values("question"))
    counts = overview(desk_questions(person).exclude(own), person, today=today).counts
    return [
        DeskTask(label=label, count=counts[name], url=f"{base}?hang={name}", is_late=name == "qua-han")
        for name, label in told.items()
    ]
