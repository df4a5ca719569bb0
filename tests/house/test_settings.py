"""Every name an operator may set is documented, and nothing documented is gone."""

import re

from .anatomy import PACKAGE, ROOT, sources

READ = re.compile(r"""\benv(?:_bool|_list)?\(\s*["']([A-Z0-9_]+)["']""")
DOCUMENTED = re.compile(r"^\| `LUATGANDAN_([A-Z0-9_]+)` \|", re.MULTILINE)


def test_settings_and_their_page_agree() -> None:
    read = {name for path in sources() for name in READ.findall(path.read_text(encoding="utf-8"))}
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert set(DOCUMENTED.findall(page)) == read


def test_base_settings_stay_readable() -> None:
    base = PACKAGE / "config" / "settings" / "base.py"
    assert len(base.read_text(encoding="utf-8").splitlines()) <= 300
