"""`luatgandan build_package`: a wheel with fonts, styles, translations and a prepared database inside."""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from luatgandan.foundation.modules import services


class Command(BaseCommand):
    help = "Đóng gói thành một tệp wheel chạy được ngay bằng lệnh luatgandan demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--target", default="dist", help="Thư mục đặt tệp wheel.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("1/3 Giao diện")
        call_command("build_assets", verbosity=0)
        self.stdout.write("2/3 Cơ sở dữ liệu chuẩn bị sẵn")
        self.prepare_empty_database()
        self.stdout.write("3/3 Wheel")
        target = Path(options["target"])
        command = [sys.executable, "-m", "pip", "wheel", ".", "--quiet", "--no-deps", "--no-build-isolation"]
        subprocess.run([*command, "--wheel-dir", str(target)], check=True)  # noqa: S603 - our own program
        for wheel in sorted(target.glob("luatgandan-*.whl")):
            self.stdout.write(f"{wheel} ({wheel.stat().st_size / 1_000_000:.1f} MB)")

    def prepare_empty_database(self) -> None:
        """Migrate an empty database elsewhere and keep it inside the package."""
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "LUATGANDAN_HOME": home}
            command = [sys.executable, "-m", "luatgandan", "migrate", "--verbosity", "0"]
            subprocess.run(command, env=environment, check=True)  # noqa: S603 - our own program
            services.keep_prepared(source=Path(home) / "luatgandan.sqlite3", target=services.PREPARED)
