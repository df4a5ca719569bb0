"""The chain: what is written stays, and every tampering is found."""

import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from luatgandan.foundation.audit import queries, services
from luatgandan.foundation.audit.models import Entry, EntryIsFinalError, Head

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


class Someone:
    public_id = UUID("12345678-1234-4234-8234-123456789abc")


def add(count: int = 3) -> list[Entry]:
    return [
        services.record(action="test.act", at=NOW, actor=Someone(), label=f"Việc {number}", detail={"số": number})
        for number in range(count)
    ]


@pytest.fixture
def without_guard(db: None):
    services.lift_guard(connection)
    yield
    services.install_guard(connection)


@pytest.mark.django_db
def test_entries_follow_each_other_and_carry_only_a_pseudonym() -> None:
    first, second, third = add()
    assert (second.sequence, third.sequence) == (first.sequence + 1, first.sequence + 2)
    assert third.previous_hash == second.hash
    assert first.actor_id == "12345678-1234-4234-8234-123456789abc"
    assert first.actor_label == "người dùng 12345678"
    assert queries.verify_chain().broken_at is None


@pytest.mark.django_db
def test_personal_data_is_refused_in_label_and_detail() -> None:
    for bad in ("092201001234", "0912345678", "+84912345678", "an@example.vn"):
        with pytest.raises(services.PersonalDataInLogError):
            services.record(action="test.act", at=NOW, label=bad)
        with pytest.raises(services.PersonalDataInLogError):
            services.record(action="test.act", at=NOW, detail={"ghi chú": f"gọi {bad}"})
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_an_action_is_a_dotted_verb() -> None:
    with pytest.raises(ValueError, match="dotted"):
        services.record(action="Sửa", at=NOW)


@pytest.mark.django_db
def test_the_act_and_its_entry_fall_together() -> None:
    with transaction.atomic():
        add(1)
        transaction.set_rollback(True)
    assert Entry.objects.count() == 0
    assert Head.objects.get().sequence == 0


@pytest.mark.django_db
def test_model_and_database_refuse_changes() -> None:
    entry = add(1)[0]
    entry.action = "test.other"
    with pytest.raises(EntryIsFinalError):
        entry.save()
    with pytest.raises(EntryIsFinalError):
        entry.delete()
    with pytest.raises(EntryIsFinalError):
        Entry.objects.update(action="test.other")
    with pytest.raises(EntryIsFinalError):
        Entry.objects.all().delete()
    for statement in ("UPDATE audit_entry SET action = 'x.y'", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Entry.objects.get().action == "test.act"


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "at", "reason"),
    [
        ("UPDATE audit_entry SET object_label = 'khác' WHERE sequence = 2", 2, "đã bị sửa"),
        ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE sequence = 1", 1, "đã bị sửa"),
        ("DELETE FROM audit_entry WHERE sequence = 2", 2, "bị đứt"),
        ("DELETE FROM audit_entry WHERE sequence = 3", 3, "mất phần cuối"),
        ("DELETE FROM audit_entry", 1, "mất phần cuối"),
        ("DELETE FROM audit_head", 3, "đã bị xóa"),
    ],
)
def test_tampering_is_found(without_guard: None, sql: str, at: int, reason: str) -> None:
    add(3)
    tamper(sql)
    result = queries.verify_chain()
    assert result.broken_at == at
    assert reason in result.reason


@pytest.mark.usefixtures("without_guard")
def test_a_tail_cut_together_with_the_head_is_found_by_an_outside_checkpoint(tmp_path: Path, capsys) -> None:
    first, _, _ = add(3)
    file = tmp_path / "head.jsonl"
    call_command("verify_audit", head=file)
    tamper("DELETE FROM audit_entry WHERE sequence > 1")
    tamper(f"UPDATE audit_head SET sequence = 1, hash = '{first.hash}'")
    assert queries.verify_chain().broken_at is None
    with pytest.raises(CommandError, match="mất phần cuối: lẽ ra có đến mục 3") as caught:
        call_command("verify_audit", head=file)
    assert caught.value.returncode == 1
    assert len(file.read_text().splitlines()) == 1


@pytest.mark.usefixtures("without_guard")
def test_a_chain_written_anew_is_found_by_an_outside_checkpoint(tmp_path: Path, capsys) -> None:
    add(2)
    file = tmp_path / "head.jsonl"
    call_command("verify_audit", head=file)
    tamper("DELETE FROM audit_entry")
    tamper("DELETE FROM audit_head")
    for number in range(2):
        services.record(action="test.forged", at=NOW, label=str(number))
    with pytest.raises(CommandError, match="mục 2: khác với mốc"):
        call_command("verify_audit", head=file)


@pytest.mark.django_db
def test_a_whole_chain_is_told_with_its_length(capsys) -> None:
    add(4)
    call_command("verify_audit")
    assert "Nhật ký nguyên vẹn: 4 mục" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_the_chain_is_whole_after_many_writers_at_once() -> None:
    def write() -> None:
        try:
            add(10)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    result = queries.verify_chain()
    assert (result.checked, result.broken_at) == (60, None)


@pytest.mark.django_db(transaction=True)
def test_flushing_a_trial_database_puts_the_guard_back() -> None:
    add(1)
    call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.count() == 0
    add(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        tamper("DELETE FROM audit_entry")
