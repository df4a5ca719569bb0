"""Working days for the clocks of data requests. Days off that move (Tết, Giỗ Tổ) are listed in settings.DAYS_OFF."""

from datetime import date, timedelta

from django.conf import settings

FIXED_DAYS_OFF = {(1, 1), (4, 30), (5, 1), (9, 1), (9, 2)}
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday, public holidays excepted."""
    is_holiday = (day.month, day.day) in FIXED_DAYS_OFF or day.isoformat() in settings.DAYS_OFF
    return day.weekday() < SATURDAY and not is_holiday


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
