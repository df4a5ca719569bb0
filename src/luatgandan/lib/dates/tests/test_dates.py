"""Tết and Giỗ Tổ against published calendars, official days off, and clocks that pause, get more time and explain."""

from datetime import date

import pytest

from luatgandan.lib.dates import (
    Calendar,
    DecidedDay,
    Extension,
    Off,
    Pause,
    StepKind,
    holidays,
    lunar_day,
    new_year,
    run_clock,
)

LAW = Calendar()
# First days of Tết in the calendars of the state; 1985, 2007 and 2030 differ from those of China.
TET = """1985-01-21 2007-02-17 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02
2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"""


@pytest.mark.parametrize("day", TET.split())
def test_tet(day: str) -> None:
    assert new_year(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize("day", ["2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26"])
def test_day_of_the_kings(day: str) -> None:
    """2023 had two second months: the day fell a month later."""
    assert lunar_day(int(day[:4]), 3, 10) == date.fromisoformat(day)


def test_months_after_a_leap_month() -> None:
    """Mid-autumn 2025 came after the doubled sixth month; 2033 doubles the eleventh, rarest of all."""
    assert (lunar_day(2025, 8, 15), lunar_day(2033, 12, 1)) == (date(2025, 10, 6), date(2034, 1, 20))


@pytest.mark.parametrize(("year", "month"), [(1975, 1), (2101, 1), (2026, 0), (2026, 13)])
def test_a_month_that_cannot_be_told_is_refused(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="no lunar month"):
        lunar_day(year, month, 1)


def test_of_holidays_on_a_weekend_each_gives_a_day_after() -> None:
    """Giỗ Tổ and 30/4 of 2023 on Saturday and Sunday: 1/5 was off as itself, then 2/5 and 3/5."""
    off = [day for day in holidays(2023) if day.month in (4, 5)]
    assert off == [date(2023, 4, 29), date(2023, 4, 30), date(2023, 5, 1), date(2023, 5, 2), date(2023, 5, 3)]


def test_a_decision_outweighs_law_and_weekend() -> None:
    calendar = Calendar.of(
        [
            DecidedDay(date(2024, 4, 29), is_worked=False, reason="hoán đổi"),
            DecidedDay(date(2024, 5, 4), is_worked=True, reason="hoán đổi"),
            DecidedDay(date(2024, 9, 2), is_worked=True, reason="trực"),
        ]
    )
    assert calendar.off(date(2024, 4, 29)) == (Off.DECIDED, "hoán đổi")
    assert calendar.off(date(2024, 4, 30)) == (Off.HOLIDAY, "Ngày Chiến thắng 30/4")
    assert calendar.off(date(2024, 4, 28)) == (Off.WEEKEND, "")
    assert [calendar.is_working(date(2024, *day)) for day in ((5, 4), (9, 2), (5, 5))] == [True, True, False]


@pytest.mark.parametrize(
    ("received", "count", "due"),
    [
        ("2026-11-23", 2, "2026-11-25"),
        ("2026-11-20", 2, "2026-11-24"),
        ("2026-08-31", 2, "2026-09-04"),
        ("2026-12-31", 2, "2027-01-05"),
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_working_days_are_added_and_counted_alike(received: str, count: int, due: str) -> None:
    start, end = date.fromisoformat(received), date.fromisoformat(due)
    assert LAW.add(start, count) == end
    assert (LAW.between(start, end), LAW.between(end, start)) == (count, -count)


def test_how_a_date_was_computed() -> None:
    clock = run_clock(calendar=LAW, start=date(2026, 4, 23), limit=5, today=date(2026, 4, 29))
    assert (clock.due_on, clock.left, clock.is_late) == (date(2026, 5, 5), 2, False)
    assert [(step.kind, step.days, step.note) for step in clock.steps] == [
        (StepKind.COUNTED, 1, ""),
        (StepKind.WEEKEND, 1, ""),
        (StepKind.HOLIDAY, 1, "Giỗ Tổ Hùng Vương"),
        (StepKind.HOLIDAY, 1, "nghỉ bù Giỗ Tổ Hùng Vương"),
        (StepKind.COUNTED, 2, ""),
        (StepKind.HOLIDAY, 1, "Ngày Chiến thắng 30/4"),
        (StepKind.HOLIDAY, 1, "Ngày Quốc tế lao động 1/5"),
        (StepKind.WEEKEND, 2, ""),
        (StepKind.COUNTED, 2, ""),
    ]


def test_waiting_for_the_asker_stops_the_clock() -> None:
    """Asked on Tuesday 10/11 (counted), told on Thursday 12/11 (not counted): two days later than without."""
    pauses = [Pause(date(2026, 11, 10), date(2026, 11, 12), "thiếu ngày cấp sổ")]
    clock = run_clock(calendar=LAW, start=date(2026, 11, 9), limit=3, today=date(2026, 11, 13), pauses=pauses)
    assert (clock.due_on, clock.is_paused) == (date(2026, 11, 16), False)
    assert (StepKind.PAUSED, 2, "thiếu ngày cấp sổ") in [(step.kind, step.days, step.note) for step in clock.steps]


@pytest.mark.parametrize(("today", "due"), [("2026-11-11", "2026-11-13"), ("2026-11-13", "2026-11-17")])
def test_an_open_pause_moves_the_last_day_on(today: str, due: str) -> None:
    pauses = [Pause(date(2026, 11, 10))]
    clock = run_clock(calendar=LAW, start=date(2026, 11, 9), limit=3, today=date.fromisoformat(today), pauses=pauses)
    assert (clock.due_on, clock.is_paused, clock.is_late) == (date.fromisoformat(due), True, False)


def test_what_was_late_before_a_pause_stays_late() -> None:
    pauses = [Pause(date(2026, 11, 13))]
    clock = run_clock(calendar=LAW, start=date(2026, 11, 9), limit=2, today=date(2026, 11, 20), pauses=pauses)
    assert (clock.due_on, clock.left, clock.is_late) == (date(2026, 11, 11), -7, True)


def test_an_extension_adds_days_and_keeps_its_reason() -> None:
    more = Extension(date(2026, 11, 10), 5, "phải hỏi ý kiến cơ quan thuế")
    clock = run_clock(calendar=LAW, start=date(2026, 11, 9), limit=5, today=date(2026, 11, 10), extensions=[more])
    assert (clock.due_on, clock.extensions) == (date(2026, 11, 23), (more,))


def test_a_clock_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one working day"):
        run_clock(calendar=LAW, start=date(2026, 11, 9), limit=0, today=date(2026, 11, 9))
