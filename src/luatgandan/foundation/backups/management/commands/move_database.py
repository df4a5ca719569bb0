"""`luatgandan move_database`: from one small machine's SQLite to PostgreSQL."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from luatgandan.foundation.backups import rules, services


class Command(BaseCommand):
    help = "Chép mọi dữ liệu từ tệp SQLite sang PostgreSQL đã khai trong thiết lập; đếm và băm từng bảng ở hai bên."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from", dest="source", type=Path, default=settings.HOME / "luatgandan.sqlite3", help="Tệp SQLite."
        )
        parser.add_argument("--force", action="store_true", help="Cả khi tệp nguồn đang mở ở nơi khác.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            moved = services.move_database(source=options["source"], is_forced=options["force"], tell=self.tell)
        except rules.BackupError as error:
            raise CommandError(str(error)) from error
        rows, tables = sum(moved.rows.values()), len(moved.rows)
        self.stdout.write(f"{tables} bảng, {rows} dòng: số dòng và mã băm khớp ở hai bên.")
        self.stdout.write(f"Xong sau {time.monotonic() - started:.0f} giây. Tệp SQLite vẫn nguyên.")
        self.stdout.write("Chạy tiếp với thiết lập mới: luatgandan search_index check --repair")

    def tell(self, table: str, rows: int, of: int) -> None:
        self.stdout.write(f"  {table}: {rows}/{of}")
        self.stdout.flush()
