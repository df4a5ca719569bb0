"""Redis is killed, a disk takes no more: what is asked for meanwhile is answered, nothing stale comes back."""

import errno
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.filebased import FileBasedCache

from .. import base
from .conftest import Redis, chain


def test_what_redis_keeps_is_kept_there(redis: Redis, tmp_path: Path, settings: Any) -> None:
    settings.CACHES = chain(tmp_path, redis.port)
    cache.set_many({"a": 1, "b": [2]})
    assert (cache.get_many(["a", "b", "c"]), cache.incr("a"), cache.add("a", 9), cache.has_key("b")) == (
        {"a": 1, "b": [2]}, 2, False, True
    )  # fmt: skip
    assert (cache.touch("a", 60), cache.delete("b"), cache.get("b", "none")) == (True, True, "none")
    cache.delete_many(["a"])
    assert (caches["node"].get("a"), cache.get("a")) == (None, None)


@pytest.mark.usefixtures("at_once")
def test_redis_is_killed_in_the_middle_and_comes_back(redis: Redis, tmp_path: Path, settings: Any) -> None:
    settings.CACHES = chain(tmp_path, redis.port)
    cache.set_many({"version": "old", "untouched": 1}, None)
    redis.kill()
    assert cache.get("version") is None
    cache.set("version", "new", None)
    assert [cache.add("slot", 1, 600), cache.add("slot", 1, 600), cache.get("version")] == [True, False, "new"]
    assert caches["node"].get("slot") == 1  # other processes of this machine count along
    redis.start()
    assert [cache.get("version"), cache.get("slot"), cache.get("untouched")] == [None, None, 1]


def test_redis_is_left_alone_for_a_while(redis: Redis, tmp_path: Path, settings: Any) -> None:
    settings.CACHES = chain(tmp_path, redis.port)
    redis.kill()
    cache.set("a", 1)
    redis.start()
    assert (caches["default"].is_dark, cache.get("a")) == (True, 1)


@pytest.mark.usefixtures("at_once")
def test_after_very_many_changes_the_store_is_emptied(
    redis: Redis, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CACHES = chain(tmp_path, redis.port)
    monkeypatch.setattr(base, "MOST_CHANGES", 2)
    cache.set("untouched", 1)
    redis.kill()
    cache.set_many({"a": 1, "b": 2, "c": 3})
    redis.start()
    assert [cache.get("a"), cache.get("untouched")] == [None, None]


def test_a_full_disk_is_outlived(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CACHES = chain(tmp_path)

    def full(*args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileBasedCache, "_write_content", full)
    assert cache.get_or_set("version", lambda: "token", None) == "token"
    assert [cache.get("version"), cache.add("version", "other")] == ["token", False]


def test_what_should_last_for_ever_lasts_a_minute_without_the_store(tmp_path: Path, settings: Any) -> None:
    settings.CACHES = chain(tmp_path)
    (tmp_path / "cache").write_text("in the way")
    cache.set("version", "token", None)
    assert caches["process"]._expire_info[caches["process"].make_key("version")] is not None
    assert cache.get("version") == "token"
