"""How long the first and the second preparation take, and how much a prepared database saves."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .pages import say


def run() -> dict[str, object]:
    """Seconds of `prepare` with migrations, with a prepared database, and when nothing is left to do."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder:
        home = Path(folder)
        first = prepare(home)
        (home / "luatgandan.sqlite3").unlink()
        copied = prepare(home)
        again = prepare(home)
    return {"first_seconds": first, "with_prepared_database_seconds": copied, "nothing_to_do_seconds": again}


def prepare(home: Path) -> float:
    """One run of the command in a process of its own."""
    environment = {**os.environ, "LUATGANDAN_HOME": str(home)}
    started = time.perf_counter()
    command = [sys.executable, "-m", "luatgandan", "prepare"]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds = round(time.perf_counter() - started, 1)
    say(f"  prepare: {seconds} s")
    return seconds
