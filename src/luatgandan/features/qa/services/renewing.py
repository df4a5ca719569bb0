"""When the calendar changes, the promises of questions that still run are computed again."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luatgandan.foundation.workdays.queries import working_calendar

from ..enums import State
from ..models import Question
from ..queries.clock import settings_now
from ..rules.clock import clock_of


@transaction.atomic
def renew_promises(*, days: Iterable[date], at: datetime) -> int:
    """Promises of running questions that decided days may have moved; returns how many changed.

    Those the asker is waited for have none. A question sent after the last of `days` is not touched.
    """
    calendar, settings, last = working_calendar(), settings_now(), max(days)
    rows = Question.objects.select_for_update(of=("self",)).running().exclude(state=State.NEEDS_INFO)
    changed = []
    for question in rows.filter(sent_at__date__lte=last).prefetch_related("moves"):
        clock = clock_of(
            list(question.moves.all()), limit=settings.days_of(question.category), today=timezone.localdate(at),
            calendar=calendar,
        )  # fmt: skip
        if question.due_on != clock.due_on:
            question.due_on = clock.due_on
            changed.append(question)
    Question.objects.bulk_update(changed, ["due_on"])
    return len(changed)
