"""The real portal for the journeys: prepared in a folder of its own, served by gunicorn as `luatgandan demo` does."""

import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from subprocess import PIPE
from typing import Any

from luatgandan.foundation.modules.queries import FRESH_SECONDS

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
OURS = """
import json
from wagtail.models import Site
from luatgandan.foundation.accounts.queries import demo_accounts
site = Site.objects.get()
site.port = {port}
site.save()
print(json.dumps(demo_accounts()))
"""
"""Makes a copied portal known at its port; who may sign in."""


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, port: int, **values: str) -> dict[str, str]:
    """What the portal is told: nothing of the caller's own LUATGANDAN settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LUATGANDAN_")}
    ours = {"HOME": str(home), "SITE_URL": f"http://localhost:{port}", **values}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "luatgandan.config.settings.dev",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "default",
        **{f"LUATGANDAN_{name}": value for name, value in ours.items()},
    }


@dataclass
class Server:
    """One running portal. `accounts` maps the name of a role to (login, password)."""

    home: Path
    port: int
    env: dict[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    errands: "subprocess.Popen[str] | None" = None
    accounts: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def command(self, *arguments: str) -> str:
        """Run one management command in the portal's folder; its output. Raises AssertionError with what it said."""
        if not self.errands:
            command = [sys.executable, "-m", "tests.journeys.errands"]
            self.errands = subprocess.Popen(command, env=self.env, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)
        assert self.errands.stdin
        assert self.errands.stdout
        self.errands.stdin.write(json.dumps(arguments) + "\n")
        self.errands.stdin.flush()
        status, said = json.loads(self.errands.stdout.readline())
        assert status == 0, said
        return str(said)

    def ask(self, code: str) -> Any:
        """What a line of Python in the portal's shell prints as JSON."""
        return json.loads(self.command("shell", "--verbosity", "0", "--command", code).strip().splitlines()[-1])

    def hear(self) -> None:
        """Wait until the running portal has seen what an errand changed."""
        time.sleep(FRESH_SECONDS + 0.1)

    def start(self) -> None:
        serve = ["--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", "8", "--worker-class", "gthread"]
        serve += ["--limit-request-line", "0"]
        quiet = ["--log-level", "warning", "--no-control-socket"]
        command = [sys.executable, "-m", "gunicorn", "luatgandan.config.wsgi", *serve, *quiet]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/robots.txt", timeout=5).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
            else:
                return
        raise AssertionError("The portal did not start:\n" + self.said())

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=15)
        if self.errands:
            self.errands.communicate(timeout=15)  # its input ends, and so does it

    def said(self) -> str:
        """All that the portal wrote to its terminal, messages to people included."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def paths(self) -> list[str]:
        """All addresses of sitemap.xml, without scheme and host."""
        with urllib.request.urlopen(f"{self.url}/sitemap.xml", timeout=30) as response:
            return re.findall(rf"<loc>{re.escape(self.url)}([^<]+)</loc>", response.read().decode())


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Of all processes that come here with this folder one goes on, the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def portal(home: Path, port: int, **values: str) -> Server:
    """A portal in `home` that is told `values`; nothing is started."""
    env = environment(home, port, **values)
    return Server(home=home, port=port, env=env, log=home / f"{port}.log")


def prepared(home: Path, model: Path) -> Server:
    """A portal with the starter content, ready to start: a copy of the one in `model`, made anew when code changed."""
    with alone(model):
        first = portal(model, port=80)
        first.command("prepare")
        first.stop()
        shutil.copytree(model, home, dirs_exist_ok=True)
    server = portal(home, free_port())
    accounts = server.ask(OURS.format(port=server.port))
    server.accounts = {role: (login, password) for role, login, password in accounts}
    return server


def strict(server: Server) -> Server:
    """A second door to the same portal, where staff need a second factor as in a province."""
    return replace(portal(server.home, free_port(), STAFF_SECOND_FACTOR="1"), accounts=server.accounts)
