"""Two units of a city, people with roles in them, and a question in a bank."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from ..enums import Kind
from ..formats.values import choosing
from ..models import Item
from ..services import Written, create_item

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
MakeStaff = Callable[..., Person]
Units = dict[str, Organisation]
FERRY = choosing(
    Kind.ONE,
    "Người lớn qua đò ngang trả bao nhiêu tiền?",
    ["50.000 đồng", "20.000 đồng", "Không phải trả tiền"],
    [0],
    explanation="Luật Đò ngang ghi giá cho người lớn.",
)
WRITTEN = Written(content=FERRY, day_of_law=TODAY)


@pytest.fixture
def units(db: None) -> Units:
    return city()


@pytest.fixture
def make_staff(units: Units, settings: Any) -> MakeStaff:
    """Somebody with one role."""
    settings.STAFF_SECOND_FACTOR = False

    def make(role: str, unit: str = "ward-a") -> Person:
        login = f"{role}-{unit}-{Person.objects.count()}"
        person = Person.objects.create_user(login, f"{login}@example.invalid", "x")
        grant_role(person=person, role=role, room="*", organisation=units[unit], by=None, at=NOW, reason="thử")
        return Person.objects.get(pk=person.pk)

    return make


@pytest.fixture
def writer(make_staff: MakeStaff) -> Person:
    return make_staff("contributor")


@pytest.fixture
def item(units: Units, writer: Person) -> Item:
    return create_item(organisation=units["ward-a"], written=WRITTEN, by=writer, at=NOW, code="do-001")
