"""Who else is there: another backup, what a killed one left, a portal that still runs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from .. import rules, services
from ..services.alone import alone
from .conftest import KEY

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_backup_left_goes_before_the_next(home: Path) -> None:
    left = [home / "backup-x1" / "database.sqlite3", home / "restore-x2" / "private" / "goc.pdf",
            home / "backups" / "luatgandan-20261122T050000Z.partial"]  # fmt: skip
    stays = [home / "before-restore-1" / "database.sqlite3", home / "backups" / "notes.partial"]
    for path in (*left, *stays):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    services.make_backup(folder=home / "backups", key=KEY, at=NOW)
    assert [path.exists() for path in (*left, *stays)] == [False, False, False, True, True]


@pytest.mark.django_db
def test_one_at_a_time(home: Path) -> None:
    with alone(), pytest.raises(rules.BackupError, match="khác đang chạy"):
        services.make_backup(folder=home / "backups", key=KEY, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_portal_that_runs_is_not_restored_over_unasked(home: Path) -> None:
    archive = home / "none.lgd"
    archive.write_bytes(b"x")
    portal = connection.copy()
    portal.ensure_connection()
    try:
        with pytest.raises(CommandError, match="còn mở cơ sở dữ liệu"):
            call_command("restore", str(archive), "--over")
        with pytest.raises(CommandError, match="không phải tệp sao lưu"):
            call_command("restore", str(archive), "--over", "--force")
    finally:
        portal.close()
    with pytest.raises(CommandError, match="không phải tệp sao lưu"):
        call_command("restore", str(archive), "--over")
