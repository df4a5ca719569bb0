"""`luatgandan harvest [ADDRESS]`: take over now what other houses share."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.backends.repositories import RepositoryError
from luatgandan.features.opendata.services import Tally, harvest

SHOWN = 20


class Command(BaseCommand):
    help = "Lấy văn bản từ kho chung qua OAI-PMH: lần đầu lấy tất cả, lần sau chỉ lấy phần đã đổi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", nargs="?", help="địa chỉ OAI-PMH; để trống thì theo LUATGANDAN_HARVEST_FROM")
        parser.add_argument("--all", action="store_true", help="lấy lại tất cả, không chỉ phần đã đổi")

    def handle(self, *args: Any, **options: Any) -> None:
        urls = [options["url"]] if options["url"] else settings.HARVEST_FROM
        if not urls:
            raise CommandError("Chưa biết lấy từ đâu: hãy ghi địa chỉ, hoặc đặt LUATGANDAN_HARVEST_FROM.")
        for url in urls:
            self.visit(url, is_whole=options["all"])

    def visit(self, url: str, *, is_whole: bool) -> None:
        """Harvest one house, telling how far it is."""
        try:
            tally = harvest(url=url, at=timezone.now(), is_whole=is_whole, progress=self.show)
        except ValueError:
            raise CommandError(f"{url}: cần địa chỉ https://, hoặc http:// trên máy này.") from None
        except RepositoryError as problem:
            later = " Phần đã lấy được giữ lại; hãy chạy lại sau." if problem.is_temporary else ""
            raise CommandError(f"{url} không trả lời đúng ({problem}).{later}") from None
        for line in tally.bad[:SHOWN]:
            self.stdout.write(f"  không dùng được: {line}")
        self.stdout.write(
            f"{url}: {tally.new} văn bản mới hoặc đổi, {tally.same} như cũ, {tally.gone} không còn công bố, "
            f"{len(tally.bad)} không dùng được."
        )

    def show(self, tally: Tally) -> None:
        done = tally.new + tally.same + tally.gone + len(tally.bad)
        self.stdout.write(f"  {done}/{tally.total or '?'}", ending="\r" if self.stdout.isatty() else "\n")
