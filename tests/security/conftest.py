"""The world, made once for all tests of a file; the switch that writes the matrix of who reaches what; and silence."""

import gc
import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from luatgandan.backends.search import get_search

from .world import World

PARTS = 4  # of a long walk, so that processes share it


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-matrix", action="store_true", help="write tests/security/matrix.tsv anew; review it")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `part` is asked for each; the matrix is written in one piece."""
    if "part" in metafunc.fixturenames:
        parts = 1 if metafunc.config.getoption("--write-matrix", default=False) else PARTS
        metafunc.parametrize("part", [slice(start, None, parts) for start in range(parts)], ids=str)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are what these tests want; telling each of them would cost more than asking."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """What a test changes in it is undone after the test, all of it after the file."""
    get_search.cache_clear()  # what tests before left in the index of this process
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)
    get_search.cache_clear()
    gc.collect()  # files that Wagtail left open are complained of here, where they are let through
