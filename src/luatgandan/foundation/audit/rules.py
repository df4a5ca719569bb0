"""Who may read the log, and how an entry is sealed."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from luatgandan.foundation.modules.registry import offers

GENESIS = "0" * 64
PERSONAL = re.compile(r"(?<!\d)(?:\d{12}|0\d{9}|\+84\d{9})(?!\d)|[\w.+-]+@[\w-]+\.[\w.]+")
ACTION = re.compile(r"^[a-z_]+(\.[a-z_]+)+$")


@dataclass(frozen=True, kw_only=True)
class AuditScope:
    """An offer: which organisations' entries a person may read. `codes(person)` returns None for all of them."""

    codes: Callable[[Any], set[str] | None]


def readable_codes(person: Any) -> set[str] | None:
    """The codes of organisations whose entries the person may read; None means every entry; empty without a scope."""
    if getattr(person, "is_superuser", False):
        return None
    found: set[str] = set()
    for scope in offers(AuditScope):
        codes = scope.codes(person)
        if codes is None:
            return None
        found |= codes
    return found


def has_personal_data(value: Any) -> bool:
    """True when a text inside `value` looks like a citizen number, a phone number or an e-mail address."""
    return bool(PERSONAL.search(json.dumps(value, ensure_ascii=False, default=str)))


def canonical(values: Mapping[str, Any]) -> bytes:
    """The one JSON text of an entry: sorted keys, no blanks, UTC time with microseconds."""
    plain = {
        key: value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
        for key, value in values.items()
    }
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def seal(values: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of all fields but the hash itself, in hex."""
    return hashlib.sha256(canonical(values)).hexdigest()
