"""`luatgandan restore_drill`: a backup put back elsewhere and proven; nothing that serves is touched."""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from luatgandan.foundation.backups import queries

DRILL = "luatgandan_restore_drill"


class Command(BaseCommand):
    help = (
        "Diễn tập khôi phục: dựng lại bản sao lưu ở chỗ tạm, thử số dòng, mã băm, chỉ mục, đăng nhập, rồi xóa chỗ tạm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, nargs="?", help="Tệp sao lưu; bỏ trống: bản mới nhất.")

    def handle(self, *args: Any, **options: Any) -> None:
        archive = options["archive"] or self.newest()
        self.stdout.write(f"Diễn tập với {archive}")
        self.stdout.flush()
        with tempfile.TemporaryDirectory(prefix="luatgandan-drill-") as home, trial_database() as database:
            environment = {**os.environ, **database, "LUATGANDAN_HOME": home}
            environment |= {
                "LUATGANDAN_BACKUPS": str(archive.resolve().parent),
                "LUATGANDAN_SECRET_KEY": settings.SECRET_KEY,
                "LUATGANDAN_REDIS_URL": "",  # cache and uploads of the house that serves are left alone
                "LUATGANDAN_S3_URL": "",
            }
            command = [sys.executable, "-m", "luatgandan", "restore", str(archive.resolve()), "--prove"]
            done = subprocess.run(command, env=environment, check=False)  # noqa: S603 - our own program
        if done.returncode:
            raise CommandError("Diễn tập KHÔNG ĐẠT.")
        self.stdout.write("Diễn tập đạt.")

    def newest(self) -> Path:
        stand = list(queries.archives(settings.BACKUPS).values())
        if not stand:
            raise CommandError(f"Chưa có bản sao lưu nào trong {settings.BACKUPS}. Chạy: luatgandan backup")
        return stand[-1]


@contextmanager
def trial_database() -> Iterator[dict[str, str]]:
    """What the environment says of a database for the drill: on PostgreSQL an empty one that goes afterwards."""
    if connection.vendor == "sqlite":
        yield {}
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DRILL}")
        cursor.execute(f"CREATE DATABASE {DRILL}")
    try:
        yield {"LUATGANDAN_DATABASE_NAME": DRILL}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DRILL}")
