"""The documents are true where a machine can tell: generated pages, links, paths, make targets, commands."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from .anatomy import PACKAGE, ROOT

WRITTEN = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PROSE = [path for path in WRITTEN if path.name not in {"third-party.md", "rooms.md", "content-review.md"}]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
# A path in backticks: has a slash, only plain characters, and a known suffix or a slash at its end.
PATH = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.(?:py|html|css|tsv|toml|txt|in|md|yaml))?)`")
TARGET = re.compile(r"(?:`|^|\n)(?:\w+=\S+ )?make ((?:[a-z-]+ ?)+)")
COMMAND = re.compile(r"(?:\.venv/bin/|`)luatgandan ([a-z_]+)")
# Folders that come into being when something runs, and places in a reader's own new room.
MADE = (
    "tinhnha/",
    "var/",
    "dist/",
    "features/weather",
    "templates/",
    "templatetags/",
    "static/",
    "static/ui/css/components/",
    "starter/",
    "tests/",
    "management/",
)
SCREENSHOTS = sorted((ROOT / "docs" / "screenshots").glob("*.webp"))
THIRD_PARTY = runpy.run_path(str(ROOT / "docs" / "third_party.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_generated_pages_are_up_to_date() -> None:
    command = [sys.executable, "docs/make.py", "--check"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr[-2000:]


def test_an_outdated_page_is_told(tmp_path: Path) -> None:
    program = runpy.run_path(str(ROOT / "docs" / "make.py"))
    good, old, missing = (tmp_path / file for file in ("good.md", "old.md", "missing.md"))
    good.write_text("same", encoding="utf-8")
    old.write_text("before", encoding="utf-8")
    assert program["outdated"]({good: "same", old: "after", missing: "new"}) == [old, missing]


@pytest.mark.parametrize("page", WRITTEN, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PROSE, ids=name)
def test_paths_exist(page: Path) -> None:
    places = (ROOT, PACKAGE, page.parent)
    paths = {path for path in PATH.findall(page.read_text(encoding="utf-8")) if not path.startswith(MADE)}
    assert [path for path in sorted(paths) if not any((place / path).exists() for place in places)] == []


@pytest.mark.parametrize("page", PROSE, ids=name)
def test_make_targets_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {word for words in TARGET.findall(page.read_text(encoding="utf-8")) for word in words.split()}
    assert named - targets == set()


@pytest.mark.parametrize("page", PROSE, ids=name)
def test_commands_exist(page: Path) -> None:
    named = set(COMMAND.findall(page.read_text(encoding="utf-8"))) - {"help"}
    assert named - set(get_commands()) == set()


def test_both_readmes_begin_with_the_two_commands() -> None:
    for readme in ("README.md", "README.vi.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert ("\nmake run\n" in text, "\nmake test\n" in text) == (True, True)


def test_screenshots_are_all_there_and_small() -> None:
    program = runpy.run_path(str(ROOT / "docs" / "screenshots.py"))
    expected = {
        f"{page}-{size}-{theme}.webp"
        for page in program["PAGES"]
        for size in program["SIZES"]
        for theme in program["THEMES"]
    }
    assert {path.name for path in SCREENSHOTS} == expected
    assert sum(path.stat().st_size for path in SCREENSHOTS) <= program["BUDGET"]


@pytest.mark.parametrize("licence", ["GPL-3.0-or-later", "AGPL-3.0", "GNU General Public License v2 (GPLv2)", "GPLv3"])
def test_a_gpl_package_is_refused(licence: str) -> None:
    package = THIRD_PARTY["Package"](name="djlint", version="1", licence=licence)
    with pytest.raises(THIRD_PARTY["UnknownPackageError"], match="leave it out"):
        THIRD_PARTY["refuse_copyleft"]([package], is_shipped=True)


def test_a_gpl_tool_passes_only_by_name_and_outside_what_is_shipped() -> None:
    tool, other = (THIRD_PARTY["Package"](name=name, version="1", licence="GPL-3.0") for name in ("djlint", "other"))
    THIRD_PARTY["refuse_copyleft"]([tool], is_shipped=False)
    with pytest.raises(THIRD_PARTY["UnknownPackageError"], match="other 1 is under GPL"):
        THIRD_PARTY["refuse_copyleft"]([other], is_shipped=False)


@pytest.mark.parametrize("licence", ["LGPL-3.0-only", "MPL-2.0", "MIT", "GNU Lesser General Public License"])
def test_other_licences_pass(licence: str) -> None:
    THIRD_PARTY["refuse_copyleft"]([THIRD_PARTY["Package"](name="x", version="1", licence=licence)], is_shipped=True)


def test_every_direct_requirement_says_what_it_is_for() -> None:
    direct = {package for section in THIRD_PARTY["SECTIONS"] for package in THIRD_PARTY["_direct"](section)}
    assert direct - set(THIRD_PARTY["PURPOSES"]) == set()
