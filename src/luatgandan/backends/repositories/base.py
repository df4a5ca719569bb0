"""What every repository of others has in common: what came, changed or went since a moment, in batches."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Found:
    """One thing of another house: its name there, what kind it is, its values; `data` None: it is no longer public."""

    identifier: str
    source: str  # "van-ban"
    data: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What one answer held, and when the other house gave it, by its own clock."""

    found: tuple[Found, ...]
    told_at: datetime
    count: int | None = None  # of all that will come, where the other house says so


class RepositoryError(Exception):
    """The other house did not answer as it should. `is_temporary`: asking again later may help."""

    def __init__(self, message: str, *, is_temporary: bool) -> None:
        super().__init__(message)
        self.is_temporary = is_temporary


class Repository(ABC):
    """A house to harvest from."""

    @abstractmethod
    def changed_since(self, since: datetime | None) -> Iterator[Batch]:
        """All that came, changed or went from `since` on (None: all there is), oldest first. Raises RepositoryError."""
