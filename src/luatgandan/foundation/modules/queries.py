"""What every process may remember about public content, and until when."""

import secrets
from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache

VERSION_KEY = "content-version"
Value = TypeVar("Value")
_remembered: dict[str, tuple[str, object]] = {}


def content_version() -> str:
    """A token that changes whenever public content changes (see `services.content_changed`)."""
    return cast(str, cache.get_or_set(VERSION_KEY, lambda: secrets.token_hex(8), None))


def remember(key: str, make: Callable[[], Value]) -> Value:
    """`make()`'s value, kept in this process until public content changes. For small values read on every page."""
    version = content_version()
    kept = _remembered.get(key)
    if kept is None or kept[0] != version:
        kept = _remembered[key] = (version, make())
    return cast(Value, kept[1])
