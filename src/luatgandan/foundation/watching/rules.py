"""What apps offer to be watched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class HealthCheck:
    """An offer: one part of the house. `look()` gives "" when it is well, else what is wrong, without secrets.

    It may raise: then the part does not answer. `title` and `meanwhile` (what works, what waits) are for citizens.
    """

    name: str
    title: Any
    look: Callable[[], str]
    meanwhile: Any
    is_vital: bool = False  # without it this node answers nobody
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """An offer: a number for /metrics. `measure()` gives values by the value of `label`: few, of no person."""

    name: str
    text: str
    measure: Callable[[], Mapping[str, float]]
    label: str = ""
