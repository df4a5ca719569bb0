"""A lot, drawn from the seed that was committed to before the round began."""

from typing import Any

from django.db.models import F

from ..papers.values import Run


def key(run: Run, actual: int) -> tuple[int, ...]:
    """Smaller stands before greater."""
    return (run.lot,)


def ordering(actual: int) -> tuple[Any, ...]:
    """The same for the database."""
    return (F("lot"),)
