"""What advisers from outside the office see: open questions without what tells who asked, and those they have taken."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from luatgandan.foundation.accounts.rules import Action, reach
from luatgandan.lib.privacy import find_in_typed, replaced

from ..enums import Act, State
from ..models import Move, Question
from ..models.questions import QuestionQuerySet
from ..rules import ROOM


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


def words_for(question: Question, person: Any) -> Words:
    """The words as they came for who has taken the question; for others without what leads to people."""
    if question.adviser_id is not None and question.adviser_id == person.pk:
        return Words(title=question.title, text=question.text)
    people = [question.name] if question.name else []
    return Words(title=_hidden(question.title, people), text=_hidden(question.text, people))


def _hidden(text: str, people: list[str]) -> str:
    text = unicodedata.normalize("NFC", text)
    return replaced(text, [(find, find.proposal) for find in find_in_typed(text, people) if not find.is_public])
