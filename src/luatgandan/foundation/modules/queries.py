"""What every process may remember about public content, and until when."""

import secrets
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar, cast

from django.core.cache import cache
from django.utils import timezone

VERSION_KEY = "content-version"
FRESH_SECONDS = 1.0
Value = TypeVar("Value")


class _Seen:
    """The content version this process read last, and until when it is believed without asking again."""

    version = ""
    until = 0.0


class _Today:
    """The day in our time zone, and the seconds between which it lasts: pages ask for it again and again."""

    day = date.min
    since = until = 0.0


class _Remembered:
    """What this process made for one content version on one day; all of it goes when either changes."""

    kept: tuple[tuple[str, date] | None, dict[str, object]] = (None, {})


def content_version() -> str:
    """A token that changes whenever public content changes (see `services.content_changed`).

    Another process's change is seen after `FRESH_SECONDS` at the latest, this process's own at once.
    """
    if time.monotonic() > _Seen.until:
        _Seen.version = cast(str, cache.get_or_set(VERSION_KEY, lambda: secrets.token_hex(8), None))
        _Seen.until = time.monotonic() + FRESH_SECONDS
    return _Seen.version


def today() -> date:
    """The day in the time zone of the portal, whatever zone a request has switched on; worked out once a day."""
    if not _Today.since <= time.time() < _Today.until:
        midnight = timezone.localtime(timezone=timezone.get_default_timezone()).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        _Today.day, _Today.since = midnight.date(), midnight.timestamp()
        _Today.until = (midnight + timedelta(days=1)).timestamp()
    return _Today.day


def ask_again() -> None:
    """Believe nothing: read the content version anew next time."""
    _Seen.until = 0.0


def remember(key: str, make: Callable[[], Value]) -> Value:
    """`make()`'s value, kept in this process for the day or until public content changes. For what many pages show."""
    valid = (content_version(), today())
    kept_for, values = _Remembered.kept
    if kept_for != valid:
        values = {}
        _Remembered.kept = (valid, values)
    if key not in values:
        values[key] = make()
    return cast(Value, values[key])
