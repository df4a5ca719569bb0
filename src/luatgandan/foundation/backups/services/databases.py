"""A picture of the whole database at one moment while it is in use, and putting one back."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, connections

from ..rules import BackupError

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
# PostgreSQL lists a connection that was closed, our own among them, until its server process has ended.
GOES_WITHIN = 2.0  # seconds


def take_picture(folder: Path) -> tuple[Path, dict[str, int]]:
    """Write the database below `folder`; returns the file and how many rows each table has in it."""
    target = folder / NAMES[connection.vendor]
    if connection.vendor == "sqlite":
        try:
            _copy(target)
        except sqlite3.OperationalError as error:
            raise BackupError(f"Không chép được cơ sở dữ liệu ({error}). Đĩa có thể đã đầy.") from error
        return target, sqlite_counts(target)
    return target, _dump(target)


def _copy(target: Path) -> None:
    source_name = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(source_name)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def sqlite_counts(path: Path) -> dict[str, int]:
    """Rows of each table of an SQLite file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - names of our tables
            for (name,) in sorted(names.fetchall())
        }


def counts() -> dict[str, int]:
    """Rows of each table of the database in use."""
    if connection.vendor == "sqlite":
        return sqlite_counts(Path(str(connection.settings_dict["NAME"])))
    with connection.cursor() as cursor:
        return _counts(cursor)


def _counts(cursor: Any) -> dict[str, int]:
    found = {}
    for name in sorted(connection.introspection.table_names(cursor)):
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - our tables
        found[name] = cursor.fetchone()[0]
    return found


def _dump(target: Path) -> dict[str, int]:
    """Count and dump within one snapshot, so that both tell of the same moment."""
    own = connection.copy()
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            _run(
                "pg_dump",
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                f"--snapshot={snapshot}",
                f"--file={target}",
            )
            return _counts(cursor)
    finally:
        own.close()


def put_back(path: Path) -> None:
    """Make the PostgreSQL database what the dump holds and nothing else: all of it or no change.

    The schema goes first: tables that a newer version added would keep those of the dump from being dropped. SQLite's
    file is simply put in place.
    """
    connections.close_all()
    script = path.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path))
    how = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--single-transaction", "--set=ON_ERROR_STOP=1")
    _run("psql", *how, "--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public", f"--file={script}")


def is_in_use() -> bool:
    """Whether somebody else holds the database open: a web process, a worker, a shell, also one that idles."""
    connection.close()
    if connection.vendor == "sqlite":
        return is_locked(str(connection.settings_dict["NAME"]))
    until = time.monotonic() + GOES_WITHIN
    while others := _connections_of_others():
        if time.monotonic() > until:
            break
        time.sleep(0.05)
    return others > 0


def _connections_of_others() -> int:
    with connection.cursor() as cursor:
        # Inside a transaction the list would stay as it was first read.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def is_locked(path: str) -> bool:
    """In WAL mode every open connection holds a shared lock until it is closed: the exclusive one is refused."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            return error.sqlite_errorcode == sqlite3.SQLITE_BUSY
    return False


def is_empty() -> bool:
    """Whether there is no database of ours yet."""
    if connection.vendor == "sqlite":
        return not Path(str(connection.settings_dict["NAME"])).exists()
    return "django_migrations" not in connection.introspection.table_names()


def environment() -> Mapping[str, str]:
    """How PostgreSQL's own programs find the server; the password never stands on a command line."""
    given = {f"PG{name}": str(connection.settings_dict[name] or "") for name in ("HOST", "PORT", "USER", "PASSWORD")}
    return {**os.environ, **{name: value for name, value in given.items() if value}}


def _run(program: str, *arguments: str) -> None:
    database = {"PGDATABASE": str(connection.settings_dict["NAME"])}
    try:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            [program, *arguments], env={**environment(), **database}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise BackupError(
            f"Không có chương trình {program}: cài gói postgresql-client cùng bản với máy chủ."
        ) from error
    if done.returncode:
        raise BackupError(f"{program} báo lỗi: {done.stderr.strip()[-500:]}")
