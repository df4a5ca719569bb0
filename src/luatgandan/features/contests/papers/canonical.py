"""One way to write a value as bytes, so that everybody who hashes it gets the same."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON in UTF-8: names sorted, no blanks, letters as they are. Floating point numbers are refused."""
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    """The SHA-256 of a value, as 64 hexadecimal digits."""
    return sha256(canonical(value)).hexdigest()


def written(at: datetime) -> str:
    """A time in UTC to the microsecond: "2026-11-23T01:00:00.000000Z"."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("no floating point numbers: they are not written alike everywhere")
    if isinstance(value, dict):
        value = value.values()
    if not isinstance(value, str) and hasattr(value, "__iter__"):
        for one in value:
            _refuse_floats(one)
