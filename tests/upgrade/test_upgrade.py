"""Databases of older revisions come to today's schema with every row and every value they had.

The files beside this one are made by `docs/upgrade_fixture.py`, one for each release.
"""

import lzma
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

RELEASES = sorted(Path(__file__).parent.glob("*.sqlite3.xz"))
# What migrations write anew on purpose, or what a library keeps for itself: table, or table.column.
WRITTEN_ANEW = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}
Rows = dict[Any, dict[str, Any]]


def test_there_is_a_database_to_start_from() -> None:
    assert RELEASES


@pytest.fixture(scope="module", params=RELEASES, ids=lambda path: path.name.partition(".")[0])
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The file as it was and as it is after `luatgandan migrate`."""
    home = tmp_path_factory.mktemp("home")
    old, new = home / "old.sqlite3", home / "luatgandan.sqlite3"
    data = lzma.decompress(request.param.read_bytes())
    for path in (old, new):
        path.write_bytes(data)
    unset = ("DJANGO_SETTINGS_MODULE", "LUATGANDAN_DATABASE")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    command = [sys.executable, "-m", "luatgandan", "migrate", "--no-input", "--verbosity=0"]
    subprocess.run(command, check=True, env={**environment, "LUATGANDAN_HOME": str(home)})
    return old, new


def tables(path: Path) -> Iterator[tuple[str, Rows]]:
    """Each table with its rows by their keys."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        for (name,) in names.fetchall():
            key = _key(database, name)
            if key and not name.startswith("wagtailsearch_") and name not in WRITTEN_ANEW:
                rows = database.execute(f'SELECT * FROM "{name}"')
                yield name, {row[key]: dict(row) for row in rows}


def _key(database: sqlite3.Connection, table: str) -> str:
    keys = [column["name"] for column in database.execute(f'PRAGMA table_info("{table}")') if column["pk"]]
    return keys[0] if len(keys) == 1 else ""


def changed(old: Path, new: Path) -> list[str]:
    """What is lost or has another value, for columns that are still there."""
    after = dict(tables(new))
    found = []
    for name, rows in tables(old):
        if missing := rows.keys() - after.get(name, {}).keys():
            found.append(f"{name}: {len(missing)} of {len(rows)} rows are gone")
            continue
        for key, row in rows.items():
            now = after[name][key]
            found += [f"{name}.{column}" for column in row.keys() & now.keys() if row[column] != now[column]]
    return sorted(set(found) - WRITTEN_ANEW)


def test_no_row_and_no_value_is_lost(upgraded: tuple[Path, Path]) -> None:
    assert changed(*upgraded) == []
    with closing(sqlite3.connect(upgraded[1])) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_lost_row_and_a_changed_value_are_seen(upgraded: tuple[Path, Path], tmp_path: Path) -> None:
    worse = Path(copyfile(upgraded[1], tmp_path / "worse.sqlite3"))
    with closing(sqlite3.connect(worse)) as database, database:
        database.execute("DELETE FROM places_placealias WHERE id = (SELECT min(id) FROM places_placealias)")
        database.execute("UPDATE organisations_organisationstate SET name = 'x'")
    assert [one.partition(":")[0] for one in changed(upgraded[0], worse)] == [
        "organisations_organisationstate.name", "places_placealias",
    ]  # fmt: skip
