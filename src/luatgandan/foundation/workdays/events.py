"""Facts about working days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class WorkdaysChanged:
    """The calendar changed on these days: clocks that run over them show another last day."""

    days: tuple[date, ...]
