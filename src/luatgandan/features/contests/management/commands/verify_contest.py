"""`luatgandan verify_contest FILE`: compute a contest again from its export and say what does not fit."""

import gzip
import zlib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...proving import verify

MOST_TOLD = 100
COMPARE = gettext_lazy(
    "Tệp không tự chứng minh được những điều này, hãy so với trang công bố: mã niêm phong (hoặc dùng --commitment), "
    "giờ niêm phong, giờ mở, giờ đóng và các lần lùi, câu bị hủy, các sự cố, danh sách chung kết ở trang cuộc thi; mã "
    "các biên nhận (hoặc dùng --receipts) và số người ở bảng xếp hạng."
)


class Command(BaseCommand):
    """Needs no database: only the file."""

    help = "Kiểm tra tệp công bố của cuộc thi: niêm phong, đề, điểm, biên nhận, câu dự đoán, thứ hạng."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and what was published."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--commitment", action="append", default=[], metavar="HASH",
            help="Mã niêm phong đã công bố của một vòng, để so với tệp; nhiều vòng thì ghi nhiều lần.",
        )  # fmt: skip
        parser.add_argument(
            "--receipts", action="append", default=[], metavar="HASH",
            help="Mã các biên nhận ghi ở bảng xếp hạng của một vòng, để so với tệp; nhiều vòng thì ghi nhiều lần.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when anything does not fit."""
        try:
            opened = gzip.open if options["file"].suffix == ".gz" else open
            with opened(options["file"], "rt", encoding="utf-8") as lines:
                verdict = verify(lines, commitments=options["commitment"], receipts=options["receipts"])
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            raise CommandError(_("Không đọc được tệp %s.") % options["file"]) from error
        looked_at = {"rounds": verdict.rounds, "attempts": verdict.attempts}
        self.stdout.write(_("Đã tính lại %(rounds)d vòng thi, %(attempts)d lượt thi.") % looked_at)
        for seal in verdict.seals:
            self.stdout.write(f"{seal}.")
        self.stdout.write(str(COMPARE))
        for finding in verdict.findings[:MOST_TOLD]:
            self.stdout.write(f"✗ {finding}")
        if verdict.findings:
            raise CommandError(_("Có %d điểm không khớp.") % len(verdict.findings))
        self.stdout.write(self.style.SUCCESS(_("Mọi thứ đều khớp.")))
