"""Tests begin from a prepared database: migrated once per set of migrations, then copied. A request that asks the
database the same again and again fails its test.
"""

import gc
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.test.client import ClientHandler
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key
from wagtail import hooks

from luatgandan.foundation.modules import services
from luatgandan.foundation.modules.queries import ask_again

PREPARED = ".prepared"
TEMPLATE = os.environ.get("LUATGANDAN_TESTS_TEMPLATE", "")  # on PostgreSQL: a migrated database (docs/scaled_tests.py)
OBJECTS_BETWEEN_SWEEPS = 50_000
MOST_ALIKE = 10  # reads of one shape in one request
ASK_OFTEN = {  # route: why it may
    "notifications:preferences": "each kind of news is a row of its own, read once more when it is written",
    "search:search": "the words of many searches are counted together, now and then, a row each",
    "qa:add_files": "each of up to twenty files locks its question for itself, so that what fits is kept",
    "wagtailadmin_pages:edit": "Wagtail asks for the workflow of the page for each of its own buttons",
}


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_SWEEPS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Tests with transactions of their own empty all tables, also what migrations wrote: others find it again."""
    yield
    if _empties_tables(item) and connection.vendor == "sqlite":
        with item.config.stash[blocking_manager_key].unblock():
            _fill_again()


def _empties_tables(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in getattr(item, "fixturenames", ()) or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session", autouse=True)
def desk_is_registered() -> None:
    """Wagtail finds its hooks at the first request; a test of a single model must find them too."""
    hooks.search_for_hooks()


@pytest.fixture(scope="session", autouse=True)
def nothing_is_asked_again_and_again() -> Iterator[None]:
    """A page that asks one question of the database for each of its rows (N+1) fails the test that opens it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "__call__", _counting(ClientHandler.__call__))
        yield


def _counting(call: Callable[..., Any]) -> Callable[..., Any]:
    def answered(handler: ClientHandler, environ: dict[str, Any]) -> Any:
        shapes: Counter[str] = Counter()

        def execute(ask: Callable[..., Any], sql: str, *given: Any) -> Any:
            shapes[sql] += sql.startswith("SELECT")
            return ask(sql, *given)

        with connection.execute_wrapper(execute):
            response = call(handler, environ)
        match = response.wsgi_request.resolver_match
        for sql, times in shapes.most_common(1):
            route = match.view_name if match else ""
            if times > MOST_ALIKE and route not in ASK_OFTEN:
                raise AssertionError(f"{route}: {times} times {sql}")
        return response

    return answered


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """What other tests left in the cache, or in the memory of this process, is gone before a test begins."""
    cache.clear()
    ask_again()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker, worker_id: str
) -> Iterator[None]:
    """A copy of the prepared database for this worker; on a PostgreSQL without one migrated, kept with --reuse-db."""
    on_sqlite = connection.vendor == "sqlite"
    keeps, old = bool(request.config.getoption("reuse_db")), connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        if on_sqlite:
            _prepare(Path(settings.HOME) / "tests" / f"{worker_id}.sqlite3")
        elif TEMPLATE:
            _copy_template(f"{TEMPLATE}_{worker_id}")
            TransactionTestCase._fixture_teardown = _copy_again  # instead of emptying every table
        else:
            connection.creation.create_test_db(verbosity=0, keepdb=keeps)
    yield  # blocked again: a test without the mark is refused, whatever ran before it
    with django_db_blocker.unblock():
        if on_sqlite or TEMPLATE:
            connection.close()
        else:
            connection.creation.destroy_test_db(old, verbosity=0, keepdb=keeps)


def _prepare(name: Path) -> None:
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(name)
    name.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        name.with_name(name.name + suffix).unlink(missing_ok=True)
    services.prepare_database(say=lambda text: None)
    connection.close()
    copyfile(name, name.with_suffix(PREPARED))


def _copy_template(name: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:  # of the server's own database: nobody copies what he is in
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _copy_again(_case: TransactionTestCase) -> None:
    """Whatever a test with transactions of its own has left, on PostgreSQL."""
    _copy_template(connection.settings_dict["NAME"])


def _fill_again() -> None:
    """The database of this worker as migrations made it, in the same file: threads may hold it open."""
    connection.ensure_connection()
    with closing(sqlite3.connect(Path(connection.settings_dict["NAME"]).with_suffix(PREPARED))) as source:
        source.backup(connection.connection)
    connection.close()
