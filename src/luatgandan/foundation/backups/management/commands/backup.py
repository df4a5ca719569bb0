"""`luatgandan backup`: everything a new machine needs but the secrets, sealed in one file."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.foundation.backups import rules, services
from luatgandan.lib.sealed import SealedFileError


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu, tệp tải lên và thiết lập (không có bí mật) vào một tệp được khóa."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BACKUPS, help="Thư mục đặt tệp sao lưu.")
        parser.add_argument("--keep-daily", type=int, default=7, help="Giữ bản mới nhất của mấy ngày gần đây.")
        parser.add_argument("--keep-weekly", type=int, default=5, help="Giữ bản mới nhất của mấy tuần gần đây.")

    def handle(self, *args: Any, **options: Any) -> None:
        started, folder = time.monotonic(), options["to"]
        try:
            made = services.make_backup(folder=folder, key=settings.BACKUP_KEY, at=timezone.now())
            services.keep_journal(beside=folder)
            gone = services.forget_old(folder=folder, daily=options["keep_daily"], weekly=options["keep_weekly"])
        except (SealedFileError, rules.BackupError, OSError) as error:
            raise CommandError(rules.words_for(error)) from error
        size = made.path.stat().st_size / 1e6
        self.stdout.write(
            f"{made.path}: {made.files} tệp, {made.rows} dòng, {size:.1f} MB, {time.monotonic() - started:.1f} giây."
        )
        for path in gone:
            self.stdout.write(f"Đã bỏ bản cũ: {path.name}")
