"""From SQLite to PostgreSQL: everything or nothing, and again. Runs where the tests run on PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry

from ..rules import BackupError
from ..services import databases, moving

TARGET = "luatgandan_moved"
NEEDS = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
TWISTED = """
CREATE FUNCTION twist() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.title = NEW.title || ' '; RETURN NEW; END $$;
CREATE TRIGGER twist BEFORE INSERT ON library_document FOR EACH ROW EXECUTE FUNCTION twist()
"""


@pytest.fixture
def portal(settings: Any) -> Path:
    """The portal with its starter content that `make portal` makes."""
    path = Path(settings.HOME) / "portal" / "luatgandan.sqlite3"
    if not path.exists():
        pytest.skip("make portal")
    return path


@pytest.fixture
def target(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database as a move that was killed leaves it: the tables of a fresh one, and the mark."""
    tests = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {TARGET}")
            cursor.execute(f"CREATE DATABASE {TARGET} TEMPLATE {tests}")
        connection.settings_dict["NAME"] = TARGET
        run(f"COMMENT ON SCHEMA public IS '{moving.MARK}'")
        yield
        connection.close()
        connection.settings_dict["NAME"] = tests
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {TARGET}")


def run(statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements)


@NEEDS
def test_everything_or_nothing_arrives_and_once(portal: Path, target: None) -> None:
    run(TWISTED)
    with pytest.raises(CommandError, match="Bảng library_document không khớp"):
        call_command("move_database", "--from", str(portal))
    assert (Person.objects.count(), Entry.objects.count()) == (0, 0)
    run("DROP TRIGGER twist ON library_document")
    told: list[tuple[str, int, int]] = []
    moved = moving.move_database(source=portal, is_forced=False, tell=lambda *one: told.append(one))
    here = databases.sqlite_counts(portal)
    assert moved.rows == {table: here[table] for table in moved.rows}
    left = {table for table, rows in here.items() if rows and table not in moved.rows}
    assert {table for table in left if not table.startswith("wagtailsearch")} == {"django_migrations"}
    assert ("library_document", here["library_document"], here["library_document"]) in told
    call_command("verify_audit", verbosity=0)
    assert Person.objects.create(username="new").pk == max(Person.objects.values_list("pk", flat=True))
    with pytest.raises(CommandError, match="đích không trống"):
        call_command("move_database", "--from", str(portal))


@NEEDS
def test_a_source_that_is_open_or_of_another_version_is_refused(portal: Path, target: None, tmp_path: Path) -> None:
    source = Path(copyfile(portal, tmp_path / "source.sqlite3"))
    with closing(sqlite3.connect(source)) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'audit' AND name = '0001_initial'")
        with pytest.raises(BackupError, match="còn mở tệp nguồn"):
            moving.move_database(source=source, is_forced=False, tell=lambda *_one: None)
        database.commit()
    with pytest.raises(BackupError, match=r"audit\.0001_initial"):
        moving.move_database(source=source, is_forced=False, tell=lambda *_one: None)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="says what is wrong on SQLite")
def test_the_target_must_be_postgresql() -> None:
    with pytest.raises(CommandError, match="Đích phải là PostgreSQL"):
        call_command("move_database")
