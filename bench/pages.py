"""Anonymous home, topic, question and search pages beside a plain Wagtail start project, in the same run."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROUNDS, SECONDS, CONNECTIONS = 5, 2.0, 8
OUR_WSGI = "luatgandan.config.wsgi"
WORDS = "ly+hon"
OURS = {
    "home": "/",
    "topic": "/chu-de/dat-dai-nha-o/",
    "question": "/chu-de/dat-dai-nha-o/mua-dat-giay-tay/",
    "search": f"/tim-kiem/?q={WORDS}",
}
# What `wagtail start` makes finds nothing at all; "search_found" is its search over titles of all ours can find.
PLAIN = {"home": "/", "search": "/search/?query=home", "search_found": f"/search/?query={WORDS}"}
TITLES = """
import json, sys
from luatgandan.foundation.modules.registry import SearchSource, offers
json.dump([item.title for source in offers(SearchSource) for item in source.items()], sys.stdout)
"""
PAGES = """
import json, sys
from django.db import transaction
from home.models import HomePage
with transaction.atomic():
    home = HomePage.objects.get()
    for number, title in enumerate(json.load(sys.stdin)):
        home.add_child(instance=HomePage(title=title[:255], slug=f"page-{number}"))
"""
PLAIN_SETTINGS = """
from .base import *
DEBUG = False
SECRET_KEY = "only-for-a-benchmark-only-for-a-benchmark"
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""


def run() -> dict[str, object]:
    """Requests per second, p95 and CPU per request: ours without and with the page cache, and the plain project.

    All three servers stand at once and are asked in turn, round after round; medians are reported, so that other work
    on the machine weighs on all alike.
    """
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder, ExitStack() as servers:
        environment = our_environment(Path(folder))
        plain = servers.enter_context(served(*plain_project(Path(folder), titles(environment))))
        ours = [
            servers.enter_context(served(OUR_WSGI, {**environment, "LUATGANDAN_PAGE_CACHE_SECONDS": seconds}))
            for seconds in ("0", "600")
        ]
        targets = {"plain": (plain, PLAIN), "ours": (ours[0], OURS), "ours_cached": (ours[1], OURS)}
        results = rounds(targets)
    return {**results, "compared": compared(**results)}


def rounds(targets: dict[str, tuple["Server", dict[str, str]]]) -> dict[str, dict[str, dict[str, float]]]:
    """The median of all rounds for each server and page; the first visit of each page is not counted."""
    seen: dict[str, dict[str, list[dict[str, float]]]] = {name: {} for name in targets}
    for number in range(ROUNDS + 1):
        say(f"  lượt {number}/{ROUNDS}")
        for name, (server, paths) in targets.items():
            for page, path in paths.items():
                measured = load(server, path)
                if number:
                    seen[name].setdefault(page, []).append(measured)
    return {
        name: {page: {key: median(one[key] for one in all_) for key in all_[0]} for page, all_ in pages.items()}
        for name, pages in seen.items()
    }


def compared(
    plain: dict[str, dict], ours: dict[str, dict], ours_cached: dict[str, dict]
) -> dict[str, dict[str, float]]:
    """Ours as a share of the plain project; topic and question beside its home page, search beside both its own."""
    rows = {}
    for name in OURS:
        base, own, stored = plain["search" if name == "search" else "home"], ours[name], ours_cached[name]
        rows[name] = {
            "requests_of_plain": round(own["requests_per_second"] / base["requests_per_second"], 2),
            "cpu_of_plain": round(own["cpu_ms"] / base["cpu_ms"], 2),
            "cached_requests_of_plain": round(stored["requests_per_second"] / base["requests_per_second"], 1),
        }
    found = plain["search_found"]["requests_per_second"]
    rows["search"]["requests_of_plain_that_finds"] = round(ours["search"]["requests_per_second"] / found, 2)
    return rows


def titles(environment: dict[str, str]) -> bytes:
    """Titles of all that our search can find, as JSON."""
    command = [sys.executable, "-m", "luatgandan", "shell", "--no-imports", "--command", TITLES]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout


def plain_project(folder: Path, titles: bytes) -> tuple[str, dict[str, str]]:
    """What `wagtail start` makes, migrated, with a page of each title, which its search finds."""
    say("dự án Wagtail trống")
    subprocess.run([sys.executable, "-m", "wagtail.bin.wagtail", "start", "plain", str(make(folder / "plain"))],
                   check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    (folder / "plain" / "plain" / "settings" / "bench.py").write_text(PLAIN_SETTINGS)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "plain.settings.bench", "PYTHONPATH": str(folder / "plain")}
    for act in (["migrate", "--verbosity", "0"], ["shell", "--command", PAGES]):
        subprocess.run([sys.executable, "manage.py", *act], cwd=folder / "plain", env=environment, check=True,
                       input=titles, stdout=subprocess.DEVNULL)  # fmt: skip
    return "plain.wsgi", environment


def our_environment(folder: Path) -> dict[str, str]:
    """Our portal with its starter content in a home of its own."""
    say("Luật Gần Dân")
    environment = {**os.environ, "LUATGANDAN_HOME": str(folder / "home"), "LUATGANDAN_DEBUG": "0",
                   "DJANGO_SETTINGS_MODULE": "luatgandan.config.settings.dev"}  # fmt: skip
    subprocess.run([sys.executable, "-m", "luatgandan", "prepare"], env=environment, check=True, stdout=sys.stderr)
    return environment


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """CPU time of its workers so far, from the kernel's process table."""
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        ticks = [Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split()[11:13] for worker in workers]
        return sum(int(user) + int(system) for user, system in ticks) / os.sysconf("SC_CLK_TCK")


def load(server: Server, *paths: str) -> dict[str, float]:
    """One measurement from another process; of several addresses one after another."""
    before = server.cpu_seconds()
    asked = ["127.0.0.1", str(server.port), str(SECONDS), str(CONNECTIONS), *paths]
    command = [sys.executable, "-m", "bench.load_pages", *asked]
    outcome = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(outcome.stdout)
    requests = result["requests_per_second"] * SECONDS
    return {**result, "cpu_ms": round((server.cpu_seconds() - before) * 1000 / max(1, requests), 2)}


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[Server]:
    """The application on a free port; ended by its own process afterwards."""
    port = free_port()
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--worker-class", "gthread",
               "--keep-alive", "30", "--limit-request-line", "0", "--log-level", "error",
               "--no-control-socket"]  # fmt: skip
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", application, *options], env=environment)
    try:
        wait_for(port)
        yield Server(port=port, pid=server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def make(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def say(text: str) -> None:
    """Progress on standard error, so that standard output is only the result."""
    print(text, file=sys.stderr, flush=True)
