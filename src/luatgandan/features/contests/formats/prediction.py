"""Whoever predicted the number closer stands first; who predicted nothing stands last."""

from typing import Any

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Abs, Coalesce

from ..papers.values import Run


def key(run: Run, actual: int) -> tuple[int, ...]:
    """Smaller stands before greater."""
    return (1, 0) if run.prediction is None else (0, abs(run.prediction - actual))


def ordering(actual: int) -> tuple[Any, ...]:
    """The same for the database."""
    is_missing = Case(When(prediction=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (is_missing, Coalesce(Abs(F("prediction") - Value(actual)), Value(0)))
