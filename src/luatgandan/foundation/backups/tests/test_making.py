"""A backup is whole or not there, tells no secret, and opens with its key only."""

import json
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from luatgandan.lib import sealed

from .. import queries, rules, services
from ..services import databases
from .conftest import KEY

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


@contextmanager
def small_files() -> Iterator[None]:
    """No file of this process may grow beyond 500 kB: what a full disk looks like to a program."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def unpacked(made: services.Made, home: Path, key: str = KEY) -> tuple[services.Opened, Path]:
    folder = home / "unpacked"
    folder.mkdir()
    return services.open_backup(path=made.path, key=key, folder=folder), folder


def test_everything_is_in_it(home: Path) -> None:
    made = services.make_backup(folder=home / "backups", key=KEY, at=NOW)
    opened, folder = unpacked(made, home)
    assert (made.path.name, made.path.stat().st_mode & 0o777) == ("luatgandan-20261123T050000Z.lgd", 0o600)
    assert opened.rows == databases.counts()
    assert (folder / "media/anh/bìa.jpg").read_bytes() == b"picture"
    assert (folder / "private/goc.pdf").read_bytes() == b"original" * 200_000
    assert (opened.files, opened.made_at) == (3, NOW.isoformat())


def test_no_secret_is_told_and_nothing_can_be_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "DATABASE_PASSWORD", "SMS_TOKEN", "BACKUP_KEY"):
        monkeypatch.setenv(f"LUATGANDAN_{name}", "hush-hush")
    monkeypatch.setenv("LUATGANDAN_SMS_URL", "https://sms.example/send?apikey=hush-hush")
    monkeypatch.setenv("LUATGANDAN_REDIS_URL", "redis://me:hush-hush@cache.example/0")
    made = services.make_backup(folder=home / "backups", key=KEY, at=NOW)
    told = (unpacked(made, home)[1] / "settings.json").read_text(encoding="utf-8")
    assert "hush-hush" not in told
    assert json.loads(told)["LUATGANDAN_REDIS_URL"] == "redis://•••@cache.example/0"
    assert json.loads(told)["LUATGANDAN_SMS_URL"] == "https://sms.example/send?•••"
    assert b"django_migrations" not in made.path.read_bytes()


def test_a_full_disk_leaves_nothing_and_the_next_try_works(home: Path) -> None:
    with small_files(), pytest.raises((rules.BackupError, OSError)) as told:
        services.make_backup(folder=home / "backups", key=KEY, at=NOW)
    assert rules.words_for(told.value)
    assert list((home / "backups").iterdir()) == []
    assert [path.name for path in home.iterdir() if path.name.startswith("backup-")] == []
    assert services.make_backup(folder=home / "backups", key=KEY, at=NOW).files == 3


def test_a_short_key_is_refused(home: Path) -> None:
    with pytest.raises(rules.BackupError, match="ít nhất 20 ký tự"):
        services.make_backup(folder=home / "backups", key="ngắn", at=NOW)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data[:-1], "cắt ngắn"),
        (lambda data: data[:100_000] + bytes([data[100_000] ^ 1]) + data[100_001:], "hỏng"),
        (lambda data: b"PK" + data, "không phải tệp sao lưu"),
    ],
)
def test_a_damaged_file_is_told_in_words(home: Path, change: Callable[[bytes], bytes], said: str) -> None:
    made = services.make_backup(folder=home / "backups", key=KEY, at=NOW)
    made.path.write_bytes(change(made.path.read_bytes()))
    with pytest.raises(CommandError, match=said):
        call_command("restore", str(made.path), "--over")
    assert not list(home.glob("before-restore-*"))


def test_another_key_is_told_in_words(home: Path) -> None:
    made = services.make_backup(folder=home / "backups", key=KEY, at=NOW)
    with pytest.raises(sealed.WrongKeyError) as told:
        unpacked(made, home, key="một câu khác cũng dài như vậy")
    assert rules.words_for(told.value).startswith("Sai khóa")


def test_a_backup_of_a_newer_version_is_refused(home: Path) -> None:
    MigrationRecorder(connection).record_applied("audit", "9999_from_the_future")
    made = services.make_backup(folder=home / "backups", key=KEY, at=NOW)
    MigrationRecorder(connection).record_unapplied("audit", "9999_from_the_future")
    with pytest.raises(rules.BackupError, match="phiên bản mới hơn"):
        unpacked(made, home)


def test_what_stands_is_not_replaced_unasked(home: Path) -> None:
    made = services.make_backup(folder=home / "backups", key=KEY, at=NOW)
    with pytest.raises(CommandError, match="--over"):
        call_command("restore", str(made.path))


def test_old_backups_go_and_other_files_stay(home: Path) -> None:
    folder = home / "backups"
    folder.mkdir()
    for days in (1, 2, 3, 60):
        (folder / f"{(datetime.now(UTC) - timedelta(days=days)).strftime('luatgandan-%Y%m%dT%H%M%SZ')}.lgd").touch()
    (folder / "notes.lgd").touch()
    said = StringIO()
    call_command("backup", keep_daily=2, keep_weekly=0, stdout=said)
    assert (len(queries.archives(folder)), said.getvalue().count("Đã bỏ")) == (2, 3)
    assert (folder / "notes.lgd").exists()
