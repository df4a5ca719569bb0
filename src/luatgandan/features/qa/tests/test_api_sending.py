"""Sending a question by the API: the form of the page, with its limits, its code and its words for what is wrong."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.backends.messages.fake import outbox

from .. import services
from ..enums import Audience, Channel, Field, Visibility
from ..models import Question
from ..queries import contact_of, question_by_token
from ..services.contacts import MOST_ATTEMPTS
from ..services.sending import SENDING
from .conftest import Units

CODE, SEND = "/api/v1/question-codes", "/api/v1/questions"
CONTACT = "hoa@example.invalid"
TYPED = {
    "contact": CONTACT, "text": "Chó nhà bên cắn gà tôi, ai đền?", "field": "dat-dai-nha-o", "audience": "enterprise",
    "visibility": "private", "name": "Hoa", "key": "a" * 22,
}  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_sent() -> None:
    outbox.clear()


def post(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, values, content_type="application/json")


def code(client: Client) -> str:
    answered = post(client, CODE, contact=CONTACT)
    assert (answered.status_code, answered.json()) == (200, {"contact": CONTACT, "minutes": 10})
    return outbox[-1].text.split()[0]


def test_a_program_asks_for_somebody_who_proves_an_address(units: Units) -> None:
    client = Client(enforce_csrf_checks=True)
    answered = post(client, SEND, **TYPED, code=code(client))
    question, told = Question.objects.get(), answered.json()
    assert answered.status_code == 201
    assert answered["Cache-Control"] == "private, no-store"
    assert (told["code"], told["unit"], told["due_on"]) == (
        question.code, question.organisation.name, question.due_on.isoformat(),
    )  # fmt: skip
    assert question_by_token(told["url"].rstrip("/").rsplit("/", 1)[-1]) == question
    assert question.text not in client.get(told["status_url"].partition("://")[2].partition("/")[2]).content.decode()
    assert (question.field, question.audience, question.visibility, question.channel) == (
        Field.LAND, Audience.ENTERPRISE, Visibility.PRIVATE, Channel.WEB,
    )  # fmt: skip
    assert (question.name, contact_of(question), question.asker) == ("Hoa", CONTACT, None)


def test_the_same_key_is_one_question_and_its_private_page_is_told_with_a_good_code_only(
    units: Units, client: Client
) -> None:
    once = code(client)
    first, again = (post(client, SEND, **TYPED, code=once).json() for _time in range(2))
    assert again == first | {"url": ""}  # the code is used up
    assert post(client, SEND, **TYPED, code=code(client)).json() == first
    assert Question.objects.count() == 1


def test_the_key_of_somebody_else_opens_nothing(units: Units, client: Client) -> None:
    told = post(client, SEND, **TYPED, code=code(client)).json()
    strange = {**TYPED, "contact": "la@example.invalid"}
    assert post(client, SEND, **strange, code="000000").status_code == 422
    post(client, CODE, contact=strange["contact"])
    other = post(client, SEND, **strange, code=outbox[-1].text.split()[0]).json()
    assert other["code"] != told["code"]
    assert Question.objects.count() == 2
    assert Question.objects.filter(form_key=TYPED["key"]).count() == 0


def test_whoever_is_refused_for_a_while_keeps_the_code(units: Units, client: Client) -> None:
    good = code(client)
    for _time in range(SENDING["amount"]):
        services.count_sending(address="127.0.0.1", at=timezone.now())
    assert post(client, SEND, **TYPED, code=good).status_code == 429
    services.confirm_contact(contact=CONTACT, code=good, at=timezone.now())  # raises where it is used up


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"text": "a" * 50_000}, "text", "Nội dung dài hơn 10.000 ký tự"),
        ({"text": " "}, "text", "Hãy viết điều bạn muốn hỏi"),
        ({"contact": "0912"}, "contact", "Số di động có 10 chữ số"),
        ({"contact": "a@b"}, "contact", "thư điện tử chưa đúng"),
        ({"field": "bep-nuc"}, "field", "Không có lựa chọn này"),
        ({"key": "x" * 21}, "key", "người khác đoán được"),
        ({"key": "x" * 65}, "key", "nhiều nhất 64"),
    ],
)
def test_what_is_wrong_is_said_field_by_field(
    units: Units, client: Client, values: dict[str, str], field: str, words: str
) -> None:
    answered = post(client, SEND, **{**TYPED, "code": "123456", **values})
    assert answered.status_code == 422
    told = {one["field"]: one["message"] for one in answered.json()["errors"]}
    assert list(told) == [field]
    assert words in told[field]
    assert not Question.objects.exists()


def test_a_wrong_code_sends_nothing_and_guessing_ends(units: Units, client: Client) -> None:
    right = code(client)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _guess in range(MOST_ATTEMPTS):
        refused = post(client, SEND, **TYPED, code=wrong)
        assert (refused.status_code, "Mã không đúng" in refused.json()["title"]) == (422, True)
    assert post(client, SEND, **TYPED, code=right).status_code == 422
    assert not Question.objects.exists()


def test_codes_and_questions_of_one_address_have_an_end(units: Units, client: Client, monkeypatch: Any) -> None:
    monkeypatch.setitem(SENDING, "amount", 1)
    assert post(client, SEND, **TYPED, code=code(client)).status_code == 201
    refused = post(client, SEND, **{**TYPED, "key": "b" * 22}, code=code(client))
    assert refused.status_code == 429
    assert "Hãy thử lại sau một giờ" in refused.json()["title"]
    answers = [post(client, CODE, contact=CONTACT).status_code for _time in range(10)]
    assert answers[-1] == 429
