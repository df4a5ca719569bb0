"""`luatgandan restore`: put a backup back."""

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
    help = "Khôi phục từ một tệp sao lưu. Dừng cổng và tiến trình nền trước khi chạy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, help="Tệp sao lưu (.lgd).")
        parser.add_argument("--over", action="store_true", help="Thay dữ liệu đang có (dời sang thư mục bên cạnh).")
        parser.add_argument("--force", action="store_true", help="Cả khi cổng hoặc tiến trình nền còn mở dữ liệu.")
        parser.add_argument("--prove", action="store_true", help="Thử nhật ký, chỉ mục và đăng nhập sau khi khôi phục.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            done = services.restore_backup(
                path=options["archive"],
                key=settings.BACKUP_KEY,
                at=timezone.now(),
                is_over=options["over"],
                is_forced=options["force"],
                say=self.say,
            )
        except (SealedFileError, rules.BackupError, OSError) as error:
            raise CommandError(rules.words_for(error)) from error
        rows = sum(done.backup.rows.values())
        self.stdout.write(f"Bản sao lưu lúc {done.backup.made_at}: {done.backup.files} tệp, {rows} dòng khớp danh mục.")
        self.stdout.write(f"Xóa lại theo sổ xóa dữ liệu cá nhân: {done.erased_again}.")
        if done.kept:
            self.stdout.write(f"Dữ liệu trước đó nằm ở {done.kept}.")
        failed = self.prove() if options["prove"] else 0
        self.stdout.write(f"Xong sau {(time.monotonic() - started) / 60:.1f} phút.")
        if failed:
            raise CommandError(f"{failed} phép thử không đạt.")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def prove(self) -> int:
        failed = 0
        for name, problem in services.prove():
            self.stdout.write(f"  {'KHÔNG ĐẠT' if problem else 'đạt'}: {name}{f' ({problem})' if problem else ''}")
            failed += bool(problem)
        return failed
