"""compose.yaml agrees with the code: variables that exist, commands that exist, services that are there."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.anatomy import ROOT

TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
SERVICES: dict[str, Any] = yaml.safe_load(TEXT)["services"]
OURS = {name: one for name, one in SERVICES.items() if "build" in one}


def test_every_variable_is_a_documented_setting() -> None:
    documented = set(
        re.findall(r"`(LUATGANDAN_[A-Z0-9_]+)`", Path(ROOT / "docs/settings.md").read_text(encoding="utf-8"))
    )
    used = set(re.findall(r"LUATGANDAN_[A-Z0-9_]+", TEXT))
    assert used
    assert used - documented == set()


def test_what_a_service_waits_for_is_there() -> None:
    for name, one in SERVICES.items():
        assert set(one.get("depends_on", {})) <= set(SERVICES) - {name}, name


def test_no_two_services_are_on_one_port_and_none_is_open_to_others() -> None:
    ports = [port.rpartition(":")[0] for one in SERVICES.values() for port in one.get("ports", [])]
    assert ports == ["127.0.0.1:8000", "127.0.0.1:8001"]


@pytest.mark.parametrize("name", OURS)
def test_a_service_starts_something_that_exists(name: str) -> None:
    command = OURS[name].get("command", ["gunicorn", "luatgandan.config.wsgi"])  # that of the image
    if command[0] == "luatgandan":
        module = f"luatgandan.foundation.modules.management.commands.{command[1]}"
        assert import_module(module).Command
    else:
        target, _, attribute = command[1].partition(":")
        assert callable(getattr(import_module(target), attribute or "application"))
