"""A city with two wards, and people with roles there."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.organisations.models import Organisation

from .laws import stored_law

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MakeStaff = Callable[..., Person]


@pytest.fixture
def law(db: None) -> Document:
    """The law of the tests with its text as issued."""
    return stored_law()


@pytest.fixture
def units(db: None) -> dict[str, Organisation]:
    """The city, and two wards beside each other."""
    root = Organisation.objects.create(code="can-tho", name="Thành phố", kind="city", path="/can-tho/", folded="tp")
    wards = {
        code: Organisation.objects.create(
            code=code, name=f"Phường {code}", kind="ward_committee", parent=root, path=f"/can-tho/{code}/", folded=code
        )
        for code in ("ward-a", "ward-b")
    }
    return {"root": root, **wards}


@pytest.fixture
def make_staff(units: dict[str, Organisation], settings: Any) -> MakeStaff:
    """A person with one role; the second factor has its own tests."""
    settings.STAFF_SECOND_FACTOR = False

    def make(role: str, unit: str = "root", name: str = "") -> Person:
        login = name or f"{role}-{unit}"
        person = Person.objects.create_user(login, f"{login}@example.invalid", "x")
        grant_role(person=person, role=role, room="*", organisation=units[unit], by=None, at=NOW, reason="thử")
        return Person.objects.get(pk=person.pk)

    return make


def desk(person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
