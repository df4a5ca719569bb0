"""The import contracts hold, and each planted fault is caught by them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .anatomy import PACKAGE, ROOT

FAULTS = {
    "upward import": ("lib/dates_fault.py", "from luatgandan.foundation.modules import registry"),
    "upward import into the roof": ("foundation/places/services.py", "\nfrom luatgandan.config import wsgi"),
    "sideways import": ("features/library/receivers.py", "from luatgandan.features.portal import queries"),
    "view calling a backend": ("features/portal/views.py", "\nfrom luatgandan.backends import messages"),
    "model calling a service": ("features/library/models.py", "\nfrom luatgandan.features.library import services"),
    "outside call from a room": ("features/portal/services.py", "\nimport requests"),
    "circle between siblings": ("foundation/modules/services.py", "\nfrom luatgandan.foundation.places import enums"),
}


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "src" / "luatgandan", ignore=shutil.ignore_patterns("static", "built", "*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_keeps_its_contracts(copy: Path) -> None:
    outcome = lint(copy)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(copy: Path, fault: str) -> None:
    name, line = FAULTS[fault]
    path = copy / "src" / "luatgandan" / name
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    outcome = lint(copy)
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert "BROKEN" in outcome.stdout
