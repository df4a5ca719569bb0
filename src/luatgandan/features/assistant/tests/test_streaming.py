"""Steps of an answer: readers get all of them in order; to come again asks nothing again, to leave breaks nothing."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from luatgandan.backends.llm import LlmUnavailableError
from luatgandan.backends.llm.fake import FakeLlm
from luatgandan.features.library.models import Document
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.foundation.search.services import rebuild_index

from .. import services
from ..models import Run
from ..services import composing, streaming
from .streams import read_together, serving

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FARE = "Người lớn qua đò trả bao nhiêu tiền?"
PLAIN = "[E1] Người lớn qua đò trả tiền 50.000 đồng."
LIE = "[E1] Người lớn qua đò trả tiền 90.000 đồng."


@pytest.fixture
def crossing(transactional_db: None) -> Document:
    """The law of ferries, seen by the threads that answer."""
    law = stored_law()
    rebuild_index()
    return law


def ticket(text: str = FARE) -> str:
    return services.open_ticket(text=text, at=NOW)


def events(client: Client, token: str) -> list[tuple[str, Any]]:
    """What a reader of a server without an event loop gets."""
    response = client.get(f"/tro-ly/{token}/tung-buoc/")
    blocks = response.getvalue().decode().split("\n\n")[1:-1]
    rows = [dict(line.partition(": ")[::2] for line in block.splitlines()) for block in blocks]
    assert [row["id"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    return [(row["event"], json.loads(row["data"])) for row in rows]


def test_a_script_gets_the_address_of_the_steps(client: Client, crossing: Document) -> None:
    response = client.post("/tro-ly/", {"question": FARE}, headers={"Accept": "application/json"})
    assert response.status_code == 202
    token = response.json()["steps"].split("/")[-3]
    assert [name for name, _ in events(client, token)] == ["searching", "found", "checked", "done"]
    run = Run.objects.get(token=token)
    assert (run.status, run.question) == ("ANSWERED_EXTRACTIVE", FARE)


def test_each_sentence_says_where_it_stands(client: Client, crossing: Document) -> None:
    token = ticket()
    told = dict(events(client, token))
    assert "50.000 đồng" in told["found"]["text"]
    assert told["found"]["sources"][0]["url"].startswith("/van-ban/luat-1-2020-qh14/dieu-2/")
    assert told["done"] == {"url": f"/tro-ly/{token}/", "status": "ANSWERED_EXTRACTIVE"}


def test_sentences_of_a_model_are_told_when_proven_and_no_other(
    client: Client, crossing: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "get_llm", lambda: FakeLlm(answer=f"{PLAIN}\n{LIE}\n{PLAIN}"))
    told = events(client, ticket())
    assert [data["text"] for name, data in told if name == "written"] == [PLAIN[5:], PLAIN[5:]]
    assert told[-1][1]["status"] == "ANSWERED_COMPOSED"


def test_a_sentence_that_falls_with_its_answer_is_never_told(
    client: Client, crossing: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "get_llm", lambda: FakeLlm(answer=f"{PLAIN}\n{LIE}\n{LIE}"))
    assert [name for name, _ in events(client, ticket())] == ["searching", "found", "checked", "done"]


def test_a_model_that_breaks_off_leaves_the_words_of_the_law(
    client: Client, crossing: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "get_llm", lambda: FakeLlm(answer=PLAIN, error=LlmUnavailableError("no")))
    assert [name for name, _ in events(client, ticket())] == ["searching", "found", "checked", "done"]


def test_who_comes_again_hears_the_end_and_asks_nothing(client: Client, crossing: Document) -> None:
    token = ticket()
    events(client, token)
    assert events(client, token) == [("done", {"url": f"/tro-ly/{token}/", "status": "ANSWERED_EXTRACTIVE"})]
    assert Run.objects.count() == 1


def test_a_ticket_that_nobody_opened_ends_at_once(client: Client, crossing: Document) -> None:
    assert events(client, "khong-co") == [("failed", {})]


def test_a_fault_ends_the_stream_and_those_who_wait(
    client: Client, crossing: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**values: Any) -> Run:
        raise RuntimeError

    monkeypatch.setattr(streaming, "answer_and_keep", broken)
    token = ticket()
    assert events(client, token) == [("failed", {})]
    assert events(client, token) == [("failed", {})]


def test_a_ticket_holds_no_personal_data(crossing: Document) -> None:
    token = ticket("Xin chào, tôi tên Nguyễn Văn Hùng 0912345678")
    kept = cache.get(streaming._key(token))
    assert "Hùng" not in kept.asked.text
    assert "0912345678" not in kept.asked.text


def test_the_personal_data_that_went_is_told_on_the_answer(client: Client, crossing: Document) -> None:
    token = ticket("Xin chào, tôi tên Nguyễn Văn Hùng 0912345678")
    events(client, token)
    assert {"phone", "name"} <= set(Run.objects.get().card["hidden"])


def test_a_turn_is_taken_when_the_ticket_is_opened(crossing: Document, settings: Any) -> None:
    settings.ASSISTANT_PER_HOUR = 1
    services.open_ticket(text=FARE, at=NOW, device="one")
    with pytest.raises(services.AskedTooOftenError):
        services.open_ticket(text=FARE, at=NOW, device="one")


def test_switched_off_the_stream_says_so(client: Client, crossing: Document, settings: Any) -> None:
    settings.ASSISTANT_ON = False
    assert events(client, ticket())[-1][1]["status"] == "UNAVAILABLE"


def test_many_readers_at_once_lose_nothing(crossing: Document) -> None:
    tokens = [ticket() for _ in range(24)]
    with serving() as port:
        readings = read_together(port, [f"/tro-ly/{token}/tung-buoc/" for token in tokens])
    assert [one.names for one in readings] == [["searching", "found", "checked", "done"]] * 24
    assert all(one.is_whole for one in readings)
    assert {one.headers["content-type"] for one in readings} == {"text/event-stream; charset=utf-8"}
    assert Run.objects.count() == 24


def test_readers_of_one_answer_all_hear_its_end_and_it_is_asked_once(crossing: Document) -> None:
    token = ticket()
    with serving() as port:
        readings = read_together(port, [f"/tro-ly/{token}/tung-buoc/"] * 5)
    assert {one.names[-1] for one in readings} == {"done"}
    assert Run.objects.count() == 1


def test_a_reader_who_leaves_finds_the_answer_on_coming_back(client: Client, crossing: Document) -> None:
    token = ticket()
    with serving() as port:
        left = read_together(port, [f"/tro-ly/{token}/tung-buoc/"], leave_after=1)
        back = read_together(port, [f"/tro-ly/{token}/tung-buoc/"])
    assert left[0].names == ["searching"]
    assert back[0].names == ["done"]
    assert Run.objects.count() == 1
    assert client.get(f"/tro-ly/{token}/").status_code == 200
