"""Who reads and who writes drafts."""

import pytest
from django.test import Client
from django.urls import reverse

from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import Person

from ..models import Draft
from ..queries.drafts import latest_version
from ..services import drafts as services
from .conftest import MakeStaff, Units, made
from .lawbook import desk

PAGES = ("draft", "history", "docx")


@pytest.mark.parametrize(
    ("role", "unit", "sees", "edits"),
    [
        ("contributor", "ward-a", True, False),
        ("editor", "ward-a", True, True),
        ("approver", "root", True, True),
        ("auditor", "root", True, False),
        ("editor", "ward-b", False, False),
        ("unit_head", "ward-b", False, False),
    ],
)
def test_who_reads_and_who_writes(
    draft: Draft, make_staff: MakeStaff, role: str, unit: str, sees: bool, edits: bool
) -> None:
    browser = desk(make_staff(role, unit))
    for page in PAGES:
        answer = browser.get(reverse(f"assistant_drafts:{page}", args=[draft.pk]))
        assert (answer.status_code == 200) == sees
    listed = browser.get(reverse("assistant_drafts:list"))
    assert (draft.title in listed.content.decode()) == sees
    browser.post(reverse("assistant_drafts:line", args=[draft.pk, 1]), {"text": "Câu khác.", "seen": 1})
    assert (latest_version(draft).number == 2) == edits


def test_strangers_citizens_and_other_rooms_stay_outside(client: Client, draft: Draft, make_staff: MakeStaff) -> None:
    addresses = [reverse("assistant_drafts:list"), reverse("assistant_drafts:draft", args=[draft.pk])]
    citizen = desk(Person.objects.create_user("dan", "dan@example.invalid", "x"))
    other = desk(make_staff("editor", "ward-a", "portal"))
    for address in addresses:
        assert client.get(address).status_code == 302
        assert citizen.get(address).status_code in (302, 403)
        assert other.get(address).status_code in (302, 403)


def test_nobody_makes_drafts_for_another_unit(traffic: Document, units: Units, writer: Person) -> None:
    with pytest.raises(services.NotYoursError):
        made(traffic, units["ward-b"], writer)
