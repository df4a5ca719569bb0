"""What is kept of a person here, for their own request."""

from typing import Any

from ..models import Question


def questions_of(person: Any) -> list[dict[str, Any]]:
    """The questions of a person in the words they came."""
    return [
        {
            "code": one.code,
            "title": one.title,
            "text": one.text,
            "state": one.get_state_display(),
            "sent_at": one.sent_at,
        }
        for one in Question.objects.filter(asker=person)
    ]
