"""What askers see: where their question stands, the answer, and how the promised day was computed."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from luatgandan.lib.dates import Clock, holiday_name

from ..enums import OFFICES_ACTS
from ..models import Answer, Message, Move, Question
from ..models.questions import QuestionQuerySet
from ..rules import Caller, is_asker
from .clock import clock_on
from .desk import signed_answer

_CODE = re.compile(r"(?:HD)?-?([2-9A-HJ-NP-Z]{4})[-–]?([2-9A-HJ-NP-Z]{4})")


def code_in(words: str) -> str:
    """The code as it is kept, however it was typed ("hd 7k3m 92qf"); "" when it is none."""
    found = _CODE.fullmatch(re.sub(r"\s+", "", words.upper()))
    return f"HD-{found[1]}-{found[2]}" if found else ""


def question_by_code(words: str) -> Question | None:
    """For the page that tells where a question stands, and no more than that."""
    code = code_in(words)
    return Question.objects.filter(code=code).select_related("organisation").first() if code else None


def question_by_token(token: str) -> Question | None:
    """The question whose asker holds this link."""
    question = question_by_code(token[:12])
    return question if question and is_asker(Caller(token=token), question) else None


def my_questions(person: Any) -> QuestionQuerySet:
    """All that a signed-in person asked, newest first."""
    return Question.objects.filter(asker=person).select_related("organisation", "publication")


@dataclass(frozen=True, kw_only=True)
class AskerView:
    """All that the asker reads of their question; drafts, and what goes on among those who answer, are not among it."""

    question: Question
    answer: Answer | None
    moves: tuple[Move, ...]
    messages: tuple[Message, ...]
    clock: Clock


def asker_view(question: Question, *, today: date) -> AskerView:
    """The whole page of the asker. Five queries."""
    return AskerView(
        question=question,
        answer=signed_answer(question),
        moves=tuple(question.moves.exclude(act__in=OFFICES_ACTS).select_related("organisation").order_by("at", "pk")),
        messages=tuple(question.messages.order_by("at", "pk")),
        clock=_named(clock_on(question, today)),
    )


def _named(clock: Clock) -> Clock:
    """The same clock with holidays named in the language of the page."""
    return replace(clock, steps=tuple(replace(step, note=holiday_name(step.note)) for step in clock.steps))
