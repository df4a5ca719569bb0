"""Several machines on this one: `python -m bench nodes` (docs/deploy.md). PostgreSQL and an S3 server are shared.

Two machines serve and work, a third joins. Pages change; measured is when each machine finds the new words. A worker is
killed, the storage hangs for a while. At the end every copy of the index is compared with the database. What was not
found in time, or differs, stands under "broken", and the command ends with status 1.
"""

import json
import os
import secrets
import signal
import socket
import statistics
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
from typing import Any

import boto3

from .contest import our_environment_of, started, variables
from .pages import OUR_WSGI, Server, our_environment, say, served, wait_for
from .qa import inside

CHANGES, PATIENCE, HANG = 5, 90.0, 8.0
KEYS = {"aws_access_key_id": "k", "aws_secret_access_key": "s", "region_name": "us-east-1"}


@dataclass(kw_only=True)
class Machine:
    """One machine: its own folder, web server and worker."""

    environment: dict[str, str]
    server: Server
    worker: "subprocess.Popen[bytes]"
    joined: float  # seconds of `prepare`

    def finds(self, word: str) -> bool:
        """Whether its search has this word; a page that is not well has not."""
        address = f"http://127.0.0.1:{self.server.port}/api/v1/search?q={word}"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return word in answer.read().decode().lower()
        except (urllib.error.URLError, OSError):
            return False


def run() -> dict[str, object]:
    """Seconds until all machines find a change, on each kind of day; and what must never be."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder, ExitStack() as stack:
        home = Path(folder)
        storage = stack.enter_context(stored())
        stack.enter_context(variables({"LUATGANDAN_SEARCH": "shared", "LUATGANDAN_PAGE_CACHE_SECONDS": "0"}))
        machines = [joined(home / "one", stack, is_first=True), joined(home / "two", stack)]
        found: dict[str, Any] = {"quiet": changed(machines, CHANGES)}
        say("  a third machine joins")
        machines.append(joined(home / "three", stack))
        found["three"] = changed(machines, CHANGES)
        found["joining_seconds"] = [round(machine.joined, 1) for machine in machines]
        say("  a worker is killed")
        machines[0].worker.kill()
        found["worker_killed"] = changed(machines, 3)
        say("  the storage hangs")
        storage.send_signal(signal.SIGSTOP)
        hung = change(machines[0])
        time.sleep(HANG)
        found["served_while_hung"] = [machine.finds("lao") for machine in machines]
        storage.send_signal(signal.SIGCONT)
        wait = waited(machines, *hung)
        found["storage_hung"] = {"max_seconds": round(wait, 2), "lost": int(wait >= PATIENCE)}
        found["copies"] = [checked(machine) for machine in machines]
    return {**found, "broken": broken(found)}


def broken(found: dict[str, Any]) -> list[str]:
    """What must never be, in words."""
    days = ("quiet", "three", "worker_killed", "storage_hung")
    lost = [f"{day}: {found[day]['lost']} not found in {PATIENCE:.0f} s" for day in days if found[day]["lost"]]
    wrong = [f"copy {at}: {told}" for at, told in enumerate(found["copies"], 1) if not told["is_same"]]
    return lost + wrong + (["no search while the storage hung"] if not all(found["served_while_hung"]) else [])


@contextmanager
def stored() -> "Iterator[subprocess.Popen[bytes]]":
    """An S3 server with an empty bucket, told to the portals by their environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    names = {"URL": url, "KEY": "k", "SECRET": "s", "REGION": "us-east-1"}
    quietly = "import logging; logging.disable(); from moto.server import main; main()"
    command = [sys.executable, "-c", quietly, "-H", "127.0.0.1", "-p", str(port)]
    with (
        started(command, dict(os.environ)) as server,
        variables({f"LUATGANDAN_S3_{name}": value for name, value in names.items()}),
    ):
        wait_for(port)
        boto3.client("s3", endpoint_url=url, **KEYS).create_bucket(Bucket="luatgandan")
        yield server


def joined(home: Path, stack: ExitStack, *, is_first: bool = False) -> Machine:
    """A machine, prepared and running; the first one makes the database."""
    home.mkdir()
    begun = time.monotonic()
    environment = our_environment_of(home, "postgresql", stack) if is_first else our_environment(home)
    seconds = time.monotonic() - begun
    worker = stack.enter_context(started([sys.executable, "-m", "luatgandan", "run_worker"], environment))
    server = stack.enter_context(served(OUR_WSGI, environment))
    return Machine(environment=environment, server=server, worker=worker, joined=seconds)


def changed(machines: list[Machine], count: int) -> dict[str, float]:
    """Seconds until the last of the machines finds what changed: the median and the longest of some changes."""
    waits = [waited(machines, *change(machines[0])) for _ in range(count)]
    lost = sum(wait >= PATIENCE for wait in waits)
    return {"median_seconds": round(statistics.median(waits), 2), "max_seconds": round(max(waits), 2), "lost": lost}


def change(machine: Machine) -> tuple[str, float]:
    """A word that came into the title of a page, and when."""
    word = f"zq{secrets.token_hex(4)}"
    return word, inside(machine.environment, "nodes_inside", f"change({word!r})")["at"]


def waited(machines: list[Machine], word: str, since: float) -> float:
    """Seconds until all find it; the program that made the change ends in the first half second of these."""
    for machine in machines:
        while not machine.finds(word) and time.time() - since < PATIENCE:
            time.sleep(0.05)
    return time.time() - since


def checked(machine: Machine) -> dict[str, Any]:
    """What `search_index check` says on this machine."""
    command = [sys.executable, "-m", "luatgandan", "search_index", "check", "--json"]
    done = subprocess.run(command, env=machine.environment, check=False, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return {name: found[name] for name in ("entries", "is_same")}
