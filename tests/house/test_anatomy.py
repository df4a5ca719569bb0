from pathlib import Path

import pytest

from . import anatomy

APPS = anatomy.apps()


@pytest.mark.parametrize("app", APPS, ids=lambda path: path.name)
def test_every_file_name_is_on_the_anatomy_list(app: Path) -> None:
    assert anatomy.strays(app) == []


@pytest.mark.parametrize("app", APPS, ids=lambda path: path.name)
def test_every_app_explains_itself(app: Path) -> None:
    readme = app / "README.md"
    assert readme.exists(), f"{app.name} has no README.md"
    assert len(readme.read_text(encoding="utf-8").splitlines()) >= 5


def test_no_file_is_above_the_hard_limit() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in anatomy.sources()}
    assert {path.name: lines for path, lines in lengths.items() if lines > anatomy.HARD_FILE_LINES} == {}


def test_no_function_is_above_the_hard_limit() -> None:
    assert [name for path in anatomy.sources() for name in anatomy.long_functions(path)] == []


def test_a_stray_file_is_caught(tmp_path: Path) -> None:
    app = tmp_path / "features" / "qa"
    app.mkdir(parents=True)
    for name in ("apps.py", "views.py", "utils.py"):
        (app / name).touch()
    assert anatomy.strays(app, tmp_path) == ["utils.py"]


def test_a_long_function_is_caught(tmp_path: Path) -> None:
    path = tmp_path / "services.py"
    path.write_text("def act():\n" + "    x = 1\n" * (anatomy.HARD_FUNCTION_LINES + 1))
    assert anatomy.long_functions(path) == [f"services.py:act ({anatomy.HARD_FUNCTION_LINES + 1})"]
