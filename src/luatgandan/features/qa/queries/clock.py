"""When an answer is due, and how that day was computed: the same for the asker and the desk."""

from datetime import date

from luatgandan.foundation.workdays.queries import working_calendar
from luatgandan.lib.dates import Clock

from ..models import Question, QuestionSettings
from ..rules.clock import clock_of


def settings_now() -> QuestionSettings:
    """The limits as the desk set them."""
    found: QuestionSettings = QuestionSettings.load()
    return found


def clock_on(question: Question, today: date) -> Clock:
    """The clock of one question on a day, with the steps that led to the promised day. Three queries."""
    limit = settings_now().days_of(question.category)
    return clock_of(list(question.moves.order_by("at", "pk")), limit=limit, today=today, calendar=working_calendar())
