"""A day off that is decided later moves the promises of questions that still run, and no others."""

from datetime import date
from typing import Any

from luatgandan.foundation.workdays.models import DayDecision
from luatgandan.foundation.workdays.services import decide_day

from .. import services
from ..enums import State
from ..models import Question
from ..rules import Caller
from .conftest import NOW
from .paths import Way

STORM = date(2026, 11, 18)  # a Wednesday, two days after the question


def storm() -> None:
    decide_day(decision=DayDecision(on=STORM, is_worked=False, reason="Nghỉ tránh bão"), at=NOW, actor=None)


def test_a_storm_moves_the_promise(question: Question, django_capture_on_commit_callbacks: Any) -> None:
    assert question.due_on == date(2026, 11, 30)
    with django_capture_on_commit_callbacks(execute=True):
        storm()
    question.refresh_from_db()
    assert question.due_on == date(2026, 12, 1)
    assert services.renew_promises(days=[STORM], at=NOW) == 0


def test_answered_ones_and_those_waiting_for_the_asker_keep_what_they_had(
    question: Question, asker: Caller, officer: Caller, checker: Caller
) -> None:
    Way(asker=asker, officer=officer, checker=checker).to(State.NEEDS_INFO, question)
    storm()
    assert services.renew_promises(days=[STORM], at=NOW) == 0
    Question.objects.update(state=State.ANSWERED, due_on=date(2026, 11, 30))
    assert services.renew_promises(days=[STORM], at=NOW) == 0


def test_days_before_a_question_do_not_concern_it(question: Question) -> None:
    storm()
    assert services.renew_promises(days=[date(2026, 11, 2)], at=NOW) == 0
