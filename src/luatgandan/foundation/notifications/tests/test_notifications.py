"""Telling people: in the portal always, outside as they chose and agreed."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from luatgandan.backends.messages import fake
from luatgandan.foundation.modules import registry
from luatgandan.foundation.notifications import queries, rules, services, tasks
from luatgandan.foundation.notifications.enums import Channel, DeliveryState
from luatgandan.foundation.notifications.models import Delivery, Notification, Preference

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NEWS = rules.NotificationKind(code="test.news", title="Tin mới")
ANSWER = rules.NotificationKind(
    code="test.answer", title="Trả lời", channels=(Channel.EMAIL, Channel.SMS), is_necessary=True
)


@pytest.fixture
def agreed() -> set[str]:
    """Channels the person agreed to."""
    return {"email", "sms"}


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch, agreed: set[str]) -> None:
    fake.outbox.clear()
    contact = rules.MayContact(allows=lambda person, channel: channel in agreed)
    others = {name: module for name, module in registry._modules.items() if name != "accounts"}
    test = registry.Module(name="test", title="", offers=(NEWS, ANSWER, contact))
    routes = tuple(offer for offer in registry._modules["accounts"].offers if isinstance(offer, registry.Route))
    accounts = registry.Module(name="accounts", title="", offers=routes)
    monkeypatch.setattr(registry, "_modules", {**others, "accounts": accounts, "test": test})


@pytest.fixture
def person(db: None):
    return get_user_model().objects.create(
        username="an", email="an@example.vn", phone="+84912345678", phone_verified_at=NOW
    )


def tell(person, kind: str = "test.news", title: str = "Có tin mới") -> Notification:
    return services.notify(person=person, kind=kind, title=title, url="/tin/1/", at=NOW)


@pytest.mark.django_db(transaction=True)
def test_it_goes_out_after_commit_with_a_link_and_no_name(person) -> None:
    tell(person)
    message = fake.outbox[0]
    assert (message.to, message.subject) == ("an@example.vn", "Luật Gần Dân: Có tin mới")
    assert "http://localhost:8000/tin/1/" in message.text
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.state, delivery.attempts) == ("email", DeliveryState.SENT, 1)


def test_nothing_goes_out_when_the_act_is_undone(person) -> None:
    tell(person)
    assert fake.outbox == []


def test_an_unknown_kind_is_a_fault_of_the_programmer(person) -> None:
    with pytest.raises(services.UnknownKindError):
        tell(person, kind="test.other")


def test_consent_opens_the_channels(person, agreed: set[str]) -> None:
    assert queries.channels_for(person, NEWS) == ["email"]
    agreed.clear()
    assert queries.channels_for(person, NEWS) == []
    assert queries.channels_for(person, ANSWER) == ["email", "sms"]


def test_the_person_chooses_per_kind_and_channel(person) -> None:
    services.set_preferences(person=person, ticked={"test.news:sms", "test.answer:email"})
    assert queries.channels_for(person, NEWS) == ["sms"]
    assert queries.channels_for(person, ANSWER) == ["email"]


def test_without_an_address_or_a_verified_phone_nothing_goes_out(person) -> None:
    person.email, person.phone_verified_at = "", None
    assert queries.channels_for(person, ANSWER) == []
    person.email, person.is_active = "an@example.vn", False
    assert queries.channels_for(person, ANSWER) == []


def test_a_channel_that_is_not_set_up_is_not_offered(person, settings) -> None:
    settings.MESSAGES = {**settings.MESSAGES, "sms": None}
    assert queries.channels_for(person, ANSWER) == ["email"]
    assert {choice.channel for choice in queries.choices_of(person)} == {"email"}


def test_a_gateway_that_is_away_is_tried_again_and_given_up_at_last(person) -> None:
    person.email = "down@example.vn"
    person.save()
    tell(person)
    at, waits = NOW, []
    for _attempt in range(5):
        delivery = Delivery.objects.get()
        services.deliver(delivery=delivery, at=at)
        delivery.refresh_from_db()
        waits.append(delivery.next_at - at)
        assert queries.due_deliveries(at=delivery.next_at - timedelta(seconds=1)) == []
        at = delivery.next_at
    assert waits[:4] == list(rules.RETRY_AFTER)
    assert (delivery.state, delivery.attempts) == (DeliveryState.FAILED, 5)
    assert "down@example.vn" not in delivery.fault


def test_a_refusal_ends_it_at_once(person) -> None:
    person.email = "refused@example.vn"
    person.save()
    tell(person)
    services.deliver(delivery=Delivery.objects.get(), at=NOW)
    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_two_workers_send_once(person) -> None:
    tell(person)
    first, second = Delivery.objects.get(), Delivery.objects.get()
    services.deliver(delivery=first, at=NOW)
    services.deliver(delivery=second, at=NOW)
    assert len(fake.outbox) == 1


def test_the_retry_task_finds_what_is_due(person) -> None:
    tell(person)
    tasks.retry_deliveries.enqueue()
    assert Delivery.objects.get().state == DeliveryState.SENT
    tasks.deliver.enqueue(10_000)


def test_the_list_the_opening_and_reading_all(person, client: Client) -> None:
    first, second = tell(person), tell(person, title="Tin thứ hai")
    client.force_login(person)
    text = client.get("/tai-khoan/thong-bao/").content.decode()
    assert text.index("Tin thứ hai") < text.index("Có tin mới")
    assert "Đánh dấu đã đọc 2 thông báo" in text
    assert client.get(f"/tai-khoan/thong-bao/{second.pk}/")["Location"] == "/tin/1/"
    assert queries.unread_count(person) == 1
    client.post("/tai-khoan/thong-bao/da-doc/")
    first.refresh_from_db()
    assert first.read_at is not None


def test_others_notifications_do_not_exist_for_me(person, client: Client) -> None:
    note = tell(person)
    client.force_login(get_user_model().objects.create(username="la"))
    assert client.get(f"/tai-khoan/thong-bao/{note.pk}/").status_code == HTTPStatus.NOT_FOUND
    assert "Có tin mới" not in client.get("/tai-khoan/thong-bao/").content.decode()
    assert Client().get("/tai-khoan/thong-bao/")["Location"].startswith("/tai-khoan/dang-nhap/")


def test_the_list_costs_the_same_with_many_rows(person, client: Client, django_assert_num_queries) -> None:
    client.force_login(person)
    tell(person)
    client.get("/tai-khoan/thong-bao/")
    with django_assert_num_queries(5):
        client.get("/tai-khoan/thong-bao/")
    for number in range(29):
        tell(person, title=f"Tin {number}")
    with django_assert_num_queries(5):
        client.get("/tai-khoan/thong-bao/")


def test_the_preferences_page(person, client: Client) -> None:
    client.force_login(person)
    text = client.get("/tai-khoan/thong-bao/cai-dat/").content.decode()
    assert "Tin mới – Thư điện tử" in text
    client.post("/tai-khoan/thong-bao/cai-dat/", {"test.answer:sms": "on"})
    assert {row.channel for row in Preference.objects.filter(is_on=True)} == {"sms"}
    client.post("/tai-khoan/thong-bao/cai-dat/", {})
    assert not Preference.objects.filter(is_on=True).exists()


def test_old_notifications_go(person) -> None:
    tell(person)
    assert services.forget_old(before=NOW) == 0
    assert services.forget_old(before=NOW + timedelta(seconds=1)) == 2
