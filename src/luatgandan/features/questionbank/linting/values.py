"""What the linter says, and what it must know besides the question."""

from dataclasses import dataclass
from typing import Any

from ..enums import Level


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing wrong or doubtful; `told` says what to do about it."""

    code: str
    level: Level
    told: Any


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A provision that the question rests on: its words on the day; empty where it does not stand then."""

    label: str
    words: str
    is_in_force: bool


def error(code: str, told: Any) -> Finding:
    """The question may not be used like this."""
    return Finding(code=code, level=Level.ERROR, told=told)


def warning(code: str, told: Any) -> Finding:
    """Somebody should look."""
    return Finding(code=code, level=Level.WARNING, told=told)
