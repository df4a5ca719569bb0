"""Limits that stop guessing and never punish a school behind one address."""

from http import HTTPStatus

import pytest
from django.test import Client

from luatgandan.backends.messages import fake
from luatgandan.foundation.accounts.models import Person

from .conftest import NOW
from .test_signin import LOGIN, LOGIN_CODE, is_signed_in, last_code, sign_in


@pytest.mark.django_db
def test_forty_pupils_behind_one_address_all_sign_in(make_person) -> None:
    for number in range(40):
        make_person(f"pupil{number}")
        client = Client(REMOTE_ADDR="203.0.113.7")
        sign_in(client, f"pupil{number}@example.vn")
        assert is_signed_in(client), number


@pytest.mark.django_db
def test_forty_pupils_behind_one_address_all_sign_up(db) -> None:
    for number in range(40):
        client = Client(REMOTE_ADDR="203.0.113.7")
        response = client.post("/tai-khoan/dang-ky/", {"contact": f"09123456{number:02}"})
        client.post(response["Location"], {"code": last_code()})
        assert is_signed_in(client), number
    assert Person.objects.exclude(phone_verified_at=None).count() == 40


@pytest.mark.django_db
def test_forty_passwords_behind_one_address_all_work_in_the_demo(make_person, settings) -> None:
    settings.PASSWORD_SIGN_IN = True
    for number in range(40):
        person = make_person(f"pupil{number}")
        person.set_password("mat-khau-rat-dai-1")
        person.save()
        client = Client(REMOTE_ADDR="203.0.113.7")
        client.post(LOGIN, {"login": person.email, "password": "sai-mot-lan"})
        client.post(LOGIN, {"login": person.email, "password": "mat-khau-rat-dai-1"})
        assert is_signed_in(client), number


@pytest.mark.django_db
def test_guessing_codes_of_one_account_is_stopped_from_many_browsers(make_person, time_machine) -> None:
    """Every browser has its own attempts, so the account itself counts the wrong codes."""
    time_machine.move_to(NOW)
    make_person("an")
    wrong = 0
    for number in range(12):
        time_machine.shift(240)  # slow enough for the limit of codes sent
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        if client.post(LOGIN, {"login": "an@example.vn"}).status_code != HTTPStatus.FOUND:
            continue
        for _attempt in range(4):
            text = client.post(LOGIN_CODE, {"code": "000000"}).content.decode()
            wrong += "Mã chưa đúng" in text
    assert wrong == 10
    time_machine.shift(601)
    client = Client()
    client.post(LOGIN, {"login": "an@example.vn"})
    response = client.post(LOGIN_CODE, {"code": last_code()})
    assert "quá nhiều lần" in response.content.decode()
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_the_owner_still_gets_in_from_a_known_device(make_person, time_machine) -> None:
    time_machine.move_to(NOW)
    make_person("an")
    owner = Client()
    sign_in(owner, "an@example.vn")
    cookie = owner.cookies["lgd_device"].value
    for number in range(4):
        stranger = Client(REMOTE_ADDR=f"203.0.113.{number}")
        stranger.post(LOGIN, {"login": "an@example.vn"})
        for _attempt in range(4):
            stranger.post(LOGIN_CODE, {"code": "000000"})
    known = Client()
    known.cookies["lgd_device"] = cookie
    time_machine.shift(601)
    sign_in(known, "an@example.vn")
    assert is_signed_in(known)


@pytest.mark.django_db
def test_three_codes_in_ten_minutes_per_recipient(make_person, time_machine) -> None:
    time_machine.move_to(NOW)
    make_person("an")
    for _number in range(3):
        assert Client().post(LOGIN, {"login": "an@example.vn"}).status_code == HTTPStatus.FOUND
    assert len(fake.outbox) == 3
    response = Client().post(LOGIN, {"login": "an@example.vn"})
    assert "Hãy đợi 10 phút" in response.content.decode()
    assert len(fake.outbox) == 3


@pytest.mark.django_db
def test_sending_again_counts_too(make_person) -> None:
    make_person("an")
    client = Client()
    client.post(LOGIN, {"login": "an@example.vn"})
    for _number in range(2):
        client.post(LOGIN_CODE, {"action": "resend"})
    other = Client()
    response = other.post(LOGIN, {"login": "an@example.vn"})
    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "Hãy đợi một lát" in response.content.decode()
    assert len(fake.outbox) == 3


@pytest.mark.django_db
def test_one_address_has_a_generous_ceiling_for_codes(settings, make_person) -> None:
    settings.SIGN_IN_LIMITS = {**settings.SIGN_IN_LIMITS, "code_per_address": (31, 600)}
    statuses = [
        Client(REMOTE_ADDR="203.0.113.7").post(LOGIN, {"login": f"an{number}@example.vn"}).status_code
        for number in range(33)
    ]
    assert statuses == [HTTPStatus.FOUND] * 31 + [HTTPStatus.TOO_MANY_REQUESTS] * 2
    assert Client(REMOTE_ADDR="203.0.113.8").post(LOGIN, {"login": "b@example.vn"}).status_code == HTTPStatus.FOUND


@pytest.mark.django_db
def test_guessing_passwords_locks_the_account_not_the_address(make_person, settings) -> None:
    settings.PASSWORD_SIGN_IN = True
    for name in ("an", "binh"):
        person = make_person(name)
        person.set_password("mat-khau-rat-dai-1")
        person.save()
    for number in range(8):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post(LOGIN, {"login": "an@example.vn", "password": "sai"})
    client = Client(REMOTE_ADDR="203.0.113.1")
    client.post(LOGIN, {"login": "an@example.vn", "password": "mat-khau-rat-dai-1"})
    assert not is_signed_in(client)
    client.post(LOGIN, {"login": "binh@example.vn", "password": "mat-khau-rat-dai-1"})
    assert is_signed_in(client)
