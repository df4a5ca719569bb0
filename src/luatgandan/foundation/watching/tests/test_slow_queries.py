"""A query that takes long stands in the log by its shape; what somebody typed does not."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connections

from luatgandan.lib.logs import JsonFormatter

from ..services import slow

pytestmark = pytest.mark.django_db
SECRET = "0912345678"
connection = connections["default"]


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Lines of the log about one query, as production writes them."""
    caplog.clear()
    slow.watch_queries(connection=connection)
    get_user_model().objects.filter(username=SECRET).exists()
    return [JsonFormatter().format(one) for one in caplog.records if one.name == slow.__name__]


@pytest.fixture(autouse=True)
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection nobody has measured yet."""
    monkeypatch.setattr(connection, "execute_wrappers", [])


def test_a_slow_query_is_told_by_its_shape_alone(
    caplog: pytest.LogCaptureFixture, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter((0.0, 0.9))
    monkeypatch.setattr(slow.time, "perf_counter", lambda: next(clock))
    settings.SLOW_QUERY_MS = 500
    [line] = told(caplog)
    assert '"ms": 900' in line
    assert "username" in line
    assert SECRET not in line


def test_a_quick_one_is_not(caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    settings.SLOW_QUERY_MS = 60_000
    assert told(caplog) == []


def test_nothing_is_measured_when_it_is_off(settings: Any) -> None:
    settings.SLOW_QUERY_MS = 0
    slow.watch_queries(connection=connection)
    assert connection.execute_wrappers == []


def test_a_connection_is_measured_once(settings: Any) -> None:
    settings.SLOW_QUERY_MS = 500
    for _time in range(2):
        slow.watch_queries(connection=connection)
    assert connection.execute_wrappers == [slow._measured]
