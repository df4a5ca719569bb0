"""The calendar clocks run on."""

from luatgandan.lib.dates import Calendar

from .models import DayDecision


def working_calendar() -> Calendar:
    """Weekends and holidays by law with all decided days; one query. Read it once for a list of clocks."""
    return Calendar.of(decision.as_decided() for decision in DayDecision.objects.all())
