"""A law that search finds, a decree whose words stand in the library, and people with roles in a city."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from luatgandan.features.library.models import Document
from luatgandan.features.library.services.terms import record_terms
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city
from luatgandan.foundation.search.services import rebuild_index

from ..enums import DraftKind
from ..models import Draft, PracticeTask
from ..services import drafts, practice
from .lawbook import NOW, decree_text, stored

MakeStaff = Callable[..., Person]
Units = dict[str, Organisation]
TODAY = date(2026, 11, 22)


@pytest.fixture
def ferry(db: None) -> Document:
    """The law of ferries of the library's tests, in the index: Điều 2 says what a crossing costs."""
    law = stored_law()
    rebuild_index()
    return law


@pytest.fixture
def traffic(db: None) -> Document:
    """The decree with its text and the terms it defines."""
    document = stored("2/2026/NĐ-CP", decree_text())
    record_terms(articles={document.pk: decree_text().articles})
    return document


@pytest.fixture
def units(db: None) -> Units:
    return city()


@pytest.fixture
def make_staff(units: Units, settings: Any) -> MakeStaff:
    """A person with one role; the second factor has its own tests."""
    settings.STAFF_SECOND_FACTOR = False

    def make(role: str, unit: str = "root", room: str = "*") -> Person:
        login = f"{role}-{unit}-{Person.objects.count()}"
        person = Person.objects.create_user(login, f"{login}@example.invalid", "x")
        grant_role(person=person, role=role, room=room, organisation=units[unit], by=None, at=NOW, reason="thử")
        return Person.objects.get(pk=person.pk)

    return make


@pytest.fixture
def writer(make_staff: MakeStaff) -> Person:
    return make_staff("editor", "ward-a")


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def task(traffic: Document, make_staff: MakeStaff, today: date) -> PracticeTask:
    keys = [(traffic.pk, "art_6"), (traffic.pk, "art_7")]
    return practice.make_task(title="Mũ?", keys=keys, day=today, by=make_staff("editor"), at=NOW)


@pytest.fixture
def draft(traffic: Document, units: Units, writer: Person) -> Draft:
    return made(traffic, units["ward-a"], writer)


def made(law: Document, unit: Organisation, by: Person, kind: DraftKind = DraftKind.SITUATION) -> Draft:
    return drafts.make_draft(
        kind=kind, title="Đội mũ bảo hiểm", organisation=unit, keys=[(law.pk, "art_7")], day=TODAY, by=by, at=NOW
    )
