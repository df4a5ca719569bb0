"""`luatgandan export_items FILE --format qti`: questions of the bank of a unit as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.features.questionbank.formats.files import FORMATS
from luatgandan.features.questionbank.models import Item
from luatgandan.features.questionbank.services import export_items


class Command(BaseCommand):
    help = "Xuất câu hỏi trong ngân hàng của một đơn vị ra tệp. Tệp có đáp án: hãy giữ kín."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp sẽ ghi")
        parser.add_argument("--format", choices=FORMATS, default="json", help="định dạng")
        parser.add_argument("--organisation", default=settings.ROOT_ORGANISATION, help="mã đơn vị có ngân hàng")
        parser.add_argument("--approved", action="store_true", help="chỉ bản đã duyệt")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Item.objects.of_units({options["organisation"]})
        rows = rows.usable() if options["approved"] else rows
        count = rows.count()
        if not count:
            raise CommandError(f"Ngân hàng của đơn vị {options['organisation']} chưa có câu hỏi nào.")
        try:
            with options["file"].open("wb") as file:
                export_items(
                    rows=rows, format_=FORMATS[options["format"]], file=file, by=None, at=timezone.now(),
                    only_approved=options["approved"],
                )  # fmt: skip
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {error.filename}: {error.strerror}") from error
        self.stdout.write(f"Đã xuất {count} câu hỏi. {FORMATS[options['format']].leaves_out}".strip())
