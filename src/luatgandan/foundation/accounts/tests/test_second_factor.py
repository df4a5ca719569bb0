"""Staff and the second factor: the desk waits for it."""

import time
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services.secrets import open_secret

from .test_signin import LOGIN, LOGIN_CODE, is_signed_in, last_code, sign_in

DESK, SECOND = "/quan-tri/", "/tai-khoan/dang-nhap/lop-hai/"


def current_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_one_sign_in_page(client: Client) -> None:
    response = client.get(DESK)
    assert response["Location"].startswith(LOGIN)
    response = client.get("/quan-tri/login/?next=/quan-tri/pages/")
    assert response["Location"] == f"{LOGIN}?next=%2Fquan-tri%2Fpages%2F"


@pytest.mark.django_db
def test_a_citizen_does_not_enter(make_person, client: Client) -> None:
    client.force_login(make_person("an"))
    assert client.get(DESK).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.django_db
@pytest.mark.parametrize("path", [DESK, "/quan-tri/pages/", "/quan-tri/nhat-ky/", "/quan-tri/khong-co/"])
def test_staff_without_a_second_factor_set_it_up_first(tree, make_person, client: Client, path: str) -> None:
    client.force_login(make_person("an", role=Role.EDITOR, organisation=tree["so"]))
    response = client.get(path)
    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"].startswith("/tai-khoan/bao-ve/")
    assert "Hãy cài lớp xác thực thứ hai" in client.get(response["Location"]).content.decode()


@pytest.mark.django_db
def test_a_superuser_needs_it_too(client: Client) -> None:
    client.force_login(Person.objects.create_superuser("root"))
    assert client.get(DESK)["Location"].startswith("/tai-khoan/bao-ve/")


@pytest.mark.django_db
def test_switching_it_off_is_said_loudly(tree, make_person, client: Client, settings) -> None:
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(make_person("an", role=Role.EDITOR, organisation=tree["so"]))
    text = client.get(DESK).content.decode()
    assert "Lớp xác thực thứ hai đang TẮT" in text


@pytest.mark.django_db
def test_from_the_first_sign_in_to_the_desk_and_back_again(tree, make_person) -> None:
    person = make_person("an", role=Role.EDITOR, organisation=tree["so"])
    client = Client()
    sign_in(client, person.email)
    page = client.get("/tai-khoan/bao-ve/ung-dung/")
    assert page.status_code == 200, page["Location"]
    secret = page.context["form"].secret
    response = client.post("/tai-khoan/bao-ve/ung-dung/", {"code": current_code(secret)})
    assert response["Location"] == "/tai-khoan/bao-ve/ma-du-phong/"
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert open_secret(stored) == secret
    assert len(client.get("/tai-khoan/bao-ve/ma-du-phong/").context["unused_codes"]) == 10
    assert client.get(DESK).status_code == HTTPStatus.OK

    again = Client()
    response = sign_in(again, person.email)
    assert response["Location"] == SECOND
    assert not is_signed_in(again)
    assert "Mã chưa đúng" in again.post(SECOND, {"code": "000000"}).content.decode()
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes"))
    again.post(SECOND, {"code": codes.get_unused_codes()[0]})
    assert is_signed_in(again)
    assert again.get(DESK).status_code == HTTPStatus.OK


@pytest.mark.django_db
def test_signing_in_with_the_app(staff) -> None:
    person = staff[Role.EDITOR]
    secret = open_secret(Authenticator.objects.get(user=person, type="totp").data["secret"])
    client = Client()
    sign_in(client, person.email)
    response = client.post(SECOND, {"code": current_code(secret)})
    assert is_signed_in(client)
    assert response["Location"] == DESK
    assert time.time() > 0


@pytest.mark.django_db
def test_staff_keep_at_least_one_factor(staff, client: Client) -> None:
    client.force_login(staff[Role.EDITOR])
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(staff[Role.EDITOR].pk)
    session.save()
    url = "/tai-khoan/bao-ve/ung-dung/go/"
    assert "Cán bộ phải có ít nhất một lớp" in client.get(url, follow=True).content.decode()
    client.post(url)
    assert Authenticator.objects.filter(user=staff[Role.EDITOR], type="totp").exists()


@pytest.mark.django_db
def test_a_citizen_may_have_a_second_factor_and_drop_it(make_person) -> None:
    person = make_person("an", factor=True)
    client = Client()
    client.post(LOGIN, {"login": person.email})
    response = client.post(LOGIN_CODE, {"code": last_code()})
    assert response["Location"] == SECOND


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "bao-ve/",
        "bao-ve/khoa/them/",
        "bao-ve/khoa/",
        "thu-dien-tu/",
        "dien-thoai/",
        "lien-ket/",
        "dang-xuat/",
        "thong-tin/",
    ],
)
def test_account_pages_are_in_vietnamese(make_person, path: str) -> None:
    client = Client()
    sign_in(client, make_person("an").email)
    response = client.get(f"/tai-khoan/{path}")
    assert response.status_code == HTTPStatus.OK
    text = response.content.decode()
    for english in ("Authenticator", "Security Key", "Email address", "Sign Out", "Add", "Code:"):
        assert f">{english}" not in text
