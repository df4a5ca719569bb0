"""Every engine there is, for the contract."""

import os
import secrets
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from luatgandan.backends.search import SearchEngine
from luatgandan.backends.search.fake import FakeSearch
from luatgandan.backends.search.opensearch import OpenSearch
from luatgandan.backends.search.postgres import PostgresSearch
from luatgandan.backends.search.tantivy import TantivySearch
from luatgandan.backends.search.tantivy.shared import SharedTantivySearch

from .cluster import Cluster, served
from .entries import ENTRIES, Make

SERVER = os.environ.get("OPENSEARCH_URL", "")

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Cần PostgreSQL: chạy `python docs/scaled_tests.py` với tệp này."
)
on_a_server = pytest.mark.skipif(
    not SERVER, reason="Cần một máy chủ OpenSearch thật: đặt OPENSEARCH_URL=http://… rồi chạy lại."
)
ENGINES = ["fake", "tantivy", "shared", "opensearch"]


@pytest.fixture
def cluster() -> Cluster:
    return Cluster()


@pytest.fixture
def address(cluster: Cluster) -> Iterator[str]:
    """Where `cluster` answers."""
    with served(cluster) as address:
        yield address


@pytest.fixture
def server() -> Iterator[Make]:
    """A real cluster, with indices of our own, which are removed."""
    name = f"luatgandan-test-{secrets.token_hex(4)}"

    def make() -> OpenSearch:
        user, password = os.environ.get("OPENSEARCH_USER", ""), os.environ.get("OPENSEARCH_PASSWORD", "")
        return OpenSearch(SERVER, index=name, user=user, password=password, seconds=30)

    yield make
    make().remove()


@pytest.fixture(
    params=[
        *ENGINES,
        pytest.param("postgres", marks=on_postgresql),
        pytest.param("opensearch-server", marks=on_a_server),
    ]
)
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
    if request.param == "opensearch-server":
        return request.getfixturevalue("server")
    if request.param == "opensearch":
        address = request.getfixturevalue("address")
        return lambda: OpenSearch(address)
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
