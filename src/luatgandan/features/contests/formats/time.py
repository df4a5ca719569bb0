"""Whoever needed less time stands first."""

from typing import Any

from django.db.models import F

from ..papers.values import Run


def key(run: Run, actual: int) -> tuple[int, ...]:
    """Smaller stands before greater."""
    return (run.millis,)


def ordering(actual: int) -> tuple[Any, ...]:
    """The same for the database."""
    return (F("millis"),)
