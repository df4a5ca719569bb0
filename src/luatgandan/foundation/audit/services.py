"""Adding to the log. `record` belongs inside the transaction of the act it tells of: both stand or both fall."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction

from . import rules
from .models import Entry, Head

HEAD_ID = 1


class Actor(Protocol):
    """Whoever acts: known to the log only by a public id that says nothing about the person."""

    @property
    def public_id(self) -> Any: ...


class PersonalDataInLogError(ValueError):
    """The log must not hold names of numbers, addresses or phones: it can never be erased."""

    def __init__(self, action: str) -> None:
        super().__init__(f"{action}: detail or label holds what looks like personal data")


@transaction.atomic
def record(
    *,
    action: str,
    at: datetime,
    actor: Actor | None = None,
    target: models.Model | None = None,
    label: str = "",
    organisation_code: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Add one entry: `action` is a dotted verb ("qa.answer"), `target` the record acted on, `label` its public name.

    Raises ValueError for a malformed action and PersonalDataInLogError when `label` or `detail` carries personal data.
    """
    if not rules.ACTION.match(action):
        raise ValueError(f"not a dotted verb: {action!r}")
    if rules.has_personal_data([label, dict(detail or {})]):
        raise PersonalDataInLogError(action)
    actor_id = str(actor.public_id) if actor else ""
    return _append(
        at=at,
        actor_id=actor_id,
        actor_label=f"người dùng {actor_id[:8]}" if actor else "hệ thống",
        action=action,
        object_type=target._meta.label_lower if target else "",
        object_id=str(getattr(target, "public_id", target.pk)) if target else "",
        object_label=label[:200],
        organisation_code=organisation_code,
        detail=json.loads(json.dumps(dict(detail or {}), default=str)),
    )


def _append(**values: Any) -> Entry:
    """Seal and insert. The head row is the lock: PostgreSQL locks it; SQLite's IMMEDIATE transaction locks the file."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=HEAD_ID, defaults={"hash": rules.GENESIS})
    values |= {"sequence": head.sequence + 1, "previous_hash": head.hash}
    entry = Entry.objects.create(**values, hash=rules.seal(values))
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save(update_fields=["sequence", "hash"])
    return entry


def install_guard(connection: Any) -> None:
    """Make the database itself refuse changes of entries (also those made outside this program)."""
    with connection.cursor() as cursor:
        for statement in _GUARDS[connection.vendor]:
            cursor.execute(statement)


def lift_guard(connection: Any) -> None:
    """Remove the guard; only for emptying a whole trial database."""
    with connection.cursor() as cursor:
        for statement in _LIFTS[connection.vendor]:
            cursor.execute(statement)


_REFUSAL = "nhật ký chỉ được ghi thêm, không được sửa hay xóa"
_LIFTS = {
    "sqlite": ("DROP TRIGGER IF EXISTS audit_entry_no_update", "DROP TRIGGER IF EXISTS audit_entry_no_delete"),
    "postgresql": (
        "DROP TRIGGER IF EXISTS audit_entry_no_change ON audit_entry",
        "DROP TRIGGER IF EXISTS audit_entry_no_truncate ON audit_entry",
    ),
}
_GUARDS = {
    "sqlite": tuple(
        f"CREATE TRIGGER IF NOT EXISTS audit_entry_no_{verb} BEFORE {verb.upper()} ON audit_entry "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for verb in ("update", "delete")
    ),
    "postgresql": (
        *_LIFTS["postgresql"],
        "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
        "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
        "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    ),
}
