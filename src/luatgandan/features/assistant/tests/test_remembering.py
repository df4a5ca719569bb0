"""What one asked, kept with the account: after consent only, deleted with a tap, with the consent, with the account."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import ConsentText, Person
from luatgandan.foundation.accounts.services import give_consent, publish_texts, withdraw_consent

from .. import queries, services
from ..models import Remembered, Run
from ..services import remembering

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FARE = "Người lớn qua đò trả bao nhiêu tiền?"


@pytest.fixture
def person(ferry: Document) -> Person:
    publish_texts(at=NOW)
    return Person.objects.create(username="ba")


@pytest.fixture
def willing(person: Person) -> Person:
    text = ConsentText.objects.get(purpose=services.HISTORY, language="vi")
    give_consent(text=text, person=person, given_by=person, at=NOW)
    return person


def asked(person: Person) -> list[str]:
    return [one.question for one in queries.asked_by(person)]


def test_without_consent_nothing_is_kept(client: Client, person: Person) -> None:
    client.force_login(person)
    client.post("/tro-ly/", {"question": FARE})
    assert (Run.objects.count(), asked(person)) == (1, [])
    assert "Chọn lưu" in client.get("/tro-ly/").content.decode()


def test_nobody_signed_in_is_remembered(client: Client, willing: Person) -> None:
    client.post("/tro-ly/", {"question": FARE})
    assert not Remembered.objects.exists()


def test_with_consent_it_is_found_again_and_in_the_export(client: Client, willing: Person) -> None:
    client.force_login(willing)
    url = client.post("/tro-ly/", {"question": FARE}).headers["Location"]
    page = client.get("/tro-ly/").content.decode()
    assert (FARE in page, url in page) == (True, True)
    assert [FARE, url] == [
        value for one in queries.asked_data(willing) for value in one.values() if value in (FARE, url)
    ]


@pytest.mark.django_db(transaction=True)
def test_the_steps_of_a_script_keep_it_too(willing: Person) -> None:
    token = services.open_ticket(text=FARE, at=NOW, person=willing)
    assert [one for one in services.heard(token=token) if isinstance(one, Run)]
    assert asked(willing) == [FARE]


def test_what_stands_beside_hotlines_and_what_has_no_answer_is_not_kept(willing: Person) -> None:
    for text in ("Chồng đánh vợ thì người lớn qua đò trả bao nhiêu tiền?", "Con tàu vũ trụ chạy bằng gì?"):
        services.ask(text=text, at=NOW, person=willing)
    assert asked(willing) == []


def test_the_oldest_give_way(willing: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST", 1)
    for text in (FARE, "Trẻ em qua đò trả bao nhiêu tiền?"):
        services.ask(text=text, at=NOW, person=willing)
    assert asked(willing) == ["Trẻ em qua đò trả bao nhiêu tiền?"]


def test_one_or_all_is_deleted_and_nobody_elses(client: Client, willing: Person) -> None:
    for _time in range(3):
        services.ask(text=FARE, at=NOW, person=willing)
    first = Remembered.objects.first()
    assert first
    stranger = Person.objects.create(username="khac")
    for login, left in ((stranger, 3), (willing, 2)):
        client.force_login(login)
        client.post("/tro-ly/da-hoi/xoa/", {"one": first.pk})
        assert Remembered.objects.count() == left
    client.post("/tro-ly/da-hoi/xoa/")
    assert not Remembered.objects.exists()
    assert Run.objects.count() == 3


def test_nothing_is_deleted_by_what_is_no_number(client: Client, willing: Person) -> None:
    services.ask(text=FARE, at=NOW, person=willing)
    client.force_login(willing)
    client.post("/tro-ly/da-hoi/xoa/", {"one": "x"})
    assert asked(willing) == [FARE]


def test_it_goes_with_the_consent(willing: Person, django_capture_on_commit_callbacks: Any) -> None:
    services.ask(text=FARE, at=NOW, person=willing)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(person=willing, purpose=services.HISTORY, by=willing, at=NOW)
    assert asked(willing) == []


def test_it_goes_with_the_account(willing: Person) -> None:
    services.ask(text=FARE, at=NOW, person=willing)
    services.forget_person(person_id=willing.pk)
    assert asked(willing) == []


def test_the_list_costs_the_same_for_one_and_for_many(client: Client, willing: Person) -> None:
    client.force_login(willing)
    costs = []
    for more in (1, 5):
        for _time in range(more):
            services.ask(text=FARE, at=NOW, person=willing)
        client.get("/tro-ly/")
        with CaptureQueriesContext(connection) as queries_made:
            client.get("/tro-ly/")
        costs.append(len(queries_made))
    assert costs[0] == costs[1]
