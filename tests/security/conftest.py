"""The switch that writes the matrix of who reaches what; and silence."""

import logging
from collections.abc import Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-matrix", action="store_true", help="write tests/security/matrix.tsv anew; review it")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are what these tests want; telling each of them would cost more than asking."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
