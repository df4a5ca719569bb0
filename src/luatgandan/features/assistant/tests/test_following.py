"""Being told when an answer changes, and giving a question to officials."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from luatgandan.backends.messages.fake import outbox
from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.events import PersonErased
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.modules import registry
from luatgandan.foundation.notifications import services as following
from luatgandan.foundation.notifications.models import Notification
from luatgandan.lib import events

from .. import queries, receivers, services
from ..events import QuestionHandedOver
from ..models import Follower, Run

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CHANGE = date(2027, 1, 1)
FARE = "Người lớn qua đò trả bao nhiêu tiền?"


@pytest.fixture
def run(ferry: Document) -> Run:
    outbox.clear()
    return services.ask(text=FARE, at=NOW)


def changed(law: Document) -> None:
    services.recall(document=law, eids=["art_2"], on=CHANGE)


def test_an_address_is_asked_first_and_then_told_once(
    client: Client, ferry: Document, run: Run, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(f"/tro-ly/{run.token}/bao-cho-toi/", {"email": "Ba@vidu.vn"})
    assert "ba@vidu.vn" in page.content.decode().lower()
    follower, letter = Follower.objects.get(), outbox[-1]
    assert (letter.to, follower.confirm_url in letter.text) == ("ba@vidu.vn", True)

    changed(ferry)
    assert services.tell_followers(at=NOW) == 0
    client.get(follower.confirm_url)  # a program that checks mail
    assert services.tell_followers(at=NOW) == 0
    client.post(follower.confirm_url)
    assert services.tell_followers(at=NOW) == 1
    told = outbox[-1]
    assert "01/01/2027" in told.subject
    assert run.get_absolute_url() in told.text
    assert follower.stop_url in told.text
    assert "đò" not in told.text
    assert services.tell_followers(at=NOW) == 0


def test_a_person_is_told_in_the_portal(client: Client, ferry: Document, run: Run) -> None:
    person = Person.objects.create(username="ba")
    client.force_login(person)
    assert client.post(f"/tro-ly/{run.token}/bao-cho-toi/").status_code == 302
    assert queries.data_of(person)
    changed(ferry)
    services.tell_followers(at=NOW)
    assert Notification.objects.get(person=person).url == run.get_absolute_url()


def test_a_person_sees_that_they_follow_and_can_stop(client: Client, ferry: Document, run: Run) -> None:
    client.force_login(Person.objects.create(username="ba"))
    here = f"/tro-ly/{run.token}/bao-cho-toi/"
    client.post(here)
    follower = Follower.objects.get()
    assert follower.stop_url in client.get(here).content.decode()
    assert "Bạn đã thôi theo dõi" in client.post(follower.stop_url).content.decode()
    assert not Follower.objects.exists()
    assert follower.stop_url not in client.get(here).content.decode()


def test_letters_lead_to_pages_in_their_language(ferry: Document, run: Run) -> None:
    with override("km"):
        follower = services.follow(run=run, email="ba@vidu.vn", at=NOW)
    following.send_confirmation(follower=follower)
    assert f"/km{follower.confirm_url}" in outbox[-1].text
    following.confirm_follower(follower=follower, at=NOW)
    changed(ferry)
    services.tell_followers(at=NOW)
    assert f"/km{run.get_absolute_url()}" in outbox[-1].text
    assert outbox[-1].stop_url.endswith(f"/km{follower.stop_url}")


def test_the_link_of_the_letter_ends_it_without_signing_in(client: Client, ferry: Document, run: Run) -> None:
    follower = services.follow(run=run, email="ba@vidu.vn", at=NOW)
    following.confirm_follower(follower=follower, at=NOW)
    assert Client(enforce_csrf_checks=True).post(follower.stop_url).status_code == 200
    changed(ferry)
    assert services.tell_followers(at=NOW) == 0
    assert "Bạn đã thôi nhận thư" in client.get(follower.stop_url).content.decode()


def test_asking_twice_is_asking_once(run: Run) -> None:
    first = services.follow(run=run, email="ba@vidu.vn", at=NOW)
    assert services.follow(run=run, email=" BA@vidu.vn ", at=NOW) == first


def test_nobody_s_box_is_filled_with_letters(client: Client, run: Run) -> None:
    codes = [client.post(f"/tro-ly/{run.token}/bao-cho-toi/", {"email": "ba@vidu.vn"}).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 422]


def test_who_never_said_yes_and_who_is_erased_is_forgotten(run: Run) -> None:
    person = Person.objects.create(username="ba")
    services.follow(run=run, person=person, at=NOW)
    services.follow(run=run, email="ba@vidu.vn", at=NOW)
    assert following.forget_unconfirmed(followers=Follower, at=NOW + timedelta(days=8)) == 1
    receivers.on_person_erased(PersonErased(person_id=person.pk, public_id=str(person.public_id)))
    assert not Follower.objects.exists()


def test_what_was_not_answered_cannot_be_followed(client: Client, ferry: Document) -> None:
    run = services.ask(text="xin chào", at=NOW)
    assert client.get(f"/tro-ly/{run.token}/bao-cho-toi/").status_code == 404


@pytest.fixture
def taken() -> Any:
    """A room that takes questions, before all others."""
    texts: list[str] = []

    def take(text: str) -> str:
        texts.append(text)
        return "/hoi-dap/moi/"

    offer = registry.QuestionTaker(take=take, order=1)
    registry.register(registry.Module(name="test", title="Thử", offers=(offer,)))
    yield texts
    registry._modules.pop("test")


def test_a_question_goes_on_with_all_that_was_said(
    client: Client, run: Run, taken: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    answer = client.post(f"/tro-ly/{run.token}/gui-can-bo/", {"consent": "on"})
    assert answer["Location"] == "/hoi-dap/moi/"
    for words in (FARE, "50.000 đồng", "1/2020/QH14", run.proof_url):
        assert words in taken[0]


def test_where_nobody_takes_questions_the_person_is_told(
    client: Client, run: Run, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    offer = registry.QuestionTaker(take=lambda text: "", order=1)
    monkeypatch.setitem(registry._modules, "test", registry.Module(name="test", title="Thử", offers=(offer,)))
    with django_capture_on_commit_callbacks() as told:
        page = client.post(f"/tro-ly/{run.token}/gui-can-bo/", {"consent": "on"}, follow=True)
    assert told == []
    assert "chưa có nơi nhận câu hỏi" in page.content.decode()
    assert FARE in page.content.decode()


def test_without_consent_nothing_goes_on(client: Client, run: Run, taken: list[str]) -> None:
    page = client.post(f"/tro-ly/{run.token}/gui-can-bo/", {})
    assert page.content.decode().index("Còn 1 chỗ cần sửa") < page.content.decode().index("<h1>")
    assert (page.status_code, taken) == (422, [])
    assert "Hãy đánh dấu nếu bạn đồng ý." in page.content.decode()


def test_other_rooms_hear_of_it(run: Run, taken: list[str], django_capture_on_commit_callbacks: Any) -> None:
    heard: list[Any] = []
    events.receives(QuestionHandedOver)(heard.append)
    with django_capture_on_commit_callbacks(execute=True):
        services.hand_over(run=run)
    events._receivers.pop(QuestionHandedOver)
    assert heard == [QuestionHandedOver(run_id=run.pk)]
