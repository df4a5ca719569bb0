"""Keep the database of a release for the upgrade test: `.venv/bin/python docs/upgrade_fixture.py v0.1.0`.

Checks the revision out beside this one, lets its `luatgandan prepare` make a portal with starter content, writes
tests/upgrade/<revision>.sqlite3.xz. Run it once for each release, in the environment of that release when it differs.
"""

import lzma
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "upgrade"


def main(revision: str) -> int:
    """Write the file; prints its name and size."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-release-") as scratch:
        tree, home = Path(scratch) / "tree", Path(scratch) / "home"
        _run("git", "worktree", "add", "--detach", str(tree), revision)
        try:
            wanted = {"PYTHONPATH": str(tree / "src"), "LUATGANDAN_HOME": str(home), "LUATGANDAN_DATABASE": ""}
            _run(sys.executable, "-m", "luatgandan", "prepare", **wanted)
        finally:
            _run("git", "worktree", "remove", "--force", str(tree))
        target = FOLDER / f"{revision}.sqlite3.xz"
        target.write_bytes(lzma.compress(_small(home / "luatgandan.sqlite3"), preset=9 | lzma.PRESET_EXTREME))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")
    return 0


def _small(path: Path) -> bytes:
    """The file without its log of writes and without gaps."""
    with closing(sqlite3.connect(path)) as database:
        database.create_function("REGEXP", 2, lambda pattern, text: bool(re.search(pattern, text)), deterministic=True)
        database.execute("PRAGMA journal_mode=DELETE")
        database.execute("VACUUM")
    return path.read_bytes()


def _run(*command: str, **environment: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environment})  # noqa: S603 - git and our own program


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
