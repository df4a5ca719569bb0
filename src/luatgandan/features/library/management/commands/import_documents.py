"""`luatgandan import_documents PATH…`: files and exports of laws into the library, with progress and a report."""

import csv
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.features.library.enums import FileState
from luatgandan.features.library.services import folders
from luatgandan.features.library.services.importing import Outcome


class Command(BaseCommand):
    help = "Nhập văn bản từ tệp hoặc thư mục: DOCX, DOC, PDF, HTML, TXT, MD, JSON, JSONL(.xz). Chạy lại thì đi tiếp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="tệp hoặc thư mục")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc thử, không ghi gì")
        parser.add_argument("--report", type=Path, help="ghi kết quả từng tệp vào tệp .csv này")

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"Không thấy: {', '.join(missing)}. Hãy kiểm tra lại đường dẫn.")
        tasks = list(folders.files_in(options["paths"]))
        if not tasks:
            raise CommandError("Trong đó không có tệp nào nhập được.")
        self.started = monotonic()
        outcomes = [self.do(task, place, len(tasks), options["dry_run"]) for place, task in enumerate(tasks, start=1)]
        self.sum_up(outcomes, options["dry_run"])
        if options["report"]:
            write_report(options["report"], outcomes)
            self.stdout.write(f"Kết quả từng tệp: {options['report']}")

    def do(self, task: folders.Task, place: int, count: int, is_dry: bool) -> Outcome:
        """Import or examine one file, telling what is being done."""
        self.show(f"[{place}/{count}] {task.path.name}")
        if is_dry:
            return folders.examine_path(task=task)

        def progress(name: str, rows: int) -> None:
            speed = rows / max(monotonic() - self.started, 0.001)
            self.show(f"[{place}/{count}] {name}: {rows:,} dòng ({speed:,.0f}/giây)".replace(",", "."))

        outcome = folders.try_import(task=task, at=timezone.now(), by="import_documents", progress=progress)
        if outcome.state in (FileState.FAILED, FileState.TO_CHECK):
            self.stdout.write(f"\n  {outcome.name}: {outcome.message}")
        return outcome

    def show(self, text: str) -> None:
        """The progress line; written over itself on a terminal."""
        if self.stdout.isatty():
            self.stdout.write(f"\r\x1b[K{text[:110]}", ending="")
            self.stdout.flush()
        elif not text.endswith("/giây)"):
            self.stdout.write(text)

    def sum_up(self, outcomes: list[Outcome], is_dry: bool) -> None:
        counts = Counter(outcome.state for outcome in outcomes)
        told = ", ".join(f"{FileState(state).label.lower()} {count}" for state, count in sorted(counts.items()))
        units = sum(outcome.articles for outcome in outcomes)
        lead = "Đọc thử (chưa ghi gì)" if is_dry else "Xong"
        self.stdout.write(
            f"\n{lead}: {len(outcomes)} tệp ({told}); {units} điều; {monotonic() - self.started:.0f} giây."
        )


def write_report(path: Path, outcomes: list[Outcome]) -> None:
    """One line a file: name, state, what was found, the document's address."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["tệp", "tình trạng", "số điều", "văn bản", "địa chỉ", "ghi chú"])
        for one in outcomes:
            document = one.document
            writer.writerow(
                [
                    one.name,
                    FileState(one.state).label,
                    one.articles,
                    document.full_name if document else "",
                    document.get_absolute_url() if document else "",
                    one.message,
                ]
            )
