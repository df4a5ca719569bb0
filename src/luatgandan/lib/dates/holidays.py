"""Public holidays by law: Labour Code 45/2019/QH14, article 112, with article 111 clause 3 for those on a weekend."""

from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext, gettext_noop

from .lunar import lunar_day, new_year

SATURDAY = 5
TET_BEFORE, TET_AFTER = 2, 3  # two days of the old year, three of the new: what the Prime Minister chose 2024-2026
NEW_YEAR, TET, KINGS, VICTORY, LABOUR, NATIONAL, INSTEAD = (
    gettext_noop("Tết Dương lịch"),
    gettext_noop("Tết Nguyên đán"),
    gettext_noop("Giỗ Tổ Hùng Vương"),
    gettext_noop("Ngày Chiến thắng 30/4"),
    gettext_noop("Ngày Quốc tế lao động 1/5"),
    gettext_noop("Quốc khánh 2/9"),
    gettext_noop("nghỉ bù"),
)


@cache
def holidays(year: int) -> dict[date, str]:
    """Days off of a year with their names in Vietnamese; the compensatory ones follow the holidays they stand for."""
    named = _named(year)
    for day, name in sorted(named.items()):
        if is_weekend(day):
            named[_next_working(day, named)] = f"{INSTEAD} {name}"
    return dict(sorted(named.items()))


def holiday_name(name: str) -> str:
    """The name of a day off in the language that is active; what people wrote of a decided day stays as it is."""
    first, _space, rest = name.partition(f"{INSTEAD} ")
    return f"{gettext(INSTEAD)} {gettext(rest)}" if rest and not first else gettext(name) if name else ""


def is_weekend(day: date) -> bool:
    """Saturday and Sunday: offices of the state work five days a week (Decision 188/1999/QĐ-TTg)."""
    return day.weekday() >= SATURDAY


def _named(year: int) -> dict[date, str]:
    tet = new_year(year)
    return {
        date(year, 1, 1): NEW_YEAR,
        **{tet + timedelta(days=offset): TET for offset in range(-TET_BEFORE, TET_AFTER)},
        lunar_day(year, 3, 10): KINGS,
        date(year, 4, 30): VICTORY,
        date(year, 5, 1): LABOUR,
        date(year, 9, 1): NATIONAL,  # the second day may be 3/9 by decision; the same days are off when 1/9 is a Sunday
        date(year, 9, 2): NATIONAL,
    }


def _next_working(day: date, taken: dict[date, str]) -> date:
    while is_weekend(day) or day in taken:
        day += timedelta(days=1)
    return day
