"""`make new-feature` makes a room that passes the house tests at once, and refuses what does not fit."""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from .anatomy import ROOT

PROGRAM = runpy.run_path(str(ROOT / "docs" / "new_feature.py"))
COPIED = ("pyproject.toml", "conftest.py", "compose.yaml", "README.md", "docs/settings.md", "docs/new_feature.py")
# What a new room can break; faults of other apps are told by the tests themselves.
HOUSE = "weather or limit or switched_on or is_refused or keeps_its_contracts or foreign_keys"
REFUSED = {
    "": "Say which room",
    "Surveys": "does not fit",
    "my-room": "does not fit",
    "class": "does not fit",
    "../escape": "does not fit",
    "portal": "is there already",
    "accounts": "is there already",
    "weather": "needs a Vietnamese title",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The house without its built files, with the empty database that other tests begin from."""
    ignored = shutil.ignore_patterns("built", "__pycache__", "test_new_feature.py", "test_docs.py")
    for folder in ("src", "tests/house", "requirements"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / "tests" / "__init__.py").touch()
    if (prepared := Path(settings.HOME) / "prepared").is_dir():
        shutil.copytree(prepared, tmp_path / "var" / "prepared")
    for name in COPIED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(copy: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in the copy, with the copy's package before the installed one."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy / "src"),
        "LUATGANDAN_HOME": str(copy / "var"),
        "DJANGO_SETTINGS_MODULE": "luatgandan.config.settings.test",
    }
    environment.pop("TITLE", None)
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)


def test_a_new_room_passes_the_house_tests(copy: Path) -> None:
    made = run(copy, "docs/new_feature.py", "weather", "--title", "Thời tiết")
    assert made.returncode == 0, made.stderr

    room = "src/luatgandan/features/weather"
    outcome = run(copy, "-m", "pytest", "-p", "no:cacheprovider", "-vvk", HOUSE, "tests/house", room)

    assert outcome.returncode == 0, outcome.stdout[-3000:] + outcome.stderr
    for test in ("test_the_house_stands_without[weather]", "test_every_file_name_is_on_the_anatomy_list[weather]"):
        assert f"{test} PASSED" in outcome.stdout
    migrations = run(copy, "-m", "luatgandan", "makemigrations", "weather", "--check", "--dry-run")
    assert migrations.returncode == 0, migrations.stdout + migrations.stderr
    assert 'title=_("Thời tiết")' in (copy / room / "module.py").read_text(encoding="utf-8")


PLACES = {
    "pyproject.toml": """
name = "Rooms do not know each other; all may cite the library"
type = "layers"
layers = ["portal", "library"]

name = "Inside an app imports go down the anatomy"
type = "layers"
containers = [
  "luatgandan.features.portal",
]
""",
    "src/luatgandan/config/settings/base.py": 'FEATURES = env_list("FEATURES", "library,portal")\n',
    "docs/settings.md": "| `LUATGANDAN_FEATURES` | `library,portal` | rooms |\n",
}


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """The three files that name every room, and two apps that stand."""
    for name, text in PLACES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for app in ("features/portal", "foundation/accounts"):
        (tmp_path / "src" / "luatgandan" / app).mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_and_nothing_is_written(places: Path, name: str) -> None:
    before = sorted(places.rglob("*"))

    with pytest.raises(PROGRAM["RefusedError"], match=REFUSED[name]):
        PROGRAM["make_room"](root=places, name=name)

    assert sorted(places.rglob("*")) == before
    assert {name: (places / name).read_text(encoding="utf-8") for name in PLACES} == PLACES


def test_a_refusal_is_one_sentence_on_the_terminal() -> None:
    outcome = run(ROOT, "docs/new_feature.py", "Bad-Name")

    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr == (
        "'Bad-Name' does not fit: one English word, 2 to 30 small letters a–z, such as surveys.\n"
    )


def test_a_planned_room_knows_its_title_and_the_question_bank_its_floor(places: Path) -> None:
    for name in ("surveys", "questionbank", "qa"):
        PROGRAM["make_room"](root=places, name=name)

    written = {name: (places / name).read_text(encoding="utf-8") for name in PLACES}
    assert 'layers = ["portal | surveys | qa", "questionbank", "library"]' in written["pyproject.toml"]
    assert '"luatgandan.features.questionbank",\n' in written["pyproject.toml"]
    assert '"library,portal,surveys,questionbank,qa"' in written["src/luatgandan/config/settings/base.py"]
    assert "`library,portal,surveys,questionbank,qa`" in written["docs/settings.md"]
    module = places / "src" / "luatgandan" / "features" / "surveys" / "module.py"
    assert 'title=_("Khảo sát")' in module.read_text(encoding="utf-8")


def test_a_changed_pyproject_is_refused_in_words(places: Path) -> None:
    (places / "pyproject.toml").write_text("[project]\n", encoding="utf-8")

    with pytest.raises(PROGRAM["RefusedError"], match="has no contract about rooms"):
        PROGRAM["make_room"](root=places, name="surveys")

    assert not (places / "src" / "luatgandan" / "features" / "surveys").exists()
