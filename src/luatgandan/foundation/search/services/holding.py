"""One process at a time writes the index: a lease in the database, which ends by itself when its holder dies."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from django.db.models import Q

from ..models import IndexState

LEASE = timedelta(seconds=120)
RENEW = timedelta(seconds=20)
Clock = Callable[[], datetime]
Value = TypeVar("Value")


@dataclass
class Hold:
    """The right to write the index."""

    token: str
    now: Clock
    renewed_at: datetime

    def renew(self) -> None:
        """Say that the holder is alive; costs a write at most every twenty seconds."""
        at = self.now()
        if at - self.renewed_at >= RENEW:
            IndexState.objects.filter(pk=1, holder=self.token).update(held_until=at + LEASE)
            self.renewed_at = at

    def through(self, values: Iterable[Value], *, every: int = 200) -> Iterator[Value]:
        """The same values, renewing on the way."""
        for count, value in enumerate(values):
            if count % every == 0:
                self.renew()
            yield value


@contextmanager
def holding(*, now: Clock) -> Iterator[Hold | None]:
    """Hold the index for writing; None when another process does."""
    at = now()
    IndexState.objects.get_or_create(pk=1)
    free = IndexState.objects.filter(Q(held_until=None) | Q(held_until__lte=at), pk=1)
    token = uuid4().hex
    if not free.update(holder=token, held_until=at + LEASE):
        yield None
        return
    try:
        yield Hold(token, now, at)
    finally:
        IndexState.objects.filter(pk=1, holder=token).update(holder="", held_until=None)
