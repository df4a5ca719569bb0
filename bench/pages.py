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
from contextlib import contextmanager
from pathlib import Path

SECONDS, CONNECTIONS, WARM_UP = 6, 8, 1.5
OURS = {
    "home": "/",
    "topic": "/chu-de/dat-dai-nha-o/",
    "question": "/chu-de/dat-dai-nha-o/mua-dat-giay-tay/",
    "search": "/tim-kiem/?q=ly+hon",
}
PLAIN = {"home": "/", "search": "/search/?query=home"}
PLAIN_SETTINGS = """
from .base import *
DEBUG = False
SECRET_KEY = "only-for-a-benchmark-only-for-a-benchmark"
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""


def run() -> dict[str, object]:
    """Requests per second and p95 for ours without and with the page cache, and for the plain project."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder:
        plain = measured(PLAIN, *plain_project(Path(folder)))
        environment = our_environment(Path(folder))
        uncached = measured(OURS, "luatgandan.config.wsgi", {**environment, "LUATGANDAN_PAGE_CACHE_SECONDS": "0"})
        cached = measured(OURS, "luatgandan.config.wsgi", {**environment, "LUATGANDAN_PAGE_CACHE_SECONDS": "600"})
    return {"plain": plain, "ours": uncached, "ours_cached": cached, "compared": compared(plain, uncached, cached)}


def compared(plain: dict[str, dict], uncached: dict[str, dict], cached: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Ours as a share of the plain project's requests per second; topic and question stand beside its home page."""
    rows = {}
    for name in OURS:
        base = plain["search" if name == "search" else "home"]["requests_per_second"]
        own, stored = uncached[name]["requests_per_second"], cached[name]["requests_per_second"]
        rows[name] = {"uncached_of_plain": round(own / base, 2), "cached_of_plain": round(stored / base, 2),
                      "cached_of_uncached": round(stored / own, 2)}  # fmt: skip
    return rows


def plain_project(folder: Path) -> tuple[str, dict[str, str]]:
    """What `wagtail start` makes, migrated."""
    say("dự án Wagtail trống")
    subprocess.run([sys.executable, "-m", "wagtail.bin.wagtail", "start", "plain", str(make(folder / "plain"))],
                   check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    (folder / "plain" / "plain" / "settings" / "bench.py").write_text(PLAIN_SETTINGS)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "plain.settings.bench", "PYTHONPATH": str(folder / "plain")}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=folder / "plain",
                   env=environment, check=True)  # fmt: skip
    return "plain.wsgi", environment


def our_environment(folder: Path) -> dict[str, str]:
    """Our portal with its starter content in a home of its own."""
    say("Luật Gần Dân")
    environment = {**os.environ, "LUATGANDAN_HOME": str(folder / "home"), "LUATGANDAN_DEBUG": "0",
                   "DJANGO_SETTINGS_MODULE": "luatgandan.config.settings.dev"}  # fmt: skip
    subprocess.run([sys.executable, "-m", "luatgandan", "prepare"], env=environment, check=True, stdout=sys.stderr)
    return environment


def measured(paths: dict[str, str], application: str, environment: dict[str, str]) -> dict[str, dict[str, float]]:
    """Each path under gunicorn with two workers, load from another process."""
    with served(application, environment) as port:
        return {name: load(port, path) for name, path in paths.items()}


def load(port: int, path: str) -> dict[str, float]:
    """One measurement after a short warm-up."""
    for seconds in (WARM_UP, SECONDS):
        command = [sys.executable, "-m", "bench.load", "127.0.0.1", str(port), path, str(seconds), str(CONNECTIONS)]
        outcome = subprocess.run(command, check=True, capture_output=True, text=True)
    result = json.loads(outcome.stdout)
    say(f"  {path}: {result['requests_per_second']} /s, p95 {result['p95_ms']} ms")
    return result


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[int]:
    """The application on a free port; ended by its own process afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--worker-class", "gthread",
               "--keep-alive", "30", "--log-level", "error", "--no-control-socket"]  # fmt: skip
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", application, *options], env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(port: int) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + 40
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
