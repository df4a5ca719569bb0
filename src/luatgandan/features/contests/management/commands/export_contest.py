"""`luatgandan export_contest SLUG FILE`: everything by which a contest can be checked, after its keys are public."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Contest
from ...queries.proof import proof_lines


class Command(BaseCommand):
    """Only revealed rounds; people stand in the file by their codes."""

    help = "Xuất cuộc thi để ai cũng kiểm tra được (sau khi công bố đáp án); người dự thi chỉ có mã."

    def add_arguments(self, parser: CommandParser) -> None:
        """The contest and the file."""
        parser.add_argument("slug")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file line by line."""
        contest = Contest.objects.filter(slug=options["slug"]).first()
        if contest is None:
            raise CommandError(_("Không có cuộc thi %s.") % options["slug"])
        if not contest.rounds.filter(revealed_at__isnull=False).exists():
            raise CommandError(_("Chưa vòng nào công bố đáp án, nên chưa xuất được."))
        if contest.rounds.filter(revealed_at__isnull=False, stale_since__isnull=False).exists():
            raise CommandError(_("Thứ hạng đang được tính lại. Hãy xuất lại sau khi tính xong."))
        with options["file"].open("w", encoding="utf-8", newline="\n") as file:
            count = sum(1 for line in proof_lines(contest, at=timezone.now()) if file.write(f"{line}\n"))
        self.stdout.write(
            self.style.SUCCESS(_("Đã ghi %(count)d dòng vào %(file)s.") % {"count": count, "file": options["file"]})
        )
