"""What readers notice when Redis goes: nothing, as long as one machine serves; operators read it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from luatgandan.backends.cache.tests.conftest import Redis, chain
from luatgandan.lib import limits

pytestmark = pytest.mark.django_db
LIST = "/van-ban/"
NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.mark.usefixtures("at_once")
def test_pages_the_page_cache_and_limits_go_on(redis: Redis, tmp_path: Path, settings: Any, client: Client) -> None:
    settings.CACHES, settings.PAGE_CACHE_SECONDS = chain(tmp_path, redis.port), 60
    assert client.get(LIST).status_code == 200
    redis.kill()
    first, second = client.get(LIST), client.get(LIST)
    assert (first.status_code, second.headers.get("X-Page-Cache")) == (200, "hit")
    few = [limits.take(name="few", key="x", amount=2, seconds=600, now=NOW) for _use in range(3)]
    many = [limits.take(name="many", key="x", amount=40, seconds=600, now=NOW) for _use in range(41)]
    assert (few, many.count(True)) == ([True, True, False], 40)


def test_operators_are_told(redis: Redis, tmp_path: Path, settings: Any, client: Client) -> None:
    settings.CACHES = chain(tmp_path, redis.port)
    redis.kill()
    response = client.get("/readyz")
    assert (response.status_code, "cache" in response.json()["degraded"]) == (200, True)
