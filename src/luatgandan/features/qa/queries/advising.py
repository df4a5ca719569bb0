"""What advisers from outside the office see: open questions without what tells who asked, and those they have taken."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Action, reach
from luatgandan.foundation.modules.registry import DeskTask
from luatgandan.lib.privacy import find_in_typed, replaced

from ..enums import Act, State
from ..models import Move, Question
from ..models.questions import QuestionQuerySet
from ..rules import ROOM, may_advise


@dataclass(frozen=True, kw_only=True)
class Words:
    """Title and text of a question as one reader may see them."""

    title: str
    text: str


def for_adviser(person: Any) -> QuestionQuerySet:
    """Running questions that the adviser has taken, first, and those open to them, the nearest promise first."""
    refused = Move.objects.filter(act=Act.DECLARE_CONFLICT, by=person).values("question")
    is_free = Q(adviser=None, is_open_to_advisers=True, state__in=(State.ACCEPTED, State.ANSWERING))
    rows = Question.objects.running().filter(reach(person, Action.ADVISE, room=ROOM))
    rows = rows.filter(Q(adviser=person) | (is_free & ~Q(pk__in=refused) & ~Q(asker=person)))
    return rows.select_related("organisation", "place").order_by("adviser", "due_on", "sent_at", "pk")


def advisers_tasks(person: Any) -> list[DeskTask]:
    """What waits for an adviser at the desk: what they have taken, and what they may take. One query."""
    if not may_advise(person):
        return []
    counts = for_adviser(person).order_by().aggregate(
        taken=Count("pk", filter=Q(adviser=person)), free=Count("pk", filter=Q(adviser=None)),
        late=Count("pk", filter=Q(adviser=person, due_on__lt=timezone.localdate())),
    )  # fmt: skip
    url = reverse("qa_advising:list")
    return [
        DeskTask(label=_("Câu hỏi bạn nhận đã quá hẹn"), count=counts["late"], url=url, is_late=True),
        DeskTask(label=_("Câu hỏi bạn đang soạn giúp"), count=counts["taken"], url=url),
        DeskTask(label=_("Câu hỏi đang chờ tư vấn viên"), count=counts["free"], url=url),
    ]


def words_for(question: Question, person: Any) -> Words:
    """The words as they came for who has taken the question; for others without what leads to people."""
    if question.adviser_id is not None and question.adviser_id == person.pk:
        return Words(title=question.title, text=question.text)
    people = [question.name] if question.name else []
    return Words(title=_hidden(question.title, people), text=_hidden(question.text, people))


def _hidden(text: str, people: list[str]) -> str:
    text = unicodedata.normalize("NFC", text)
    return replaced(text, [(find, find.proposal) for find in find_in_typed(text, people) if not find.is_public])
