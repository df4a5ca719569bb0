"""Any room except library, questionbank and portal can be taken out of FEATURES and the house stands."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from .anatomy import PACKAGE

FIXED = ["library", "questionbank", "portal"]
BUILT = sorted(path.parent.name for path in (PACKAGE / "features").glob("*/apps.py"))
REMOVABLE = [name for name in BUILT if name not in FIXED]


def stands(features: list[str]) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "LUATGANDAN_FEATURES": ",".join(features),
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
    }
    command = [sys.executable, "-m", "luatgandan", "check", "--fail-level", "WARNING"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_every_built_room_is_switched_on() -> None:
    assert sorted(settings.FEATURES) == BUILT


@pytest.mark.parametrize("left_out", [None, *REMOVABLE])
def test_the_house_stands_without(left_out: str | None) -> None:
    outcome = stands([name for name in settings.FEATURES if name != left_out])
    assert outcome.returncode == 0, outcome.stderr


def test_a_room_that_does_not_exist_is_refused() -> None:
    assert stands([*settings.FEATURES, "nowhere"]).returncode != 0
