"""Signing up and in by one-time codes, by phone and by e-mail."""

import re
from http import HTTPStatus

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from luatgandan.backends.messages import fake
from luatgandan.foundation.accounts.models import Person

from .conftest import NOW

LOGIN, SIGNUP = "/tai-khoan/dang-nhap/", "/tai-khoan/dang-ky/"
LOGIN_CODE, PHONE_CODE = "/tai-khoan/dang-nhap/ma/", "/tai-khoan/dien-thoai/xac-minh/"
MAIL_CODE = "/tai-khoan/thu-dien-tu/xac-minh/"
PHONE = "+84912345678"


def last_code() -> str:
    found = re.search(r"\b\d{6}\b", fake.outbox[-1].text)
    assert found
    return found[0]


def sign_up(client: Client, contact: str) -> None:
    response = client.post(SIGNUP, {"contact": contact})
    assert response.status_code == HTTPStatus.FOUND, response.content.decode()
    client.post(response["Location"], {"code": last_code()})


def sign_in(client: Client, contact: str, **values: str):
    client.post(LOGIN, {"login": contact, **values})
    return client.post(LOGIN_CODE, {"code": last_code()})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.django_db
def test_sign_up_by_phone_in_any_spelling(client: Client) -> None:
    response = client.post(SIGNUP, {"contact": "0912 345 678"})
    assert response["Location"] == PHONE_CODE
    assert fake.outbox[-1].to == PHONE
    assert not Person.objects.get().phone_verified_at
    client.post(PHONE_CODE, {"code": last_code()})
    person = Person.objects.get()
    assert (person.phone, person.email) == (PHONE, "")
    assert person.phone_verified_at
    assert person.username == str(person.public_id)
    assert is_signed_in(client)


@pytest.mark.django_db
def test_sign_up_by_mail(client: Client) -> None:
    response = client.post(SIGNUP, {"contact": "An@Example.VN"})
    assert response["Location"] == MAIL_CODE
    assert fake.outbox[-1].to == "an@example.vn"
    client.post(MAIL_CODE, {"code": last_code()})
    assert is_signed_in(client)
    assert Person.objects.get().emailaddress_set.get().verified


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", ["0912345678", "0912.345.678", "+84 912 345 678", "84912345678"])
def test_sign_in_by_phone_in_any_spelling(client: Client, spelling: str) -> None:
    sign_up(client, "0912345678")
    client.logout()
    response = sign_in(Client(), spelling)
    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"] == "/tai-khoan/"
    assert fake.outbox[-1].to == PHONE


@pytest.mark.django_db
def test_sign_in_by_mail_and_a_new_session_key(make_person) -> None:
    make_person("an")
    client = Client()
    client.post(LOGIN, {"login": "AN@example.vn"})
    before = client.session.session_key
    client.post(LOGIN_CODE, {"code": last_code()})
    assert is_signed_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contact", "message"),
    [
        ("0912", "Số di động có 10 chữ số"),
        ("01234567890", "đã đổi sang 10 chữ số"),
        ("02923820123", "số máy bàn"),
        ("+855912345678", "số di động Việt Nam"),
        ("an@", "thư điện tử chưa đúng"),
        ("không có", "chỉ gồm chữ số"),
        ("", "Hãy nhập số điện thoại hoặc thư điện tử"),
    ],
)
def test_bad_contacts_are_explained_and_kept(client: Client, contact: str, message: str) -> None:
    for page, name in ((LOGIN, "login"), (SIGNUP, "contact")):
        text = client.post(page, {name: contact}).content.decode()
        assert message in text
        assert f'value="{contact}"' in text or not contact
    assert fake.outbox == []


@pytest.mark.django_db
def test_an_unknown_contact_looks_the_same_and_is_told_apart_in_the_message(client: Client) -> None:
    response = client.post(LOGIN, {"login": "0912345678"})
    assert response["Location"].startswith(LOGIN_CODE)
    assert "chua co tai khoan" in fake.outbox[-1].text
    assert client.post(LOGIN_CODE, {"code": "123456"}).status_code == HTTPStatus.OK
    client.post(LOGIN, {"login": "nobody@example.vn"})
    assert "/tai-khoan/dang-ky/" in fake.outbox[-1].text
    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_signing_up_twice_looks_the_same_and_makes_no_second_account(make_person) -> None:
    make_person("an")
    response = Client().post(SIGNUP, {"contact": "an@example.vn"})
    assert response["Location"] == MAIL_CODE
    assert "tài khoản đã có" in fake.outbox[-1].text
    sign_up(Client(), "0912345678")
    response = Client().post(SIGNUP, {"contact": "+84912345678"})
    assert response["Location"] == PHONE_CODE
    assert "da co tai khoan" in fake.outbox[-1].text
    assert Person.objects.count() == 2


