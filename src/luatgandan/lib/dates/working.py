"""Which days are worked: weekends and holidays by law, changed by what was decided for single days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from .holidays import holidays, is_weekend


class Off(StrEnum):
    """Why a day is not worked."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class DecidedDay:
    """A day that a decision made different from the law: swapped, or off for a storm; `reason` in Vietnamese."""

    on: date
    is_worked: bool
    reason: str


@dataclass(frozen=True)
class Calendar:
    """The days of one office; without decided days the calendar of the law."""

    decided: dict[date, DecidedDay] = field(default_factory=dict)

    @classmethod
    def of(cls, decided: Iterable[DecidedDay]) -> "Calendar":
        return cls({day.on: day for day in decided})

    def off(self, day: date) -> tuple[Off, str] | None:
        """Why `day` is not worked, with the name of the holiday or the reason decided; None when it is worked."""
        if decided := self.decided.get(day):
            return None if decided.is_worked else (Off.DECIDED, decided.reason)
        if name := holidays(day.year).get(day):
            return Off.HOLIDAY, name
        return (Off.WEEKEND, "") if is_weekend(day) else None

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        return self.off(day) is None

    def add(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` comes first."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working(start + timedelta(days=ahead)) for ahead in range(1, (end - start).days + 1))
