"""A task whose worker was killed (SIGKILL, a real process) is done again, or told as failed; SQLite and PostgreSQL."""

import logging
import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from luatgandan.foundation.modules import services
from luatgandan.foundation.modules.management.commands.run_worker import KnownWorker
from luatgandan.foundation.modules.models import Pulse, Turn
from luatgandan.foundation.modules.registry import repeatable
from luatgandan.foundation.modules.services import SILENCE, TRIES, Lookout, acknowledged, at_work

pytestmark = pytest.mark.django_db(transaction=True)
after_work: list[Callable[[], None]] = []  # what happens before a task ends


def _work() -> None:
    Turn.objects.create(task=f"work {Turn.objects.count()}", at=timezone.now())
    for act in after_work:
        act()


@repeatable
@task()
def again() -> None:
    """Work that may be done twice."""
    _work()


@task()
def once_only() -> None:
    """Work that may not."""
    _work()


@repeatable
@task()
@acknowledged
def whole() -> None:
    """Work that is stored together with the word that it is done."""
    _work()


@pytest.fixture(autouse=True)
def queue(settings: Any) -> None:
    """The queue of a real portal, in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    after_work.clear()


def work_off(name: str) -> None:
    """A worker that ends when nothing is left to do."""
    KnownWorker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=name, excluded_queue_names=[],
    ).run()  # fmt: skip


def killed(name: str, prepare: Callable[[Callable[[], None]], None]) -> None:
    """A worker in a process of its own, killed where `prepare` lets it wait."""
    reading, writing = os.pipe()

    def wait() -> None:
        os.write(writing, b"1")
        time.sleep(60)

    connection.close()
    child = os.fork()
    if not child:
        prepare(wait)
        work_off(name)
        os._exit(0)
    assert os.read(reading, 1) == b"1"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    os.close(writing)


def in_the_work(wait: Callable[[], None]) -> None:
    """Between start and end of the work."""
    after_work.append(wait)


def before_the_word(wait: Callable[[], None]) -> None:
    """After the work, before the queue hears that it is done."""
    DBTaskResult.set_successful = lambda *_one: wait()


def looked(lookout: Lookout, *moments: float) -> list[str]:
    """How the tasks stand after one look more."""
    for now in moments:
        lookout.look(now=now)
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


EVERY_FEW_SECONDS = [float(now) for now in range(0, int(SILENCE) + 10, 5)]


@pytest.mark.parametrize("moment", [in_the_work, before_the_word])
def test_a_task_whose_worker_was_killed_is_done_again(moment: Callable[[Callable[[], None]], None]) -> None:
    again.enqueue()
    killed("one", moment)
    lookout = Lookout({"two"})
    assert looked(lookout, *EVERY_FEW_SECONDS[:-3]) == ["RUNNING"]
    assert looked(lookout, *EVERY_FEW_SECONDS[-3:]) == ["READY"]
    work_off("two")
    assert [list(one) for one in DBTaskResult.objects.values_list("status", "worker_ids")] == [
        ["SUCCESSFUL", ["one", "two"]]
    ]
    assert Turn.objects.count() == 2  # what it had stored before stands: it said that this does no harm


def test_what_may_not_be_done_twice_is_told_as_failed(caplog: pytest.LogCaptureFixture) -> None:
    once_only.enqueue()
    killed("one", in_the_work)
    assert looked(Lookout({"two"}), *EVERY_FEW_SECONDS) == ["FAILED"]
    told = [(one.levelno, one.facts["task"].rpartition(".")[2]) for one in caplog.records if hasattr(one, "facts")]
    assert told == [(logging.ERROR, "once_only")]


def test_a_task_that_kills_its_workers_is_given_up() -> None:
    again.enqueue()
    for number in range(TRIES):
        killed(f"worker {number}", in_the_work)
        status = looked(Lookout(), *EVERY_FEW_SECONDS)
    assert status == ["FAILED"]


def test_work_and_word_in_one_transaction_are_never_done_twice() -> None:
    whole.enqueue()
    killed("one", in_the_work)  # neither is stored
    assert looked(Lookout(), *EVERY_FEW_SECONDS) == ["READY"]
    killed("two", before_the_word)  # both are
    assert looked(Lookout(), *EVERY_FEW_SECONDS) == ["SUCCESSFUL"]
    assert Turn.objects.count() == 1


def test_a_worker_that_was_only_asleep_undoes_what_another_has_done_meanwhile() -> None:
    whole.enqueue()
    task = DBTaskResult.objects.get()
    DBTaskResult.objects.update(status="SUCCESSFUL")
    token = at_work.set(task.pk)
    try:
        whole.func()
    finally:
        at_work.reset(token)
    assert not Turn.objects.exists()


def test_the_task_of_a_worker_that_lives_stays_its_own() -> None:
    again.enqueue()
    killed("one", in_the_work)
    mine, other = Lookout({"one"}), Lookout({"two"})
    for now in EVERY_FEW_SECONDS * 2:
        mine.look(now=now)
        assert looked(other, now) == ["RUNNING"]


def test_who_was_away_itself_does_not_judge_others() -> None:
    again.enqueue()
    killed("one", in_the_work)
    assert looked(Lookout({"two"}), 0.0, SILENCE + 1) == ["RUNNING"]


def test_pulses_of_the_dead_are_forgotten() -> None:
    Lookout({"one"}).look(now=0.0)
    looked(Lookout({"two"}), *EVERY_FEW_SECONDS)
    assert [one.worker for one in Pulse.objects.all()] == ["two"]


def test_of_two_that_saw_the_same_one_takes_over(caplog: pytest.LogCaptureFixture) -> None:
    again.enqueue()
    killed("one", in_the_work)
    seen = DBTaskResult.objects.get()
    for _lookout in range(2):
        services._take_over(seen)
    assert len([one for one in caplog.records if hasattr(one, "facts")]) == 1
