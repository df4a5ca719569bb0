"""How long the first preparation and the second start take, and how much a prepared database saves."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .pages import free_port, say, wait_for


def run() -> dict[str, object]:
    """Seconds of `prepare` with migrations and with a prepared database; of a start with nothing left to prepare."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder:
        home = Path(folder)
        first = prepare(home)
        (home / "luatgandan.sqlite3").unlink()
        copied = prepare(home)
        again = start(home)
    return {"first_seconds": first, "with_prepared_database_seconds": copied, "second_start_seconds": again}


def prepare(home: Path) -> float:
    """One run of the command in a process of its own."""
    environment = {**os.environ, "LUATGANDAN_HOME": str(home)}
    started = time.perf_counter()
    command = [sys.executable, "-m", "luatgandan", "prepare"]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds = round(time.perf_counter() - started, 1)
    say(f"  prepare: {seconds} s")
    return seconds


def start(home: Path) -> float:
    """From the command that `make run` gives until the home page is there."""
    port = free_port()
    started = time.perf_counter()
    command = [sys.executable, "-m", "luatgandan", "demo", "--port", str(port)]
    portal = subprocess.Popen(command, env={**os.environ, "LUATGANDAN_HOME": str(home)}, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        seconds = round(time.perf_counter() - started, 1)
    finally:
        portal.terminate()
        portal.wait(timeout=20)
    say(f"  demo: {seconds} s")
    return seconds
