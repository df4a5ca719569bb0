"""`luatgandan prepare`: database, static files and starter content, ready to serve."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from luatgandan.foundation.modules import services


class Command(BaseCommand):
    requires_system_checks = ()  # only where there is something to do
    help = "Chuẩn bị cơ sở dữ liệu, tệp giao diện và nội dung ban đầu; chạy lại bao nhiêu lần cũng được."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="Làm lại mọi bước dù không có gì thay đổi.")

    def handle(self, *args: Any, **options: Any) -> None:
        if services.is_prepared() and not options["again"]:
            self.say("Mọi thứ đã sẵn sàng từ lần trước.")
            return
        self.check()
        started = time.monotonic()
        settings.HOME.mkdir(parents=True, exist_ok=True)
        self.say("1/3 Cơ sở dữ liệu")
        services.prepare_database(say=self.say)
        self.say("2/3 Giao diện: phông chữ, kiểu dáng, bản dịch")
        call_command("build_assets", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.say("3/3 Nội dung ban đầu")
        services.load_starter(say=self.say)
        services.mark_prepared()
        self.say(f"Xong sau {time.monotonic() - started:.1f} giây.")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
