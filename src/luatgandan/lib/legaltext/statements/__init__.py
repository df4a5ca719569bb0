"""What a document states about itself and others: when it takes effect, what it rests on, replaces, repeals."""

from ..relations import Effect, RelationKind
from .days import effective_days
from .reading import read_statements
from .values import WITHOUT_DAYS, EffectiveDays, Statement

__all__ = [
    "WITHOUT_DAYS",
    "Effect",
    "EffectiveDays",
    "RelationKind",
    "Statement",
    "effective_days",
    "read_statements",
]
