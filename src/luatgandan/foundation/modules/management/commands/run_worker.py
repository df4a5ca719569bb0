"""`luatgandan run_worker`: works off the task queues and enqueues what rooms want done regularly.

The tasks of "prompt" have a thread of their own: they are short and never wait behind an import.
"""

import logging
import threading
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from luatgandan.foundation.modules.services import enqueue_due

PROMPT_SECONDS = 0.3
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Tiến trình nền: làm việc trong hàng đợi và các việc định kỳ."

    def handle(self, *args: Any, **options: Any) -> None:
        threading.Thread(target=keep_schedule, daemon=True, name="schedule").start()
        threading.Thread(target=work_promptly, daemon=True, name="prompt").start()
        call_command("db_worker", interval=1, startup_delay=False, verbosity=0)


def work_promptly() -> None:
    """Work off the tasks of "prompt", looking for them several times a second. A fault of the database is outlived."""
    while True:
        worker = Worker(
            queue_names=["*"],
            interval=PROMPT_SECONDS,
            batch=False,
            backend_name="prompt",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        try:
            worker.run()
        except DatabaseError:
            log.exception("the prompt worker failed; it begins again")
            close_old_connections()
            time.sleep(1)


def keep_schedule() -> None:
    """Once a second: what is due. All workers do this, one takes each turn. A fault of the database is outlived."""
    while True:
        try:
            enqueue_due(at=timezone.now())
        except DatabaseError:
            log.exception("the schedule could not be read; it is tried again")
        close_old_connections()
        time.sleep(1)
