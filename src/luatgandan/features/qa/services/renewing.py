"""When the calendar or the limits change, the promises of questions that still run are computed again."""

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
def renew_promises(*, days: Iterable[date] | None, at: datetime) -> int:
    """Promises of running questions that decided days, or without days other limits, moved; returns how many changed.

    Those the asker is waited for have none. A question sent after the last of `days` is not touched.
    """
    calendar, settings = working_calendar(), settings_now()
    rows = Question.objects.select_for_update(of=("self",)).running().exclude(state=State.NEEDS_INFO)
    changed, touched = [], rows if days is None else rows.filter(sent_at__date__lte=max(days))
    for question in touched.prefetch_related("moves"):
        clock = clock_of(
            list(question.moves.all()), limit=settings.days_of(question.category), today=timezone.localdate(at),
            calendar=calendar,
        )  # fmt: skip
        if question.due_on != clock.due_on:
            question.due_on = clock.due_on
            changed.append(question)
    Question.objects.bulk_update(changed, ["due_on"])
    return len(changed)
