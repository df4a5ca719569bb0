"""The day of law that a query names: "năm 2022", "tháng 7 năm 2025", "1/7/2025", "hiện nay", "năm ngoái"."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from luatgandan.lib.vietnamese import fold

_YEAR = r"(?P<year>(?:19[4-9]|20[0-4])\d)"
_NOW = "hien nay|hien tai|hien hanh|bay gio|hom nay|moi nhat|nam nay|luc nay|currently|current|today"


_RELATIVE_MARKED = ("năm ngoái", "năm trước", "năm sau", "năm tới")
_SHORT = 12  # words
_STORY = 40  # words: who tells so much tells when things happened
_HAPPENED = {  # before a day or year
    "sinh", "trước", "sau", "đến", "tới", "hôn", "cưới", "mua", "bán", "xây", "cất", "mất", "vay", "mượn", "ký",
    "hoang",
}  # fmt: skip
_DONE = _HAPPENED.union(map(fold, _HAPPENED))


@dataclass(frozen=True, slots=True)
class DayInWords:
    """The day that was meant and the words that say so, as they were typed; where they begin."""

    day: date
    words: str
    start: int


def find_day(typed: str, folded: str, today: date) -> DayInWords | None:
    """The first day of law named in a query; `folded` is `typed` folded letter for letter.

    A past year or month means its last day, for that is how the law stood in the end; one to come its first. In a story
    days tell when something happened, as they do behind words such as "mua" (bought); "last year" tells the day of law
    only in a short question with its marks.
    """
    for pattern, make in _FORMS:
        found = pattern.search(folded)
        if found is None:
            continue
        if not _is_of_law(found, make, typed):
            folded = folded[: found.start()] + " " * len(found[0]) + folded[found.end() :]
        elif day := make(found, today):
            return DayInWords(day, typed[found.start() : found.end()], found.start())
    return None


def _is_of_law(found: re.Match[str], make: "_Make", typed: str) -> bool:
    """Whether the words tell which law is asked for, and not when something happened."""
    words = len(typed.split())
    if make in (_last_year, _next_year):
        return words <= _SHORT and any(mark in typed[found.start() : found.end()].lower() for mark in _RELATIVE_MARKED)
    is_done = bool(_DONE.intersection(typed[: found.start()].lower().split()[-1:]))
    return make is _today or (words <= _STORY and not is_done)


def _day(found: re.Match[str], today: date) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _month(found: re.Match[str], today: date) -> date | None:
    year, month = int(found["year"]), int(found["month"])
    if not 1 <= month <= 12:
        return None
    return _within(date(year, month, 1), date(year, month, monthrange(year, month)[1]), today)


def _year(found: re.Match[str], today: date) -> date | None:
    year = int(found["year"])
    return _within(date(year, 1, 1), date(year, 12, 31), today)


def _within(first: date, last: date, today: date) -> date:
    return first if first > today else min(last, today) if last >= today else last


def _today(found: re.Match[str], today: date) -> date | None:
    return today


def _last_year(found: re.Match[str], today: date) -> date | None:
    return date(today.year - 1, 12, 31)


def _next_year(found: re.Match[str], today: date) -> date | None:
    return date(today.year + 1, 1, 1)


_Make = Callable[[re.Match[str], date], date | None]
_FORMS: tuple[tuple[re.Pattern[str], _Make], ...] = tuple(
    (re.compile(form), make)
    for form, make in (
        (rf"\bngay (?P<day>\d{{1,2}}) thang (?P<month>\d{{1,2}}) nam {_YEAR}\b", _day),
        (rf"\b(?:ngay )?(?<![\d/.\-])(?P<day>\d{{1,2}})[/.\-](?P<month>\d{{1,2}})[/.\-]{_YEAR}(?![/\-\w])", _day),
        (rf"\bthang (?P<month>\d{{1,2}}) ?(?:nam|/|-)? ?{_YEAR}\b(?![/\-])", _month),
        (rf"\bnam {_YEAR}\b(?![/\-])", _year),
        (r"\bnam (?:ngoai|truoc)\b", _last_year),
        (r"\bnam (?:sau|toi)\b", _next_year),
        (rf"\b(?:{_NOW})\b", _today),
        (rf"(?<![\w/\-.]){_YEAR}$", _year),
    )
)
