"""Proving a restored house leaves no trace in it; a drill that fails says so and leaves nothing lying about."""

from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from luatgandan.foundation.accounts.models import Person

from .. import queries, services

SIGNS_IN = "một người dùng đăng nhập được"


@pytest.mark.django_db
def test_signing_in_is_proven_and_nobody_has_signed_in() -> None:
    person = Person.objects.create(username="lan", email="lan@example.vn")
    assert dict(services.prove())[SIGNS_IN] == ""
    person.refresh_from_db()
    assert (person.last_login, Session.objects.count()) == (None, 0)


@pytest.mark.django_db
def test_what_does_not_hold_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    proven = dict(services.prove())
    assert proven[SIGNS_IN] == "bản sao lưu không có tài khoản nào"
    assert proven["chỉ mục tìm kiếm khớp cơ sở dữ liệu"] != ""  # there is no index here


@pytest.mark.django_db(transaction=True)
def test_a_drill_of_a_broken_archive_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(home / "temporary"))
    with pytest.raises(CommandError, match="Chưa có bản sao lưu"):
        call_command("restore_drill")
    (home / "backups").mkdir()
    (home / "backups" / "luatgandan-20261123T050000Z.lgd").write_bytes(b"nothing")
    with pytest.raises(CommandError, match="KHÔNG ĐẠT"):
        call_command("restore_drill")
    assert list((home / "temporary").iterdir()) == []


@pytest.mark.parametrize(("hours", "said"), [(35, ""), (40, "bản sao lưu mới nhất đã 40 giờ")])
def test_an_old_backup_is_told(home: Path, hours: int, said: str) -> None:
    (home / "backups").mkdir()
    made = timezone.now().astimezone(UTC) - timedelta(hours=hours, minutes=1)
    (home / "backups" / f"{made.strftime(queries.STAMP)}.lgd").touch()
    assert queries.what_is_wrong() == said


def test_no_backup_is_told_but_not_where_one_only_tries_the_portal_out(home: Path, settings: Any) -> None:
    assert "chưa có bản sao lưu nào" in queries.what_is_wrong()
    settings.IS_DEMO, settings.BACKUP_KEY = True, ""
    assert queries.what_is_wrong() == ""
