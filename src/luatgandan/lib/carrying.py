"""Words that go along to the form of another page: they lie in the cache for an hour, the address holds only a key."""

import re
import secrets

from django.core.cache import cache

PARAMETER, SECONDS = "mang-theo", 3_600
KEY = re.compile(r"[\w-]{32}", re.ASCII)


def carry(text: str, *, to: str) -> str:
    """Keep the words; the address `to` with the key that opens them. Without words it is `to` itself."""
    if not text:
        return to
    key = secrets.token_urlsafe(24)
    cache.set(_name(key), text, SECONDS)
    return f"{to}?{PARAMETER}={key}"


def carried(key: str) -> str:
    """What was kept under the key; "" when nothing was, or no longer."""
    return (cache.get(_name(key)) or "") if KEY.fullmatch(key) else ""


def _name(key: str) -> str:
    return f"carried:{key}"
