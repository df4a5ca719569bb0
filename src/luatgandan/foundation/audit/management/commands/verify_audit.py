"""`luatgandan verify_audit`: is the log whole?"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from luatgandan.foundation.audit import queries

STEP = 5_000


class Command(BaseCommand):
    help = (
        "Kiểm tra chuỗi nhật ký: từng mục, từng mối nối, phần cuối. Với --head TỆP: so với các mốc đã lưu trong tệp, "
        "rồi ghi thêm mốc mới (cất tệp ở máy khác). Mã thoát 1 khi có mục hỏng."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", type=Path, metavar="TỆP", help="tệp lưu các mốc (JSON từng dòng)")

    def handle(self, *args: Any, head: Path | None, **options: Any) -> None:
        checkpoints = queries.read_checkpoints(head) if head else []
        self.total = queries.entry_count()
        result = queries.verify_chain(checkpoints=checkpoints, progress=self.show)
        if result.broken_at is not None:
            raise CommandError(f"HỎNG tại mục {result.broken_at}: {result.reason}.", returncode=1)
        if head:
            line = {"sequence": result.head.sequence, "hash": result.head.hash, "at": timezone.now().isoformat()}
            with head.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        self.stdout.write(f"Nhật ký nguyên vẹn: {result.checked} mục, mã băm cuối {result.head.hash[:16]}.")

    def show(self, done: int) -> None:
        if done % STEP == 0:
            self.stdout.write(f"  đã kiểm tra {done}/{self.total}")
            self.stdout.flush()
