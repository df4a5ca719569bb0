"""`luatgandan apply_erasures`: after the database came back by other means than `luatgandan restore`."""

from typing import Any

from django.core.management.base import BaseCommand

from luatgandan.foundation.backups import services


class Command(BaseCommand):
    help = "Xóa lại dữ liệu cá nhân theo sổ xóa, sau khi cơ sở dữ liệu được khôi phục bằng công cụ khác."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Xóa lại: {services.apply_journal(services.journal_places())}.")
