"""`luatgandan demo`: prepare everything, then serve the portal with one worker on this machine."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from luatgandan.foundation.modules.registry import DemoAccount, offers

WAIT_SECONDS = 120
END_SECONDS = 10


class Command(BaseCommand):
    help = "Chạy thử trên máy này: chuẩn bị, mở cổng thông tin và một tiến trình nền. Dừng bằng Ctrl+C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Địa chỉ lắng nghe (mặc định: chỉ máy này).")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("prepare", stdout=self.stdout)
        address = f"http://{options['host']}:{options['port']}/"
        children = [self.start(*self.web(options)), self.start("-m", "luatgandan", "run_worker")]
        try:
            self.wait_for(address, children[0])
            self.welcome(address)
            self.watch(children)
        except KeyboardInterrupt:
            self.stdout.write("\nĐang dừng…")
        finally:
            for child in children:
                child.terminate()
            for child in children:
                self.end(child)

    def web(self, options: dict[str, Any]) -> list[str]:
        bind = f"{options['host']}:{options['port']}"
        threads = str(options["threads"])
        serve = ["--bind", bind, "--workers", "1", "--threads", threads, "--worker-class", "gthread"]
        serve += ["--limit-request-line", "0"]  # a long story is asked in one address; gunicorn itself ends at 1 MB
        quiet = ["--log-level", "warning", "--no-control-socket"]
        return ["-m", "gunicorn", "luatgandan.config.wsgi", *serve, *quiet]

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, *arguments])  # noqa: S603 - our own program

    def end(self, child: "subprocess.Popen[bytes]") -> None:
        """Let it finish what it does, but not for ever."""
        try:
            child.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()

    def wait_for(self, address: str, web: "subprocess.Popen[bytes]") -> None:
        """Until the home page answers, or say why it does not."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            if web.poll() is not None:
                raise SystemExit(
                    "Máy chủ không mở được; có thể cổng đang bận. Thử lại với: luatgandan demo --port 8001"
                )
            try:
                urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise SystemExit(f"Sau {WAIT_SECONDS} giây máy chủ chưa trả lời. Xem lỗi ở trên.")

    def welcome(self, address: str) -> None:
        self.stdout.write(f"\n  Luật Gần Dân đang chạy:  {address}")
        self.stdout.write(f"  Bàn làm việc:            {address}quan-tri/")
        for source in offers(DemoAccount):
            for role, login, password in source.accounts():
                self.stdout.write(f"    {role:<22} {login:<28} {password}")
        self.stdout.write("\n  Dừng: Ctrl+C\n")
        self.stdout.flush()

    def watch(self, children: "list[subprocess.Popen[bytes]]") -> None:
        """Stay until one of the processes ends or somebody stops us."""
        signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        raise SystemExit("Một tiến trình đã dừng bất ngờ. Xem lỗi ở trên.")
