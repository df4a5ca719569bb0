"""What is looked at, and what is found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from ..enums import SignalKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """How an attempt went. By code of the question: the answer, and when it was given (seconds after the start)."""

    attempt: int
    entrant: str
    started_at: datetime
    seconds: float
    score: int
    answers: Mapping[str, tuple[str, ...]]
    given: Mapping[str, float]
    wrong: frozenset[str]

    @property
    def spent(self) -> dict[str, float]:
        """Seconds between each answer and the one before it."""
        order = sorted((at, code) for code, at in self.given.items())
        first = {code: at for at, code in order[:1]}
        return first | {code: at - before for (before, _other), (at, code) in pairwise(order)}


@dataclass(frozen=True, kw_only=True)
class Oddity:
    """One odd thing; `key` names it within its kind and round, `strength` is from 0 to 1, `attempts` are ids."""

    kind: SignalKind
    key: str
    strength: float
    attempts: tuple[int, ...]
    evidence: Mapping[str, Any]
