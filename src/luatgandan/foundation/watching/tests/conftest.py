"""A part of the house that breaks on command, and a health that is looked at anew."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from luatgandan.backends.cache.tests import conftest as caches
from luatgandan.foundation.modules import registry
from luatgandan.foundation.modules.registry import Module, register
from luatgandan.foundation.watching.queries.health import look_again
from luatgandan.foundation.watching.rules import HealthCheck

redis, at_once = caches.redis, caches.at_once


@dataclass
class Part:
    """What it says when it is looked at; `fault` is raised instead."""

    problem: str = ""
    fault: Exception | None = None

    def look(self) -> str:
        if self.fault:
            raise self.fault
        return self.problem


@pytest.fixture(autouse=True)
def nothing_believed() -> Iterator[None]:
    look_again()
    yield
    look_again()


@pytest.fixture
def kettle(monkeypatch: pytest.MonkeyPatch) -> Part:
    """A part that is not vital, beside those of the house."""
    monkeypatch.setattr(registry, "_modules", dict(registry._modules))
    part = Part()
    check = HealthCheck(name="kettle", title="Ấm nước", look=part.look, meanwhile="Trà đang nguội.", order=999)
    register(Module(name="kitchen", title="Bếp", offers=(check,)))
    return part