@pytest.mark.django_db
def test_a_wrong_code_is_explained_and_five_end_the_attempt(make_person) -> None:
    make_person("an")
    client = Client()
    client.post(LOGIN, {"login": "an@example.vn"})
    code = last_code()
    wrong = "000000" if code != "000000" else "111111"
    for _attempt in range(4):
        assert "Mã chưa đúng" in client.post(LOGIN_CODE, {"code": wrong}).content.decode()
    assert client.post(LOGIN_CODE, {"code": wrong}).status_code == HTTPStatus.FOUND
    client.post(LOGIN_CODE, {"code": code})
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_a_code_works_once_and_ten_minutes(make_person, time_machine) -> None:
    time_machine.move_to(NOW)
    make_person("an")
    client = Client()
    client.post(LOGIN, {"login": "an@example.vn"})
    code = last_code()
    time_machine.shift(601)
    client.post(LOGIN_CODE, {"code": code})
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_a_gateway_that_is_away_is_said_at_once(make_person) -> None:
    make_person("an", phone="+84000112345", phone_verified_at="2026-11-22T00:00Z")
    response = Client().post(LOGIN, {"login": "down@example.vn"})
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "Chưa gửi được mã" in response.content.decode()


@pytest.mark.django_db
def test_no_password_outside_the_demo(make_person, client: Client) -> None:
    person = make_person("an")
    person.set_password("mat-khau-rat-dai-1")
    person.save()
    assert 'type="password"' not in client.get(LOGIN).content.decode()
    client.post(LOGIN, {"login": "an@example.vn", "password": "mat-khau-rat-dai-1"})
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_a_password_in_the_demo(make_person, client: Client, settings) -> None:
    settings.PASSWORD_SIGN_IN = True
    person = make_person("an")
    person.set_password("mat-khau-rat-dai-1")
    person.save()
    response = client.post(LOGIN, {"login": "an@example.vn", "password": "sai"})
    assert "chưa đúng" in response.content.decode()
    client.post(LOGIN, {"login": "an@example.vn", "password": "mat-khau-rat-dai-1"})
    assert is_signed_in(client)


@pytest.mark.django_db
def test_a_shared_computer_forgets_soon(make_person, time_machine) -> None:
    time_machine.move_to(NOW)
    make_person("an")
    client = Client()
    response = sign_in(client, "an@example.vn", shared="on")
    assert response.cookies["sessionid"]["max-age"] == ""
    assert "lgd_device" not in response.cookies
    time_machine.shift(19 * 60)
    assert client.get("/tai-khoan/").status_code == HTTPStatus.OK
    time_machine.shift(19 * 60)
    assert client.get("/tai-khoan/").status_code == HTTPStatus.OK
    time_machine.shift(21 * 60)
    assert client.get("/tai-khoan/").status_code == HTTPStatus.FOUND
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_an_own_computer_stays(make_person, time_machine) -> None:
    time_machine.move_to(NOW)
    make_person("an")
    client = Client()
    response = sign_in(client, "an@example.vn")
    assert "lgd_device" in response.cookies
    time_machine.shift(3 * 3600)
    assert client.get("/tai-khoan/").status_code == HTTPStatus.OK


@pytest.mark.django_db
def test_adding_a_phone_to_a_mail_account(make_person) -> None:
    make_person("an")
    client = Client()
    sign_in(client, "an@example.vn")
    client.post("/tai-khoan/dien-thoai/", {"phone": "0912345678", "action_add": "1"})
    assert Person.objects.get().phone == ""
    client.post(PHONE_CODE, {"code": last_code()})
    assert Person.objects.get().phone == PHONE


@pytest.mark.django_db
def test_pages_of_a_locked_account(make_person) -> None:
    person = make_person("an")
    client = Client()
    client.post(LOGIN, {"login": "an@example.vn"})
    Person.objects.filter(pk=person.pk).update(is_active=False)
    response = client.post(LOGIN_CODE, {"code": last_code()})
    assert not is_signed_in(client)
    assert response["Location"] == "/tai-khoan/bi-khoa/"
    assert "Tài khoản bị khóa" in client.get("/tai-khoan/bi-khoa/").content.decode()


@pytest.mark.django_db
def test_the_first_administrator_signs_in_by_code_too(client: Client) -> None:
    Person.objects.create_superuser("goc", email="goc@example.vn", password="khong-dung-den-1")
    sign_in(client, "goc@example.vn")
    assert is_signed_in(client)
    assert len(fake.outbox) == 1
