"""`luatgandan import_items FILE`: questions of a file become drafts in the bank of a unit, row by row."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.features.questionbank.formats.rows import ItemFileError
from luatgandan.features.questionbank.services import Plan, RowState, import_items, plan_import
from luatgandan.foundation.organisations.models import Organisation

STATES = {RowState.NEW: "thêm", RowState.KNOWN: "đã có", RowState.REFUSED: "không nhập"}


class Command(BaseCommand):
    help = "Nhập câu hỏi (.xlsx, .docx, .gift, .xml, .zip, .json, .jsonl) thành bản thảo của một đơn vị."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp câu hỏi")
        parser.add_argument("--key", type=Path, help="tệp đáp án, khi đáp án ở tệp riêng")
        parser.add_argument("--organisation", default=settings.ROOT_ORGANISATION, help="mã đơn vị có ngân hàng")
        parser.add_argument("--dry-run", action="store_true", help="chỉ báo cáo, không ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(code=options["organisation"], valid_to=None).first()
        if organisation is None:
            raise CommandError(f"Không có đơn vị đang hoạt động mã {options['organisation']}.")
        key = options["key"]
        try:
            plan = plan_import(
                content=options["file"].read_bytes(), name=options["file"].name, organisation=organisation,
                key=(key.read_bytes(), key.name) if key else None,
            )  # fmt: skip
        except OSError as error:
            raise CommandError(f"Không mở được tệp {error.filename}: {error.strerror}") from error
        except ItemFileError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.tell(plan)
        if options["dry_run"]:
            self.stdout.write("Chạy thử: chưa ghi gì.")
            return
        count = import_items(plan=plan, organisation=organisation, by=None, at=timezone.now())
        self.stdout.write(f"Đã nhập {count} bản thảo.")

    def tell(self, plan: Plan) -> None:
        for row in plan.rows:
            if row.told:
                self.stdout.write(f"  {row.number}: {STATES[row.state]}. {row.told} {row.stem[:60]}")
        self.stdout.write(", ".join(f"{told} {plan.counts[state]}" for state, told in STATES.items()) + ".")
