"""A Redis server of our own that may be killed, and the chain of caches of the settings before it."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .. import base

PROGRAM = shutil.which("redis-server")


class Redis:
    """A server on a port of this machine; `start` after `kill` begins with nothing, or with what it had saved."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.start()

    def start(self) -> None:
        assert PROGRAM
        command = [PROGRAM, "--port", str(self.port), "--bind", "127.0.0.1", "--appendonly", "yes",
                   "--appendfsync", "always", "--dir", str(self.folder)]  # fmt: skip
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        for _try in range(200):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("redis-server did not start")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    if not PROGRAM:
        pytest.skip("needs Debian's redis-server")
    server = Redis(tmp_path)
    yield server
    server.kill()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the store is back is seen at the next question."""
    monkeypatch.setattr(base, "DARK_SECONDS", 0.0)


def chain(folder: Path, redis_port: int | None = None) -> dict[str, Any]:
    """As config/settings/base.py has it."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(folder)}
    node = {
        "BACKEND": "luatgandan.backends.cache.files.OutlivedFileCache",
        "LOCATION": folder / "cache",
        "STAND_IN": "process",
    }
    if redis_port is None:
        return {"default": node, "process": memory}
    first = {
        "BACKEND": "luatgandan.backends.cache.redis.OutlivedRedisCache",
        "LOCATION": f"redis://127.0.0.1:{redis_port}/0",
        "STAND_IN": "node",
    }
    return {"default": first, "node": node, "process": memory}
