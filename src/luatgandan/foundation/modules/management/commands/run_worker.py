"""`luatgandan run_worker`: works off the task queues, enqueues what rooms want done regularly, and takes over what a
worker that died had begun.

The tasks of "prompt" have a thread of their own: they are short and never wait behind an import.
"""

import logging
import threading
import time
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from luatgandan.foundation.modules.services import Lookout, at_work, enqueue_due

SECONDS, PROMPT_SECONDS, PULSE_SECONDS = 1.0, 0.3, 5.0
log = logging.getLogger(__name__)
lookout = Lookout()  # of this process


class KnownWorker(Worker):
    """A worker whose tasks know who they are."""

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        at_work.set(db_task_result.pk)
        super().run_task(db_task_result)


class Command(BaseCommand):
    help = "Tiến trình nền: làm việc trong hàng đợi và các việc định kỳ."

    def handle(self, *args: Any, **options: Any) -> None:
        for act in (keep_schedule, partial(work_off, "prompt", PROMPT_SECONDS)):
            threading.Thread(target=act, daemon=True).start()
        work_off("default", SECONDS)


def work_off(backend: str, seconds: float) -> None:
    """Work off the tasks of `backend`, looking for them every so many seconds, until told to stop.

    A fault of the database is outlived: locked by a long write, or its server away.
    """
    while True:
        worker = KnownWorker(
            queue_names=["*"],
            interval=seconds,
            batch=False,
            backend_name=backend,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        if threading.current_thread() is threading.main_thread():
            worker.configure_signals()
        lookout.workers.add(worker.worker_id)
        try:
            worker.run()
        except Error:
            log.exception("the worker of %s failed; it begins again", backend)
            close_old_connections()
            time.sleep(1)
        else:
            return
        finally:
            lookout.workers.discard(worker.worker_id)


def keep_schedule() -> None:
    """Once a second: what is due, and now and then whether all workers live. All workers do this, one takes each turn.

    A fault of the database is outlived.
    """
    while True:
        try:
            enqueue_due(at=timezone.now())
            if time.monotonic() - lookout.looked >= PULSE_SECONDS:
                lookout.look(now=time.monotonic())
        except Error:
            log.exception("the schedule could not be read; it is tried again")
        close_old_connections()
        time.sleep(1)
