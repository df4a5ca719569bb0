"""Whoever handed in earlier stands first."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import F

from ..papers.values import Run

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def key(run: Run, actual: int) -> tuple[int, ...]:
    """Smaller stands before greater; to the microsecond, as databases keep it."""
    return ((run.submitted_at - EPOCH) // timedelta(microseconds=1),)


def ordering(actual: int) -> tuple[Any, ...]:
    """The same for the database."""
    return (F("submitted_at"),)
