"""Two units of a city, people with roles in them, and a contest that is being drawn up."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone, translation

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from ..models import Contest, Stage
from ..queries import live as reads
from .staging import fill_for_hall, staged

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MakeStaff = Callable[..., Person]
Units = dict[str, Organisation]


@pytest.fixture
def units(db: None) -> Units:
    return city()


@pytest.fixture
def make_staff(units: Units, settings: Any) -> MakeStaff:
    """Somebody with one role."""
    settings.STAFF_SECOND_FACTOR = False

    def make(role: str, unit: str = "ward-a", room: str = "contests") -> Person:
        login = f"{role}-{unit}-{Person.objects.count()}"
        person = Person.objects.create_user(login, f"{login}@example.invalid", "x")
        grant_role(person=person, role=role, room=room, organisation=units[unit], by=None, at=NOW, reason="thử")
        return Person.objects.get(pk=person.pk)

    return make


@pytest.fixture
def drafted(units: Units, make_staff: MakeStaff) -> Contest:
    """A contest of one unit, as its author left it; the author may approve those of others."""
    return Contest.objects.create(
        organisation=units["ward-a"], slug="thi-thu", title="Thi thử", author=make_staff("approver"), changed_at=NOW
    )


@pytest.fixture
def no_memory() -> Iterator[None]:
    """Nothing is known of other stages."""
    reads._kept.clear()
    with translation.override("vi"):
        yield
    reads._kept.clear()


@pytest.fixture
def unit(units: Units, no_memory: None) -> Organisation:
    """A unit with questions for a hall."""
    fill_for_hall(units["ward-a"])
    return units["ward-a"]


@pytest.fixture
def stage(unit: Organisation, make_staff: MakeStaff) -> Stage:
    """A stage that waits for people."""
    return staged(unit, make_staff("contributor"), timezone.now(), seconds=300)
