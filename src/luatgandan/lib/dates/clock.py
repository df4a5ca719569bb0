"""A clock in working days that may pause and be given more time, and the words "how this date was computed" rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from .working import Calendar

LONGEST = 3_660  # days that a clock is followed: a pause nobody ends does not run for ever


class StepKind(StrEnum):
    """What a stretch of days was to the clock."""

    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DECIDED = "decided"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Pause:
    """Waiting for the asker: days after `start` up to and with `end` do not count; `end` is None while it lasts."""

    start: date
    end: date | None = None
    reason: str = ""

    def holds(self, day: date, today: date) -> bool:
        """Whether `day` is not counted; an open pause is reckoned as if it ended today."""
        return self.start < day <= (self.end or max(today, self.start))


@dataclass(frozen=True, slots=True)
class Extension:
    """Working days given on a day, and why."""

    on: date
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of days that were the same to the clock; `note` names the holiday or the reason."""

    kind: StepKind
    start: date
    end: date
    note: str = ""

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock shows: the last day of the promise, the working days left, and the steps that led there."""

    start: date
    limit: int
    extensions: tuple[Extension, ...]
    due_on: date
    left: int
    is_paused: bool
    steps: tuple[Step, ...]

    @property
    def is_late(self) -> bool:
        """Late days before a pause stay late; a pause that is open moves the last day past today."""
        return self.left < 0


def run_clock(
    *,
    calendar: Calendar,
    start: date,
    limit: int,
    today: date,
    pauses: Sequence[Pause] = (),
    extensions: Iterable[Extension] = (),
) -> Clock:
    """The clock of `limit` working days that began on `start` (that day itself does not count), as of `today`.

    While a pause is open `due_on` is what it would be if the pause ended today: it moves on every day.
    Transfers do not appear: they change nothing. Raises ValueError when `limit` with its extensions is not positive.
    """
    given = tuple(extensions)
    allowed = limit + sum(extension.days for extension in given)
    if allowed < 1:
        raise ValueError("a clock needs at least one working day")
    days = _followed(calendar, start, allowed, today, pauses)
    due_on = days[-1].start
    is_paused = any(pause.end is None for pause in pauses)
    return Clock(
        start=start,
        limit=limit,
        extensions=given,
        due_on=due_on,
        left=calendar.between(today, due_on),
        is_paused=is_paused,
        steps=tuple(_joined(days)),
    )


def _followed(calendar: Calendar, start: date, allowed: int, today: date, pauses: Sequence[Pause]) -> list[Step]:
    """One step for every day from the day after `start` to the last one counted."""
    days: list[Step] = []
    for ahead in range(1, LONGEST):
        step = _step(calendar, start + timedelta(days=ahead), today, pauses)
        days.append(step)
        allowed -= step.kind is StepKind.COUNTED
        if not allowed:
            return days
    raise ValueError("the clock does not end within ten years")


def _step(calendar: Calendar, day: date, today: date, pauses: Sequence[Pause]) -> Step:
    pause = next((pause for pause in pauses if pause.holds(day, today)), None)
    if pause:
        return Step(StepKind.PAUSED, day, day, pause.reason)
    off = calendar.off(day)
    return Step(StepKind(off[0].value), day, day, off[1]) if off else Step(StepKind.COUNTED, day, day)


def _joined(days: Iterable[Step]) -> Iterable[Step]:
    """Days of one kind and note that follow each other, as one step."""
    for (kind, note), group in groupby(days, key=lambda step: (step.kind, step.note)):
        stretch = list(group)
        yield Step(kind, stretch[0].start, stretch[-1].end, note)
