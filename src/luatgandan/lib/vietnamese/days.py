"""Days as people write them."""

import re
from datetime import date

from .fold import clean

FIRST_DAY = date(1945, 9, 2)  # of the state; no law of it is older
LAST_YEAR = 2100
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_WRITTEN = re.compile(
    r"(?:ngày\s*)?(?P<day>\d{1,2})\s*(?:[/.\-]|tháng)\s*(?P<month>\d{1,2})\s*(?:[/.\-]|năm|,\s*năm)\s*(?P<year>\d{4})"
)


def read_day(text: str) -> date | None:
    """The day meant by "2025-07-01", "1/7/2025" or "ngày 1 tháng 7 năm 2025"; None when it is no day."""
    words = clean(text).lower()
    found = _ISO.fullmatch(words) or _WRITTEN.fullmatch(words)
    try:
        return date(*(int(found[part]) for part in ("year", "month", "day"))) if found else None
    except ValueError:
        return None


def is_day_of_law(day: date) -> bool:
    """Whether there is law to read of this day."""
    return day >= FIRST_DAY and day.year <= LAST_YEAR
