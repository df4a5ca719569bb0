"""Work for an index is spread over processes, in order; and done here where there can be none."""

import logging

import pytest

from luatgandan.foundation.search.pipeline import building

NUMBERS = range(300)


def twice(number: int) -> list[int]:
    return [number, number]


def test_what_processes_make_comes_in_order() -> None:
    assert list(building.spread(twice, NUMBERS, processes=2)) == [number for one in NUMBERS for number in twice(one)]


def test_without_shared_memory_one_process_does_all(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("multiprocessing.synchronize._multiprocessing.SemLock", refused)
    with caplog.at_level(logging.WARNING):
        made = list(building.spread(twice, NUMBERS, processes=2))

    assert made == [number for one in NUMBERS for number in twice(one)]
    assert "one core" in caplog.text
