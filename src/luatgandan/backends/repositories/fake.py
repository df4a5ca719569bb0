"""For tests: gives the batches it was told to give, then fails where it was told to fail."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from .base import Batch, Repository, RepositoryError


class FakeRepository(Repository):
    """`asked`: since when it was asked, each time."""

    def __init__(self, *, url: str = "", batches: Sequence[Batch] = (), error: RepositoryError | None = None) -> None:
        self.url, self.batches, self.error = url, batches, error
        self.asked: list[datetime | None] = []

    def changed_since(self, since: datetime | None) -> Iterator[Batch]:
        self.asked.append(since)
        yield from self.batches
        if self.error:
            raise self.error
