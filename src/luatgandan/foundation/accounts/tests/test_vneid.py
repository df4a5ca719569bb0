"""Signing in through an OpenID Connect provider named VNeID: a real provider on loopback, end to end."""

import logging
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread

from luatgandan.foundation.accounts import services
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import identity_of

from .conftest import NOW
from .test_data import everything_stored
from .test_signin import is_signed_in

NUMBER = "092201001234"
START = "/tai-khoan/dinh-danh/vneid/"
USERS = [
    User(sub=NUMBER, claims={"name": "Trần Thị Lành", "email": "lanh@example.vn", "email_verified": False, "level": 2}),
    User(sub="pseudonym-7", claims={"name": "An", "citizen_id": NUMBER}),
    User(sub="no-number", claims={"name": "Lê Bình", "email": "binh@example.vn", "email_verified": True}),
    User(sub="thief", claims={"name": "Kẻ Gian", "email": "an@example.vn", "email_verified": True}),
]


@pytest.fixture
def provider(settings) -> Iterator[str]:
    with run_server_in_thread(user_claims=USERS) as server:
        address = f"http://localhost:{server.server_port}"
        app = {
            "provider_id": "vneid",
            "name": "VNeID",
            "client_id": "portal",
            "secret": "secret",
            "settings": {"server_url": address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield address


def agree(client: Client, sub: str, *, process: str = "login", action: str = "authorize"):
    """Walk through the provider's page as the person would; returns our answer."""
    start = client.post(f"{START}?process={process}")
    back = requests.post(start["Location"], data={"sub": sub, "action": action}, allow_redirects=False, timeout=5)
    parts = urlsplit(back.headers["Location"])
    assert parts.path == "/tai-khoan/dinh-danh/vneid/ve/"
    query = dict(parse_qsl(parts.query))
    query.setdefault(
        "state", dict(parse_qsl(urlsplit(start["Location"]).query))["state"]
    )  # the mock forgets it on "deny"
    return client.get(parts.path, query)


@pytest.mark.django_db
def test_nothing_is_shown_until_it_is_configured(client: Client) -> None:
    assert "VNeID" not in client.get("/tai-khoan/dang-nhap/").content.decode()
    assert client.post(START).status_code == 404


@pytest.mark.django_db
def test_the_button_is_shown_when_configured_and_asks_by_post(provider: str, client: Client) -> None:
    text = client.get("/tai-khoan/dang-nhap/").content.decode()
    assert "Đăng nhập bằng VNeID" in text
    location = client.post(START)["Location"]
    assert location.startswith(f"{provider}/oauth2/authorize")
    assert "code_challenge=" in location


@pytest.mark.django_db
def test_first_sign_in_makes_an_account_without_the_number(provider: str, client: Client, caplog) -> None:
    caplog.set_level(logging.DEBUG, logger="django")
    caplog.set_level(logging.DEBUG, logger="allauth")
    caplog.set_level(logging.DEBUG, logger="luatgandan")
    agree(client, NUMBER)
    person = Person.objects.get()
    assert is_signed_in(client)
    assert (person.last_name, person.first_name, person.email) == ("Trần Thị", "Lành", "")
    assert (person.identity_last4, person.identity_digest) == ("1234", identity_of(NUMBER).digest)
    assert person.identity_verified_at
    account = SocialAccount.objects.get()
    assert (len(account.uid), account.extra_data) == (64, {"level": "2", "identity": True})
    assert not SocialToken.objects.exists()
    assert NUMBER not in everything_stored()
    assert NUMBER not in str(dict(client.session))
    assert NUMBER not in "\n".join(
        record.getMessage()
        for record in caplog.records
        if record.name.split(".")[0] in ("django", "allauth", "luatgandan")
    )


@pytest.mark.django_db
def test_signing_in_again_finds_the_same_account(provider: str) -> None:
    for _time in range(2):
        client = Client()
        agree(client, NUMBER)
        assert is_signed_in(client)
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_verified_identity_joins_accounts(provider: str, make_person) -> None:
    person = make_person("an")
    services.set_identity(person=person, identity=identity_of(NUMBER), at=NOW)
    client = Client()
    agree(client, "pseudonym-7")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_mail_address_never_joins_accounts(provider: str, make_person) -> None:
    person = make_person("an")
    client = Client()
    agree(client, "thief")
    assert client.session.get("_auth_user_id") != str(person.pk)
    assert not SocialAccount.objects.filter(user=person).exists()


@pytest.mark.django_db
def test_a_verified_address_comes_along_for_a_new_account(provider: str, client: Client) -> None:
    agree(client, "no-number")
    person = Person.objects.get()
    assert is_signed_in(client)
    assert (person.email, person.identity_digest) == ("binh@example.vn", "")


@pytest.mark.django_db
def test_connecting_an_own_account_keeps_the_identity(provider: str, make_person, client: Client) -> None:
    person = make_person("an")
    client.force_login(person)
    agree(client, NUMBER, process="connect")
    person.refresh_from_db()
    assert SocialAccount.objects.get().user == person
    assert person.identity_digest == identity_of(NUMBER).digest


@pytest.mark.django_db
def test_an_identity_of_someone_else_is_not_connected(provider: str, make_person, client: Client) -> None:
    owner = make_person("chu")
    services.set_identity(person=owner, identity=identity_of(NUMBER), at=NOW)
    other = make_person("khac")
    client.force_login(other)
    response = agree(client, NUMBER, process="connect")
    assert "đã gắn với một tài khoản khác" in client.get(response["Location"]).content.decode()
    assert not SocialAccount.objects.exists()


@pytest.mark.django_db
def test_saying_no_at_the_provider_is_told_kindly(provider: str, client: Client) -> None:
    response = agree(client, NUMBER, action="deny")
    text = (
        client.get(response["Location"]).content.decode() if response.status_code == 302 else response.content.decode()
    )
    assert "Đã thôi đăng nhập" in text
    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_a_provider_that_is_away_is_told_kindly(settings, client: Client) -> None:
    app = {"provider_id": "vneid", "name": "VNeID", "client_id": "x", "secret": "x",
           "settings": {"server_url": "http://localhost:9"}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    response = client.post(START)
    assert response.status_code == 503
    assert "Chưa đăng nhập được" in response.content.decode()
