"""A backup comes back whole, and who was erased after it was made is erased again."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import people

from .. import services as backups
from .conftest import KEY

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.fixture
def lan(db: Any) -> Person:
    return Person.objects.create(username="lan", first_name="Lan", email="lan@example.vn", phone="+84912345678")


@pytest.mark.django_db
def test_an_erasure_stands_in_the_journal_once(lan: Person, home: Path) -> None:
    (home / "backups").mkdir()
    people.erase_person(person=lan, by=None, at=NOW)
    assert [backups.keep_journal(), backups.keep_journal()] == [2, 0]  # in the house and beside the backups
    (home / "elsewhere").mkdir()
    assert backups.keep_journal(beside=home / "elsewhere") == 1
    text = (home / "backups" / "erasures.jsonl").read_text(encoding="utf-8")
    assert str(lan.public_id) in text
    assert "Lan" not in text


@pytest.mark.django_db
def test_a_torn_line_of_the_journal_does_not_stop_the_others(lan: Person, home: Path) -> None:
    journal = home / "erasures.jsonl"
    journal.write_text('["accounts.pers', encoding="utf-8")
    Person.objects.filter(pk=lan.pk).update(erased_at=NOW)
    backups.keep_journal()
    Person.objects.filter(pk=lan.pk).update(erased_at=None)
    said = StringIO()
    call_command("apply_erasures", stdout=said)
    call_command("apply_erasures", stdout=said)
    assert said.getvalue().split("\n") == ["Xóa lại: 1.", "Xóa lại: 0.", ""]
    lan.refresh_from_db()
    assert (lan.erased_at, lan.email, lan.phone, lan.first_name) == (NOW, "", "", "")


@pytest.mark.django_db(transaction=True)
def test_the_way_back(lan: Person, home: Path) -> None:
    """Backup, then an erasure and a lost file, then the backup put back over what stands."""
    made = backups.make_backup(folder=home / "backups", key=KEY, at=NOW)
    people.erase_person(person=lan, by=None, at=NOW + timedelta(hours=1))
    (home / "private" / "goc.pdf").unlink()
    Person.objects.create(username="later")
    with connection.cursor() as cursor:  # what a newer version would have added
        cursor.execute("CREATE TABLE newer (person bigint REFERENCES accounts_person (id))")
    said = StringIO()
    call_command("restore", str(made.path), "--over", stdout=said)
    assert (home / "private" / "goc.pdf").read_bytes() == b"original" * 200_000
    assert [(one.username.startswith("erased-"), one.email) for one in Person.objects.all()] == [(True, "")]
    assert "Xóa lại theo sổ xóa dữ liệu cá nhân: 1." in said.getvalue()
    assert list(home.glob("before-restore-*/media/anh/bìa.jpg"))
    assert "newer" not in connection.introspection.table_names()
