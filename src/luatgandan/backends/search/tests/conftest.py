"""Every engine there is, for the contract."""

from pathlib import Path

import pytest
from django.db import connection

from luatgandan.backends.search import SearchEngine
from luatgandan.backends.search.fake import FakeSearch
from luatgandan.backends.search.postgres import PostgresSearch
from luatgandan.backends.search.tantivy import TantivySearch

from .entries import ENTRIES, Make

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Cần PostgreSQL: chạy `python docs/scaled_tests.py` với tệp này."
)


@pytest.fixture(params=["fake", "tantivy", pytest.param("postgres", marks=on_postgresql)])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Another view of the same index, as another process would have it; the fake has one view only."""
    if request.param == "fake":
        fake = FakeSearch()
        return lambda: fake
    if request.param == "postgres":
        request.getfixturevalue("db")
        return PostgresSearch
    return lambda: TantivySearch(tmp_path / "index", lock_seconds=0.2)


@pytest.fixture
def engine(make: Make) -> SearchEngine:
    engine = make()
    engine.rebuild(ENTRIES, version="7")
    return engine
