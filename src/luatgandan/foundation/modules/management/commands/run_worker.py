"""`luatgandan run_worker`: works off the task queue and enqueues what rooms want done regularly."""

import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from luatgandan.foundation.modules.registry import Schedule, offers


class Command(BaseCommand):
    help = "Tiến trình nền: làm việc trong hàng đợi và các việc định kỳ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--without-schedule", action="store_true", help="Chỉ làm hàng đợi (khi có nhiều tiến trình)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["without_schedule"]:
            threading.Thread(target=keep_schedule, daemon=True, name="schedule").start()
        call_command("db_worker", interval=1, startup_delay=False, verbosity=0)


def keep_schedule() -> None:
    """Enqueue each scheduled task when it is due. One scheduler is enough; twice does no harm, tasks are idempotent."""
    due = {id(schedule): time.monotonic() for schedule in offers(Schedule)}
    while True:
        for schedule in offers(Schedule):
            if time.monotonic() >= due[id(schedule)]:
                due[id(schedule)] = time.monotonic() + schedule.seconds
                schedule.task.enqueue()
        close_old_connections()
        time.sleep(1)
