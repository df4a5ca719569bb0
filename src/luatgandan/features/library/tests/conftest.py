"""A city with two wards, and people with roles there."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from luatgandan.features.library.models import Document, SourceFile
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.modules import registry
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from . import correcting, relating, reviewing
from .changes import AHEAD, make
from .laws import NOW, stored_law

MakeStaff = Callable[..., Person]


@pytest.fixture
def law(db: None) -> Document:
    """The law of the tests with its text as issued."""
    return stored_law()


@pytest.fixture
def units(db: None) -> dict[str, Organisation]:
    """The city, and two wards beside each other."""
    return city()


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
def file(db: None) -> SourceFile:
    """A file that was read with faults."""
    return correcting.imported("a.txt", correcting.BROKEN.encode())


@pytest.fixture
def code(db: None) -> Document:
    """The civil code, without its text."""
    document = Document(
        slug="bo-luat-91-2015-qh13", number="91/2015/QH13", kind="bo-luat", title="Dân sự", issuer="Quốc hội",
        short_name="Bộ luật Dân sự 2015", issued_on=date(2015, 11, 24), effective_on=date(2017, 1, 1),
    )  # fmt: skip
    document.clean()
    document.save()
    content_changed()
    return document


@pytest.fixture
def writer(make_staff: MakeStaff) -> Person:
    """Who writes for the whole city and works on the texts of the library."""
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
    client.force_login(person)
    return client


@pytest.fixture
def old(db: None) -> Document:
    """A law in force since 2015."""
    return relating.make("68/2014/QH13")


@pytest.fixture
def new(db: None) -> Document:
    """A newer law, in force since 2021."""
    return relating.make("59/2020/QH14", issued_on=date(2020, 6, 17), effective_on=date(2021, 1, 1))
