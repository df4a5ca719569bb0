"""Ways in and out: where sign-in leads, which code may fetch an address, what headers and cookies say."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import luatgandan
from luatgandan.foundation.accounts.models import Person

from .world import World

PACKAGE = Path(luatgandan.__file__).parent
FETCHING = re.compile(r"\b(urlopen|build_opener|HTTPS?Connection|create_connection|http\.client|aiohttp|pycurl)\b")
FETCHERS = {
    "backends/http.py",
    "backends/llm/openai_compatible.py",  # names the error of a stream that broke
    "foundation/modules/management/commands/demo.py",  # waits for its own server
}
ELSEWHERE = ("https://evil.example/", "//evil.example/", "/\\evil.example/", "///evil.example", "javascript:alert(1)")


def an_account() -> dict[str, str]:
    """What its owner types to sign in."""
    who = Person.objects.create_user("lan", "lan@example.vn", "mot-mat-khau-dai-1")
    EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)
    return {"login": who.email, "password": "mot-mat-khau-dai-1"}


def test_one_module_asks_other_servers_and_only_addresses_from_settings() -> None:
    """SSRF has no place to begin: no page, form, file or feed names an address that the server then fetches."""
    files = (path for path in PACKAGE.rglob("*.py") if "tests" not in path.parts)
    found = {str(path.relative_to(PACKAGE)) for path in files if FETCHING.search(path.read_text(encoding="utf-8"))}
    assert found == FETCHERS
    assert settings.WAGTAILEMBEDS_FINDERS == []


@pytest.mark.django_db
@pytest.mark.parametrize("to", ELSEWHERE)
def test_no_form_leads_to_another_site(to: str, settings: Any) -> None:
    settings.PASSWORD_SIGN_IN = True
    client, signs_in = Client(), an_account()
    answers = [
        client.post(f"{reverse('account_login')}", {**signs_in, "next": to}),
        client.post("/hien-thi/", {"next": to, "size": "large"}),
        client.post(reverse("account_logout"), {"next": to}),
    ]
    assert {answer.status_code for answer in answers} == {302}
    assert all(answer["Location"].startswith("/") and "evil" not in answer["Location"] for answer in answers)


@pytest.mark.django_db
def test_a_session_planted_before_signing_in_is_worth_nothing(settings: Any) -> None:
    settings.PASSWORD_SIGN_IN = True
    client, planted, signs_in = Client(), "a" * 32, an_account()
    client.cookies["sessionid"] = planted
    client.post(reverse("account_login"), signs_in)
    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.django_db
def test_every_answer_says_what_browsers_may_do_with_it(client: Client) -> None:
    for path in ("/", "/tim-kiem/", "/khong-co-trang/", "/tai-khoan/dang-nhap/", "/api/v1/openapi.json", "/robots.txt"):
        answer = client.get(path)
        assert answer["X-Content-Type-Options"] == "nosniff", path
        assert answer["X-Frame-Options"] == "SAMEORIGIN", path
        assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin", path
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert "default-src 'none'" in answer["Content-Security-Policy"], path


@pytest.mark.django_db
def test_wrong_codes_of_questions_tell_nothing(client: Client) -> None:
    """A code that exists and one that does not are answered alike: the code alone opens nothing."""
    world = World()
    codes = (world.question.code.lower(), "hd-aaaa-aaaa")
    answers = [client.get(f"/hoi-dap/cua-toi/{code}-{'0' * 40}/") for code in codes]
    assert [answer.status_code for answer in answers] == [404, 404]
    known, unknown = (answer.content.decode().replace(code, "") for answer, code in zip(answers, codes, strict=True))
    assert known == unknown


@pytest.mark.django_db
def test_who_finds_a_weakness_learns_where_to_tell(client: Client) -> None:
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    told = dict(line.split(": ", 1) for line in lines)
    assert told["Contact"].startswith(("mailto:", settings.SITE_URL))
    left = datetime.fromisoformat(told["Expires"]) - timezone.now()
    assert timedelta(0) < left < timedelta(days=366)
