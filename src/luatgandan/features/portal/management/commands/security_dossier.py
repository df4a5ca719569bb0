"""`luatgandan security_dossier`: the draft of a proposal of the security level, from what runs here."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from luatgandan.features.portal.queries.dossier import dossier
from luatgandan.features.portal.queries.dossier.controls import LACKING
from luatgandan.lib.legaltext.tree import Level
from luatgandan.lib.legaltext.writing import to_docx


class Command(BaseCommand):
    help = (
        "Lập bản nháp hồ sơ đề xuất cấp độ 3 (DOCX) từ cấu hình đang chạy: hệ thống, thành phần, phần mềm, "
        "cách đáp ứng từng nhóm yêu cầu. Không ghi khóa, mật khẩu. In ra những yêu cầu chưa đạt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=Path("ho-so-cap-do.docx"), metavar="TỆP", help="nơi ghi")

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        made = dossier(at=timezone.now())
        to.write_bytes(to_docx(made))
        rows = [row for node in made.walk() if node.level is Level.TABLE for row in node.rows]
        for _group, subject, _state, how in (row for row in rows if LACKING in row):
            self.stdout.write(f"{LACKING}: {subject}. {how.splitlines()[0]}")
        self.stdout.write(f"Đã ghi {to}")
