"""`luatgandan import_answers FILE`: answers that an office kept in a file become ready-made answers, row by row."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.features.qa.enums import Field
from luatgandan.features.qa.importing import ImportFileError, Plan, RowState
from luatgandan.features.qa.services.importing import import_answers, plan_import
from luatgandan.foundation.organisations.models import Organisation

STATES = {RowState.NEW: "thêm", RowState.KNOWN: "đã có", RowState.REFUSED: "không nhập"}


class Command(BaseCommand):
    help = "Nhập câu hỏi kèm trả lời (.xlsx, .docx, .txt, .jsonl) thành mẫu trả lời. Không có --write thì chỉ kiểm tra."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp cần nhập")
        parser.add_argument("--organisation", required=True, help="mã đơn vị chịu trách nhiệm")
        parser.add_argument("--field", choices=Field.values, default=Field.OTHER.value, help="lĩnh vực")
        parser.add_argument("--write", action="store_true", help="ghi các dòng thêm mới")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(code=options["organisation"], valid_to=None).first()
        if organisation is None:
            raise CommandError(f"Không có đơn vị đang hoạt động mã {options['organisation']}.")
        try:
            plan = plan_import(content=options["file"].read_bytes(), name=options["file"].name)
        except OSError as error:
            raise CommandError(f"Không mở được tệp {options['file']}: {error.strerror}") from error
        except ImportFileError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.tell(plan)
        if not options["write"]:
            self.stdout.write("Chạy thử: chưa ghi gì.")
            return
        field = Field(options["field"])
        count = import_answers(plan=plan, organisation=organisation, field=field, at=timezone.now(), by=None)
        self.stdout.write(f"Đã nhập {count} mẫu trả lời.")

    def tell(self, plan: Plan) -> None:
        for row in plan.rows:
            if row.remark:
                self.stdout.write(f"  dòng {row.number}: {STATES[row.state]}. {row.remark} {row.title[:60]}")
        self.stdout.write(", ".join(f"{told} {plan.counts[state]}" for state, told in STATES.items()) + ".")
