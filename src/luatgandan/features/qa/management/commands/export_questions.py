"""`luatgandan export_questions FILE`: all published answers as open data, without personal data."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.features.qa.queries.opendata import FORMATS, open_answers, whole_export


class Command(BaseCommand):
    help = "Ghi mọi hỏi đáp đã công khai ra tệp .csv hoặc .json, không có dữ liệu cá nhân."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .csv hoặc .json")

    def handle(self, *args: Any, **options: Any) -> None:
        path, day = options["file"], timezone.localdate()
        wanted = FORMATS.get(path.suffix.lower().removeprefix("."))
        if wanted is None:
            raise CommandError(f"Không ghi được tệp {path.name}. Chọn tên có đuôi: {', '.join(FORMATS)}.")
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(wanted.pieces(whole_export(on=day)))
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {path}: {error.strerror}") from error
        self.stdout.write(f"Đã ghi {open_answers(on=day).count()} hỏi đáp vào {path}.")
