"""`luatgandan build_assets`: style sheet, script, fonts and translations, built only where a source changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from luatgandan.foundation.ui import services


class Command(BaseCommand):
    help = "Dựng kiểu dáng, mã giao diện, phông chữ và bản dịch; bỏ qua những gì không đổi."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="Dựng lại tất cả.")

    def handle(self, *args: Any, **options: Any) -> None:
        say = self.stdout.write if options["verbosity"] else lambda text: None
        built = services.build_assets(say=say, force=options["force"])
        say("Đã dựng: " + ", ".join(built) if built else "Không có gì thay đổi.")
