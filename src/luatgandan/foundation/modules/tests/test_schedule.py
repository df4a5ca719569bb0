"""Every turn of a scheduled task is taken once, however many workers look at the clock."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django_tasks import task

from luatgandan.foundation.modules import registry, services
from luatgandan.foundation.modules.registry import Module, Schedule

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
done: list[int] = []


@task()
def tick() -> None:
    """What is wanted every hour."""
    done.append(1)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """One room that wants `tick`, and nobody else."""
    monkeypatch.setattr(registry, "_modules", {})
    registry.register(Module(name="clock", title="Đồng hồ", offers=(Schedule(task=tick, seconds=3600),)))
    done.clear()


def ticks(*moments: datetime) -> list[int]:
    """How often it has ticked after each of these moments."""
    seen = []
    for at in moments:
        services.enqueue_due(at=at)
        seen.append(len(done))
    return seen


@pytest.mark.django_db
def test_a_task_has_its_turn_at_once_and_then_when_it_is_due() -> None:
    assert ticks(NOW, NOW + HOUR / 2, NOW + HOUR, NOW + HOUR * 1.5, NOW + HOUR * 9) == [1, 1, 2, 2, 3]


@pytest.mark.django_db
def test_a_clock_that_was_put_back_does_not_stop_the_schedule() -> None:
    assert ticks(NOW, NOW - 24 * HOUR, NOW - 24 * HOUR + HOUR / 2, NOW - 23 * HOUR) == [1, 2, 2, 3]


@pytest.mark.django_db
def test_an_error_while_enqueueing_leaves_the_turn_to_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(type(tick), "enqueue", _fail)
        with pytest.raises(OSError, match="queue"):
            services.enqueue_due(at=NOW)
    assert ticks(NOW) == [1]


def _fail(*_args: object) -> None:
    raise OSError("queue")


@pytest.mark.django_db(transaction=True)
def test_two_workers_in_the_same_moment_take_a_turn_once() -> None:
    for at in (NOW, NOW + HOUR):  # the first turn is made, the second moved on
        ready = threading.Barrier(4)
        workers = [threading.Thread(target=_look, args=(ready, at)) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert len(done) == 2


def _look(ready: threading.Barrier, at: datetime) -> None:
    ready.wait()
    try:
        services.enqueue_due(at=at)
    finally:
        connection.close()
