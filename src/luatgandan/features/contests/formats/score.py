"""More points stand first."""

from typing import Any

from django.db.models import F, Value

from ..papers.values import Run


def key(run: Run, actual: int) -> tuple[int, ...]:
    """Smaller stands before greater."""
    return (-run.score,)


def ordering(actual: int) -> tuple[Any, ...]:
    """The same for the database."""
    return (Value(0) - F("score"),)
