"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from ..rules import to_remove

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday


def test_the_newest_of_each_day_and_of_each_week_stay() -> None:
    made = {NOON - timedelta(hours=12 * step) for step in range(60)}  # twice a day for a month
    kept = sorted(made - to_remove(made, daily=3, weekly=3))
    assert [f"{one:%d/%m %H}" for one in kept] == ["15/11 12", "21/11 12", "22/11 12", "23/11 12"]


def test_days_without_a_backup_do_not_count() -> None:
    made = {NOON, NOON - timedelta(days=40), NOON - timedelta(days=80)}
    assert to_remove(made, daily=3, weekly=0) == set()


def test_the_only_backup_stays() -> None:
    assert to_remove({NOON}, daily=1, weekly=0) == set()
    assert to_remove({NOON, NOON - timedelta(days=1)}, daily=0, weekly=-1) == {NOON - timedelta(days=1)}
