"""Templates: no inline style or script (strict content security policy), no address of another host."""

import re
from pathlib import Path

import pytest

from .anatomy import PACKAGE, ROOT

TEMPLATES = sorted(path for path in PACKAGE.rglob("templates/**/*.html"))
INLINE = re.compile(r"""<style|\sstyle=["']|\son[a-z]+=["']|<script(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))""")
HOSTS = re.compile(r"(?:src|href)=[\"']https?://(?!schema\.org|www\.w3\.org)")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_inline_style_or_script_and_no_foreign_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert INLINE.findall(text) == []
    assert HOSTS.findall(text) == []


def test_inline_style_is_caught() -> None:
    assert INLINE.search('<p style="color: red">')
    assert INLINE.search("<script>x()</script>")
    assert not INLINE.search('<script src="/x.js" defer></script>')


def test_no_registry_host_or_machine_path_is_committed() -> None:
    hosts = re.compile(r"pythonhosted|registry\.npm" + r"js|deb\.debian" + r"\.org|/root" + "/")
    names = [*ROOT.glob("*.*"), *ROOT.glob("requirements/*"), *ROOT.glob("docs/**/*.md"), *PACKAGE.rglob("*.py")]
    assert [path.name for path in names if path.is_file() and hosts.search(path.read_text("utf-8", "replace"))] == []
