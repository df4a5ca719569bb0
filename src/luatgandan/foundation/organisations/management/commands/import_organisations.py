"""`luatgandan import_organisations FILE`: organisations and headcounts from a spreadsheet, checked row by row."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.foundation.organisations import services, spreadsheet

SHOWN = 50


class Command(BaseCommand):
    help = "Nhập cơ quan, đơn vị và số người từ tệp .xlsx. --dry-run chỉ kiểm tra, không ghi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .xlsx")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")
        parser.add_argument("--report", type=Path, help="ghi kết quả từng dòng vào tệp .xlsx này")
        parser.add_argument("--skip-errors", action="store_true", help="bỏ qua dòng có lỗi, nhập các dòng còn lại")

    def handle(self, *args: Any, **options: Any) -> None:
        report = self.examine(options["file"])
        if options["report"]:
            options["report"].write_bytes(spreadsheet.report_workbook(report))
            self.say(f"Kết quả từng dòng: {options['report']}")
        counts = report.counts
        self.say(
            f"Thêm mới {counts['create']}, cập nhật {counts['update']}, "
            f"không đổi {counts['same']}, dòng có lỗi {counts['error']}."
        )
        if options["dry_run"]:
            self.say("Chạy thử: chưa ghi gì.")
            return
        try:
            done = services.apply_report(
                report=report,
                skip_errors=options["skip_errors"],
                source=options["file"].name,
                at=timezone.now(),
                actor=None,
                progress=lambda done, all_rows: self.show("ghi", done, all_rows),
            )
        except (services.NotAppliedError, services.TreeError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.say(f"Đã nhập: thêm {done.created}, cập nhật {done.updated}.")

    def examine(self, path: Path) -> spreadsheet.Report:
        """Read and check the file, telling what is being done and what was found."""
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"Không mở được tệp {path}: {error.strerror}") from error
        self.say(f"Đọc {path.name} ({len(content) / 1024:,.0f} KB)")
        try:
            sheet = spreadsheet.read_sheet(content)
            report = spreadsheet.check(
                sheet,
                today=timezone.localdate(),
                progress=lambda done, all_rows: self.show("kiểm tra", done, all_rows),
            )
        except spreadsheet.SheetError as refusal:
            raise CommandError(str(refusal)) from refusal
        for remark in report.remarks:
            self.say(remark)
        for row in report.talking[:SHOWN]:
            self.say(f"  dòng {row.number}: {row.result}")
        return report

    def show(self, what: str, done: int, all_rows: int) -> None:
        self.say(f"  {what}: {done}/{all_rows} dòng")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
