"""A city with two wards, and people with roles there."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.modules import registry
from luatgandan.foundation.organisations.models import Organisation

from . import reviewing
from .changes import AHEAD, make
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


@pytest.fixture
def writer(make_staff: MakeStaff) -> Person:
    """Who writes for the whole city."""
    return make_staff("editor")


@pytest.fixture
def approver(make_staff: MakeStaff) -> Person:
    """Who approves for the whole city."""
    return make_staff("approver")


@pytest.fixture
def officer(db: None) -> Person:
    """Who may decide everything."""
    return Person.objects.create_superuser("root", "root@example.invalid", "x")


@pytest.fixture
def wards(units: dict[str, Organisation], make_staff: MakeStaff) -> dict[str, Any]:
    """The units, an editor and an approver in ward a and in the city, an editor in ward b."""
    roles = (
        ("editor", "ward-a"),
        ("approver", "ward-a"),
        ("editor", "ward-b"),
        ("editor", "root"),
        ("approver", "root"),
    )
    return {**units, **{f"{role}-{unit}": make_staff(role, unit) for role, unit in roles}}


@pytest.fixture
def decree(db: None) -> Document:
    """It amends the decree of the tests from the coming New Year on."""
    return make("20/2026/NĐ-CP", date(2026, 11, 1), AHEAD)


@pytest.fixture
def citing_terms() -> Iterator[None]:
    """Words of the glossary cite the law as a room's things do."""
    registry.register(registry.Module(name="test", title="Thử", offers=(reviewing.offered(),)))
    yield
    registry._modules.pop("test")
    reviewing.owners.clear()
    reviewing.people.clear()


def desk(person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
