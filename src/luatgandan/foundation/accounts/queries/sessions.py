"""Where a person is signed in."""

from dataclasses import dataclass
from datetime import datetime

from ..models import OpenSession, Person


@dataclass(frozen=True)
class SignedIn:
    """One line of a person's list."""

    pk: int
    browser: str
    begun_at: datetime
    seen_at: datetime
    is_this: bool


def sessions_of(person: Person, *, at: datetime, this: str | None = None) -> list[SignedIn]:
    """Sessions that still open something, the one with the key `this` first, then the last used."""
    rows = OpenSession.objects.filter(person=person, session__expire_date__gt=at)
    found = [SignedIn(row.pk, row.browser, row.begun_at, row.seen_at, row.session_id == this) for row in rows]
    return sorted(found, key=lambda one: not one.is_this)
