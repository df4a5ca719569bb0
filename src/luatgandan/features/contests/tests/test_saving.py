"""The address where devices save: no session, small packets, every refusal told and written in the log."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.organisations.tests.city import city

from ..enums import LogKind
from ..models import Attempt, LogEntry, Response
from ..papers.values import Quota, Rules
from ..services.taking import start_attempt, submit_attempt
from ..services.tokens import start_token
from .making import fill_bank, make_entrant, make_round

pytestmark = pytest.mark.django_db
SAVE = "/thi/luu/"


@pytest.fixture
def attempt(db: None) -> Attempt:
    unit, now = city()["ward-a"], timezone.now()
    fill_bank(unit)
    round = make_round(
        unit, Rules(quotas=(Quota(count=4),)), starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1)
    )
    return start_attempt(entrant=make_entrant(round.contest, 1), round=round, device="d1", at=now)


def packet(attempt: Attempt, *answers: dict[str, Any]) -> dict[str, Any]:
    return {"paper": attempt.paper, "answers": list(answers)}


def answer(slot: Any = 0, value: Any = ("a",), sequence: Any = 1, given: Any = None) -> dict[str, Any]:
    millis = int(timezone.now().timestamp() * 1000) if given is None else given
    return {"slot": slot, "answer": value, "sequence": sequence, "given": millis}


def send(data: Any, token: str, client: Client | None = None) -> Any:
    body = data if isinstance(data, str) else json.dumps(data)
    client = client or Client(enforce_csrf_checks=True)
    return client.post(SAVE, body, content_type="application/json", headers={"X-Start-Token": token})


def refusals() -> list[str]:
    return [one.detail["refusal"] for one in LogEntry.objects.filter(kind=LogKind.REFUSED).order_by("pk")]


def test_an_answer_is_saved_without_a_session_and_the_servers_time_is_told(attempt: Attempt) -> None:
    before = timezone.now().timestamp() * 1000 - 1
    response = send(packet(attempt, answer(2, ["a", "b"])), start_token(attempt))
    told = response.json()
    assert (response.status_code, told["saved"], told["refused"]) == (200, [2], {})
    assert before <= told["now"] <= timezone.now().timestamp() * 1000
    assert (response.cookies, Response.objects.get().answer) == ({}, ["a", "b"])
    assert "no-store" in response["Cache-Control"]


def test_a_save_is_one_statement(attempt: Attempt, django_assert_num_queries: Any) -> None:
    data, token = packet(attempt, answer(0), answer(1)), start_token(attempt)
    with django_assert_num_queries(1):
        told = send(data, token).json()
    assert told["ends"] == int(attempt.ends_at.timestamp() * 1000)


def test_nothing_to_save_only_tells_the_time(attempt: Attempt) -> None:
    assert send(packet(attempt), start_token(attempt)).json()["saved"] == []


def test_an_older_answer_is_told_what_stands(attempt: Attempt) -> None:
    send(packet(attempt, answer(0, ["new"], 9)), start_token(attempt))
    told = send(packet(attempt, answer(0, ["old"], 8), answer(1, ["b"], 8)), start_token(attempt)).json()
    assert told["saved"] == [1]
    assert told["refused"] == {
        "0": {
            "code": "old",
            "message": "Câu 1: Đã có câu trả lời mới hơn từ máy khác.",
            "answer": ["new"],
            "sequence": 9,
        }
    }
    assert refusals() == ["old"]


BAD: dict[str, Any] = {
    "no JSON": "xin chào", "a list": [], "no answers": {"paper": "x"},
    "answers are words": {"paper": "x", "answers": "a"},
    "paper is a number": {"paper": 1, "answers": []}, "deep": "[" * 10_000, "not UTF-8": "\udcff",
}  # fmt: skip
BAD_ANSWERS: dict[str, Any] = {
    "no slot": {"answer": [], "sequence": 1, "given": 1}, "a slot below": answer(-1), "a slot in words": answer("1"),
    "truth for a number": answer(True), "an answer in words": answer(0, "a"), "numbers for answers": answer(0, [1]),
    "many parts": answer(0, ["x"] * 41), "no sequence": answer(0, ["a"], 0),
    "a huge sequence": answer(0, ["a"], 2**31), "half a sequence": answer(0, ["a"], 1.5),
    "a time in words": answer(0, ["a"], 1, "now"), "a time before time": answer(0, ["a"], 1, -1),
    "a time of no calendar": answer(0, ["a"], 1, 10**18), "not an object": 7,
}  # fmt: skip


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_another_shape_is_refused(attempt: Attempt, data: Any) -> None:
    body = data.encode(errors="surrogateescape") if isinstance(data, str) else json.dumps(data)
    response = Client().post(
        SAVE, body, content_type="application/json", headers={"X-Start-Token": start_token(attempt)}
    )
    assert (response.status_code, response.json()["code"]) == (422, "shape")
    assert response.json()["message"] == "Câu trả lời không đúng dạng."
    assert (refusals(), Response.objects.count()) == (["shape"], 0)


@pytest.mark.parametrize("bad", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_one_answer_of_another_shape_refuses_the_packet(attempt: Attempt, bad: Any) -> None:
    response = send({"paper": attempt.paper, "answers": [answer(), bad]}, start_token(attempt))
    assert (response.status_code, Response.objects.count(), refusals()) == (422, 0, ["shape"])


@pytest.mark.parametrize("part", ["x" * 61, "\ud800", "a\u0000"], ids=["long", "of no text", "nothing as a letter"])
def test_an_answer_nobody_can_read_keeps_none_of_the_others_out(attempt: Attempt, part: str) -> None:
    send(packet(attempt, answer(0, ["b"])), start_token(attempt))
    told = send(packet(attempt, answer(0, [part], 2), answer(1)), start_token(attempt)).json()
    assert (told["saved"], told["refused"]["0"]["answer"], refusals()) == ([1], ["b"], ["shape"])
    assert told["refused"]["0"]["message"] == "Câu 1: Câu trả lời không đúng dạng."


def test_a_number_pasted_from_a_page_or_a_khmer_keyboard_is_saved_as_people_see_it(attempt: Attempt) -> None:
    pasted = packet(attempt, answer(0, ["5\u00a0000\u202f000"]), answer(1, ["5\u200b"]))
    assert send(pasted, start_token(attempt)).json()["saved"] == [0, 1]
    assert list(Response.objects.order_by("slot").values_list("answer", flat=True)) == [["5 000 000"], ["5"]]


def test_huge_json_is_refused_unread(attempt: Attempt) -> None:
    response = send(packet(attempt, answer(0, ["x" * 40_000])), start_token(attempt))
    assert (response.status_code, response.json()["code"], refusals()) == (413, "size", ["size"])


@pytest.mark.parametrize(("data", "code"), [(None, "token"), ("{", "shape")], ids=["an answer", "no JSON"])
def test_a_token_that_was_touched_is_written_down_but_not_on_the_attempt_it_names(
    attempt: Attempt, data: Any, code: str
) -> None:
    response = send(data or packet(attempt, answer()), start_token(attempt)[:-2] + "xx")
    assert (response.json()["code"], refusals(), Response.objects.count()) == (code, [code], 0)
    line = LogEntry.objects.get(kind=LogKind.REFUSED)
    assert (line.contest_id, line.attempt_id) == (attempt.round.contest_id, None)


def test_invented_tokens_cannot_flood_the_log_by_naming_many_attempts(attempt: Attempt) -> None:
    others = [
        start_attempt(
            entrant=make_entrant(attempt.round.contest, n), round=attempt.round, device="d", at=timezone.now()
        )
        for n in range(2, 10)
    ]
    for one in others:
        assert send(packet(one, answer()), start_token(one)[:-2] + "xx").status_code == 403
    assert send(packet(attempt, answer()), "").status_code == 403
    assert refusals() == ["token"] * 5


def test_what_comes_after_handing_in_is_refused(attempt: Attempt) -> None:
    submit_attempt(attempt=attempt, at=timezone.now())
    response = send(packet(attempt, answer()), start_token(attempt))
    assert (response.status_code, response.json()["code"], refusals()) == (410, "submitted", ["submitted"])


def test_answers_of_another_paper_are_refused(attempt: Attempt) -> None:
    response = send({"paper": "0" * 64, "answers": [answer()]}, start_token(attempt))
    assert (response.status_code, response.json()["code"], refusals()) == (409, "other_paper", ["other_paper"])


def test_a_device_cannot_flood_the_log(attempt: Attempt) -> None:
    for _packet in range(30):
        send("{", start_token(attempt))
    assert refusals() == ["shape"] * 5
    assert Client().get(SAVE).status_code == 405
