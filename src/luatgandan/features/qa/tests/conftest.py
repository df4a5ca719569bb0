"""Two units of a city, people with roles in them, and a question on its way."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from ..models import Question
from ..rules import Caller
from ..services import Asked, send_question

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # Monday morning in Cần Thơ
MakeStaff = Callable[..., Caller]
Units = dict[str, Organisation]


@pytest.fixture
def units(db: None) -> Units:
    return city()


@pytest.fixture
def make_staff(units: Units, settings: Any) -> MakeStaff:
    """Somebody with one role, as a caller."""
    settings.STAFF_SECOND_FACTOR = False

    def make(role: str, unit: str = "ward-a") -> Caller:
        login = f"{role}-{unit}-{Person.objects.count()}"
        person = Person.objects.create_user(login, f"{login}@example.invalid", "x")
        grant_role(person=person, role=role, room="*", organisation=units[unit], by=None, at=NOW, reason="thử")
        return Caller(person=Person.objects.get(pk=person.pk))

    return make


@pytest.fixture
def asker(db: None) -> Caller:
    return Caller(person=Person.objects.create_user("asker", "asker@example.invalid", "x", last_name="Lâm Thị Hoa"))


@pytest.fixture
def officer(make_staff: MakeStaff) -> Caller:
    return make_staff("editor")


@pytest.fixture
def checker(make_staff: MakeStaff) -> Caller:
    return make_staff("approver")


@pytest.fixture
def question(units: Units, asker: Caller) -> Question:
    asked = Asked(
        title="Xe máy không gương phạt bao nhiêu?", text="Con tôi chạy xe không gương.", organisation=units["ward-a"]
    )
    return send_question(asked=asked, by=asker, at=NOW)
