"""Working days of Vietnamese offices: lunar calendar, public holidays, decided days, and clocks on them."""

from .clock import Clock, Extension, Pause, Step, StepKind, run_clock
from .holidays import holiday_name, holidays
from .lunar import lunar_day, new_year
from .working import Calendar, DecidedDay, Off

__all__ = [
    "Calendar",
    "Clock",
    "DecidedDay",
    "Extension",
    "Off",
    "Pause",
    "Step",
    "StepKind",
    "holiday_name",
    "holidays",
    "lunar_day",
    "new_year",
    "run_clock",
]
