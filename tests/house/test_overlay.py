"""A province's own app before ours: its templates win, its offers join, as docs/deploy.md tells."""

import os
import re
import subprocess
import sys
from pathlib import Path

from .anatomy import ROOT

ASKED = """
import django; django.setup()
from django.template.loader import get_template
from django.urls import resolve
print(get_template("ui/page.html").origin.name)
print(get_template("ui/display.html").origin.name)
print(resolve("/tinh-nha/").func(None).content.decode())
"""


def written(folder: Path) -> set[str]:
    """The files of the overlay, as the page shows them."""
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    files = re.findall(r"^`(tinhnha/[\w./]+)`:\n\n```\w*\n(.*?)```$", page, re.MULTILINE | re.DOTALL)
    for name, text in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return {name for name, _ in files}


def test_the_overlay_of_the_page_loads(tmp_path: Path) -> None:
    assert written(tmp_path) >= {"tinhnha/settings.py", "tinhnha/apps.py", "tinhnha/module.py", "tinhnha/urls.py"}
    (tmp_path / "tinhnha" / "__init__.py").touch()
    page = tmp_path / "tinhnha" / "templates" / "ui" / "page.html"
    page.parent.mkdir(parents=True)
    page.touch()
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT / 'src'}",
        "DJANGO_SETTINGS_MODULE": "tinhnha.settings",
        "LUATGANDAN_HOME": str(tmp_path),
        "LUATGANDAN_SECRET_KEY": "x" * 50,
        "LUATGANDAN_SITE_URL": "https://luat.example",
    }
    done = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=False)
    own, ours, answer = done.stdout.splitlines()[-3:] or [done.stderr, "", ""]
    assert own == str(page)
    assert ours.startswith(str(ROOT / "src"))
    assert answer == "Tỉnh nhà"
