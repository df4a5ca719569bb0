"""`luatgandan demo`: prepare everything, then serve the portal with one worker on this machine.

All is loaded once, here; who serves and who works is forked from this process, which opens nothing before.
"""

import os
import signal
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from gunicorn.app import wsgiapp

from luatgandan.foundation.modules import services
from luatgandan.foundation.modules.registry import DemoAccount, offers

WAIT_SECONDS = 120
END_SECONDS = 10
EVERYWHERE = ("127.0.0.1", "0.0.0.0", "::", "::1")  # noqa: S104 - names to be told apart, nothing is opened
ENDING = (signal.SIGTERM, signal.SIGHUP)  # as Ctrl+C
APPLICATION = "luatgandan.config.wsgi"


class Command(BaseCommand):
    requires_system_checks = ()  # `prepare` makes them, where there is something to prepare
    help = "Chạy thử trên máy này: chuẩn bị, mở cổng thông tin và một tiến trình nền. Dừng bằng Ctrl+C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Địa chỉ lắng nghe (mặc định: chỉ máy này).")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *args: Any, **options: Any) -> None:
        for number in ENDING:
            signal.signal(number, signal.default_int_handler)
        children: list[BaseProcess] = []
        name_site(options["host"], options["port"])
        try:
            if not services.is_prepared():
                call_command("prepare", stdout=self.stdout)
                begin_anew()
            import_module(APPLICATION)
            address = f"http://{options['host']}:{options['port']}/"
            children += [start(partial(serve, self.web(options))), start(work)]
            self.wait_for(address, children[0])
            self.welcome(address)
            self.watch(children)
        except KeyboardInterrupt:
            self.stdout.write("\nĐang dừng…")
        finally:
            end_all(children)

    def web(self, options: dict[str, Any]) -> list[str]:
        bind = f"{options['host']}:{options['port']}"
        threads = str(options["threads"])
        how = ["--bind", bind, "--workers", "1", "--threads", threads, "--worker-class", "gthread"]
        how += ["--limit-request-line", "0"]  # a long story is asked in one address; gunicorn itself ends at 1 MB
        return [APPLICATION, *how, "--log-level", "warning", "--no-control-socket"]

    def wait_for(self, address: str, web: BaseProcess) -> None:
        """Until the home page answers, or say why it does not."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            if not web.is_alive():
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

    def watch(self, children: list[BaseProcess]) -> None:
        """Stay until the web ends or somebody stops us; a worker that ended is started anew."""
        web, worker = children
        while web.is_alive():
            if not worker.is_alive():
                self.stdout.write("Tiến trình nền đã dừng bất ngờ, đang mở lại. Xem lỗi ở trên.")
                connections.close_all()  # none may be open in two processes
                children[1] = worker = start(work)
            time.sleep(0.5)
        raise SystemExit("Máy chủ đã dừng bất ngờ. Xem lỗi ở trên.")


def name_site(host: str, port: int) -> None:
    """Where nobody said how the portal is called, codes to scan and letters lead to where it listens."""
    if "LUATGANDAN_SITE_URL" not in os.environ:
        site = f"http://{'localhost' if host in EVERYWHERE else host}:{port}"
        settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = site
        settings.CSRF_TRUSTED_ORIGINS = [site]


def begin_anew() -> None:
    """This process from its beginning: it loaded before translations and other files were made."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "luatgandan", *sys.argv[1:]])  # noqa: S606 - our own program


def start(act: Callable[[], Any]) -> BaseProcess:
    """A process that does this."""
    child = get_context("fork").Process(target=apart, args=(act,))
    child.start()
    return child


def apart(act: Callable[[], Any]) -> None:
    """In a group of its own: Ctrl+C is for the first process alone, which tells the others to end."""
    os.setpgrp()
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    act()


def work() -> None:
    """What the command `run_worker` does."""
    call_command("run_worker")


def serve(arguments: list[str]) -> None:
    """What the command `gunicorn` does with these."""
    sys.argv[1:] = arguments
    wsgiapp.run()


def end_all(children: list[BaseProcess]) -> None:
    """Each is told, then waited for; whoever presses Ctrl+C again meanwhile breaks nothing off."""
    for number in (signal.SIGINT, *ENDING):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        end(child)


def end(child: BaseProcess) -> None:
    """Let it finish what it does, but not for ever."""
    child.join(END_SECONDS)
    if child.is_alive():
        child.kill()
