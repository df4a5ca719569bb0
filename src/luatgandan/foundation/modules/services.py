"""Making the house ready (database, starter content), keeping the schedule and watching the workers, saying that
public content changed.
"""

import hashlib
import logging
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any, ParamSpec

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.signal_handlers import disable_reference_index_auto_update

from .models import Pulse, Turn
from .queries import VERSION_KEY, ask_again
from .registry import Schedule, Starter, is_repeatable, offers

Say = Callable[[str], None]
Given = ParamSpec("Given")
SILENCE = 60.0  # seconds without a pulse until a worker counts as dead
TRIES = 3  # a task that kills its worker is not begun again for ever
at_work: ContextVar[Any] = ContextVar("at_work", default=None)  # the key of the task that this thread does
log = logging.getLogger(__name__)
PREPARED = Path(__file__).parent / "built" / "prepared.sqlite3"


def migrations_hash() -> str:
    """A hash over the names and contents of all migrations of all installed apps."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted((Path(config.path) / "migrations").glob("[0-9]*.py")):
            digest.update(f"{config.label}/{path.name}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def prepare_database(*, say: Say) -> None:
    """Bring the database to the newest schema; a new SQLite file is copied from a prepared empty one if there is one.

    Migrating from nothing takes many seconds (Wagtail has some 250 migrations), copying a few milliseconds.
    """
    target = Path(str(connection.settings_dict["NAME"]))
    is_new = connection.vendor == "sqlite" and not target.exists()
    if is_new and _copy_prepared(target):
        say("  cơ sở dữ liệu: lấy từ bản chuẩn bị sẵn")
        return
    call_command("migrate", interactive=False, verbosity=0)
    if is_new:
        _keep_prepared(target)


def _prepared_files() -> list[Path]:
    return [PREPARED, settings.HOME / "prepared" / f"{migrations_hash()[:16]}.sqlite3"]


def _copy_prepared(target: Path) -> bool:
    for source in _prepared_files():
        if source.exists() and _fits(source):
            target.parent.mkdir(parents=True, exist_ok=True)
            connections.close_all()
            shutil.copyfile(source, target)
            return True
    return False


def _version() -> int:
    """The migrations hash as SQLite's `user_version` (31 bits), by which a prepared file says what made it."""
    return int(migrations_hash()[:7], 16)


def _fits(source: Path) -> bool:
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as database:
        return bool(database.execute("PRAGMA user_version").fetchone()[0] == _version())


def _keep_prepared(source: Path) -> None:
    keep_prepared(source=source, target=_prepared_files()[-1])


def keep_prepared(*, source: Path, target: Path) -> None:
    """Save a copy of a freshly migrated SQLite file as the prepared one at `target`."""
    connections.close_all()
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as database, closing(sqlite3.connect(partial)) as copy:
        database.backup(copy)
        copy.execute(f"PRAGMA user_version = {_version()}")
    partial.replace(target)


