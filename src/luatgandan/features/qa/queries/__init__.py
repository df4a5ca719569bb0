"""What is asked of the room of questions."""

from .alike import asked_often, disagreements, like_publications, like_questions, suggested_units
from .basis import basis_of
from .citizens import (
    asker_view,
    my_questions,
    question_by_code,
    question_by_token,
)
from .clock import clock_on
from .contacts import contact_of
from .data import erased_questions, follows_of, question_data, questions_of
from .desk import desk_questions, due_soon, latest_answer, orphans, overdue, promises, signed_answer
from .following import CHANGED_KIND
from .people import people_for_review
from .public import hidden_questions, is_hidden, public_answer, public_copies, public_questions, sitemap
from .routing import organisation_for
from .search_items import (
    SOURCE,
    asked_in,
    load_questions,
    published_answers,
    question_items,
    questions_published_as,
    turning_questions,
)
from .statistics import statistics

__all__ = [
    "CHANGED_KIND",
    "SOURCE",
    "asked_in",
    "asked_often",
    "asker_view",
    "basis_of",
    "clock_on",
    "contact_of",
    "desk_questions",
    "disagreements",
    "due_soon",
    "erased_questions",
    "follows_of",
    "hidden_questions",
    "is_hidden",
    "latest_answer",
    "like_publications",
    "like_questions",
    "load_questions",
    "my_questions",
    "organisation_for",
    "orphans",
    "overdue",
    "people_for_review",
    "promises",
    "public_answer",
    "public_copies",
    "public_questions",
    "published_answers",
    "question_by_code",
    "question_by_token",
    "question_data",
    "question_items",
    "questions_of",
    "questions_published_as",
    "signed_answer",
    "sitemap",
    "statistics",
    "suggested_units",
    "turning_questions",
]
