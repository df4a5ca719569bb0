"""Every engine there is, for the contract."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from luatgandan.backends.search import SearchEngine
from luatgandan.backends.search.fake import FakeSearch
from luatgandan.backends.search.postgres import PostgresSearch
from luatgandan.backends.search.tantivy import TantivySearch
from luatgandan.backends.search.tantivy.shared import SharedTantivySearch

from .entries import ENTRIES, Make

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Cần PostgreSQL: chạy `python docs/scaled_tests.py` với tệp này."
)


@pytest.fixture(params=["fake", "tantivy", "shared", pytest.param("postgres", marks=on_postgresql)])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Another view of the same index, as another process would have it; the fake has one view only."""
    if request.param == "fake":
        fake = FakeSearch()
        return lambda: fake
    if request.param == "postgres":
        request.getfixturevalue("db")
        return PostgresSearch
    if request.param == "shared":
        return request.getfixturevalue("join")
    return lambda: TantivySearch(tmp_path / "index", lock_seconds=0.2)


@pytest.fixture
def join(db: None, settings: Any, tmp_path: Path) -> Callable[[], SharedTantivySearch]:
    """Another machine: a folder of its own, database and storage shared."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "storage"}}
    settings.STORAGES = {**settings.STORAGES, "private": place}
    machines = count()
    return lambda: SharedTantivySearch(
        tmp_path / f"machine-{next(machines)}", lock_seconds=0.2, look_seconds=0, wait_seconds=30
    )


@pytest.fixture
def engine(make: Make) -> SearchEngine:
    engine = make()
    engine.rebuild(ENTRIES, version="7")
    return engine
