"""Who has an account is told to its owner only: the page, its headers and every later answer are alike."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from luatgandan.backends.messages import fake
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.tests.conftest import NOW
from luatgandan.foundation.accounts.tests.test_signin import LOGIN, SIGNUP, sign_up

KNOWN = {"mail": "lan@example.vn", "phone": "0912345678"}
UNKNOWN = {"mail": "hoa@example.vn", "phone": "0987654321"}
OF_ONE_ANSWER = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|nonce-[\w+/=-]+|nonce="[^"]+"|lan@example\.vn|hoa@example\.vn'
    r"|(?:\+84|0)\s?(?:9\s?1\s?2|9\s?8\s?7)[\s\d*•.]*(?:678|321)"
)
OF_ONE_HEADER = {"Content-Length", "X-Request-ID"}
Seen = tuple[int, str, dict[str, str], frozenset[str], str]


def seen(client: Client, address: str, values: dict[str, str] | None) -> Seen:
    """All that a browser is told."""
    answer = client.get(address) if values is None else client.post(address, values)
    headers = {name: value for name, value in answer.headers.items() if name not in OF_ONE_HEADER}
    words = OF_ONE_ANSWER.sub("", answer.content.decode())
    return answer.status_code, answer.get("Location", ""), headers, frozenset(answer.cookies), words


def walk(address: str, field: str, contact: str) -> tuple[list[Seen], int]:
    """Asking for a code, the page that takes it, a wrong code; and how many messages went out."""
    client, before = Client(), len(fake.outbox)
    first = seen(client, address, {field: contact})
    rest = [seen(client, first[1], values) for values in (None, {"code": "000000"}, {"code": ""})]
    return [first, *rest], len(fake.outbox) - before


@pytest.mark.django_db
@pytest.mark.parametrize("way", KNOWN)
@pytest.mark.parametrize(("address", "field"), [(LOGIN, "login"), (SIGNUP, "contact")])
def test_nobody_learns_from_a_page_who_has_an_account(
    address: str, field: str, way: str, time_machine: Any
) -> None:  # fmt: skip
    time_machine.move_to(NOW, tick=False)
    who = Person.objects.create_user("lan", KNOWN["mail"])
    EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)
    sign_up(Client(), KNOWN["phone"])
    known, unknown = walk(address, field, KNOWN[way]), walk(address, field, UNKNOWN[way])
    assert known == unknown
    assert known[1] == 1
    assert known[0][0][0] == 302
