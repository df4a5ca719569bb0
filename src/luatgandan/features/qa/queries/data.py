"""What is kept of a person here, for their own request."""

from typing import Any

from ..models import Follower, Question
from .contacts import contact_of


def questions_of(person: Any) -> list[dict[str, Any]]:
    """The questions of a person in the words they came."""
    return [question_data(one) for one in Question.objects.filter(asker=person)]


def question_data(question: Question) -> dict[str, Any]:
    """What is kept of whoever asked one question."""
    return {
        "code": question.code,
        "title": question.title,
        "text": question.text,
        "name": question.name,
        "contact": contact_of(question),
        "state": question.get_state_display(),
        "sent_at": question.sent_at,
        "files": [one.name for one in question.attachments.all()],
        "messages": [one.text for one in question.messages.filter(is_by_asker=True)],
    }


def follows_of(person: Any) -> list[dict[str, Any]]:
    """The published answers that a person follows."""
    rows = Follower.objects.filter(person=person).select_related("question")
    return [{"code": one.question.code, "since": one.created_at} for one in rows]