def stamp() -> str:
    """What the prepared state depends on: our files, the main libraries, the database. Cheap: no file is read."""
    package = Path(__file__).parents[2]
    files = [path for path in sorted(package.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    state = [f"{path.relative_to(package)} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files]
    libraries = [f"{name} {version(name)}" for name in ("django", "wagtail", "django-allauth")]
    database = str(connection.settings_dict["NAME"])
    return hashlib.sha256("\n".join([*state, *libraries, database]).encode()).hexdigest()


def is_prepared() -> bool:
    """True when `mark_prepared` was called for exactly this state and the database still stands."""
    mark = settings.HOME / "prepared" / "stamp"
    stands = connection.vendor != "sqlite" or Path(str(connection.settings_dict["NAME"])).exists()
    return stands and mark.exists() and mark.read_text(encoding="ascii") == stamp()


def mark_prepared() -> None:
    """Remember that everything is ready."""
    mark = settings.HOME / "prepared" / "stamp"
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(stamp(), encoding="ascii")


def load_starter(*, say: Say) -> None:
    """Load what the rooms offer to start with, in order; what stands already is left or renewed by its room.

    Wagtail's index of references is rebuilt once at the end instead of by a queued task for each record.
    """
    with disable_reference_index_auto_update():
        _load_each(say)
    call_command("rebuild_references_index", verbosity=0)


def _load_each(say: Say) -> None:
    for starter in offers(Starter):
        count = f"{starter.load():,}".replace(",", ".")
        say(f"  {starter.label}: {count}")


def content_changed() -> None:
    """Something public changed: every stored page and remembered value is stale from now on, in all processes."""
    cache.set(VERSION_KEY, secrets.token_hex(8), None)
    ask_again()


def enqueue_due(*, at: datetime) -> None:
    """Enqueue each scheduled task whose turn has come, once however many workers ask; a new one has its turn at once.

    A turn that lies further ahead than one round of its task comes from a clock that was put back: it is due.
    """
    turns = dict(Turn.objects.values_list("task", "at"))
    for schedule in offers(Schedule):
        name, later = schedule.task.module_path, at + timedelta(seconds=schedule.seconds)
        turn = turns.get(name)
        if turn is None or not at < turn <= later:
            with transaction.atomic():
                if _took(name, turn, later):
                    schedule.task.enqueue()


def _took(task: str, turn: datetime | None, later: datetime) -> bool:
    """Whether it was us who moved the turn on, from what was seen."""
    if turn is None:
        return Turn.objects.get_or_create(task=task, defaults={"at": later})[1]
    return Turn.objects.filter(task=task, at=turn).update(at=later) == 1


@dataclass
class Lookout:
    """One worker process: tells that its workers live, and takes over tasks whose worker was silent for too long.

    Silence is measured by this process's own steady clock from what it saw itself, so no clock of a wall matters. Who
    was away itself for a while (database gone, machine asleep) believes nothing it saw before.
    """

    workers: set[str] = field(default_factory=set)
    seen: dict[str, tuple[int | None, float]] = field(default_factory=dict)
    looked: float = 0.0

    def look(self, *, now: float) -> None:
        """Once every few seconds; `now` in seconds of a steady clock."""
        Pulse.objects.bulk_create(
            [Pulse(worker=worker, beat=time.monotonic_ns()) for worker in tuple(self.workers)],
            update_conflicts=True, unique_fields=["worker"], update_fields=["beat"],
        )  # fmt: skip
        if now - self.looked > SILENCE / 2:
            self.seen.clear()
        self.looked = now
        running = list(DBTaskResult.objects.running().only("worker_ids", "task_path", "started_at"))
        beats: dict[str, int | None] = dict.fromkeys((_worker_of(task) for task in running), None)
        beats |= dict(Pulse.objects.values_list("worker", "beat"))
        self.seen = {worker: self._since(worker, beat, now) for worker, beat in beats.items()}
        silent = {worker for worker, (_beat, since) in self.seen.items() if now - since > SILENCE}
        for task in running:
            if _worker_of(task) in silent:
                _take_over(task)
        Pulse.objects.filter(worker__in=silent).delete()

    def _since(self, worker: str, beat: int | None, now: float) -> tuple[int | None, float]:
        before = self.seen.get(worker)
        return before if before and before[0] == beat else (beat, now)


def _worker_of(task: DBTaskResult[..., Any]) -> str:
    return str(task.worker_ids[-1]) if task.worker_ids else ""


def _take_over(task: DBTaskResult[..., Any]) -> None:
    """Give it to the next worker, or say that it failed. Of several lookouts one wins: it moves what it saw."""
    mine = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    facts = {"task": task.task_path, "id": str(task.pk), "tries": len(task.worker_ids)}
    if is_repeatable(task.task_path) and len(task.worker_ids) < TRIES:
        if mine.update(status=TaskResultStatus.READY, started_at=None):
            log.warning("a worker died in a task, which is done again: %s", task.task_path, extra={"facts": facts})
    elif mine.update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now(), exception_class_path="builtins.ChildProcessError",
        traceback="the worker died in this task, and it is not done again by itself",
    ):  # fmt: skip
        log.error("a worker died in a task, somebody must ask for it anew: %s", task.task_path, extra={"facts": facts})


def acknowledged(act: Callable[Given, None]) -> Callable[Given, None]:
    """Make, below `@task()`, the work and the word that it is done one transaction: who dies leaves both or none."""

    @wraps(act)
    def work(*args: Given.args, **kwargs: Given.kwargs) -> None:
        with transaction.atomic():
            act(*args, **kwargs)
            if task := at_work.get():
                done = {"status": TaskResultStatus.SUCCESSFUL, "finished_at": timezone.now()}
                open_ = DBTaskResult.objects.filter(pk=task).exclude(status=TaskResultStatus.SUCCESSFUL)
                if not open_.update(**done):
                    transaction.set_rollback(True)  # thought dead, and done by another worker meanwhile

    return work
