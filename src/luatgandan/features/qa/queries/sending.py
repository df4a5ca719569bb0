"""What the form of a question asks for before it is sent."""

from datetime import date

from django.db.models import QuerySet

from luatgandan.foundation.search.pipeline.values import Result, SearchQuery
from luatgandan.foundation.search.queries import look_up

from ..models import Attachment, Question

MOST_SIMILAR = 4
MOST_LETTERS = 300  # of a long story the beginning is enough to look for


def already_answered(text: str, *, today: date) -> tuple[Result, ...]:
    """Answered questions and articles that may be enough for who asks this."""
    found = look_up(SearchQuery(text=text[:MOST_LETTERS], per_page=MOST_SIMILAR), today=today)
    return tuple(found.results)


def question_of_form(form_key: str) -> Question | None:
    """The question that a form has become already."""
    return Question.objects.filter(form_key=form_key).first() if form_key else None


def held_files(form_key: str) -> QuerySet[Attachment]:
    """Files that wait for the question of a form."""
    return Attachment.objects.filter(question=None, form_key=form_key)
