"""The API for programs: the same results as the page, and every refusal in plain Vietnamese."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.backends.search.base import IndexUnavailableError
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.modules import api

from .conftest import Brittle

pytestmark = pytest.mark.usefixtures("things")
ASK = "/api/v1/search"


def ask(client: Client, path: str = ASK, **values: Any) -> Any:
    return client.get(path, values)


def titles(answer: Any) -> list[str]:
    return [one["title"] for one in answer.json()["results"]]


def test_results_tell_what_the_page_tells(client: Client) -> None:
    answer = ask(client, q="nồng độ cồn xe mô tô", grouped=False)

    assert answer.status_code == 200
    found = next(one for one in answer.json()["results"] if one["id"].startswith("thing:17/art_7"))
    assert found["url"] == "http://localhost:8000/van-ban/nd-168-2024-nd-cp/dieu-7/"
    assert (found["kind"], found["number"], found["state"]) == ("article", "168/2024/NĐ-CP", "in_force")
    assert found["path"] == ["Nghị định 168/2024/NĐ-CP", "Chương II"]
    assert any(piece["is_hit"] for piece in found["passage"])


def test_facets_narrow(client: Client) -> None:
    everything, narrowed = ask(client, q="nồng độ cồn"), ask(client, q="nồng độ cồn", kind="question")

    assert titles(narrowed) == ["Uống rượu rồi lái xe máy bị phạt thế nào?"]
    counts = {one["value"]: one["count"] for one in everything.json()["facets"]["kind"]}
    assert counts["question"] == 1


def test_two_values_of_a_facet_widen(client: Client) -> None:
    found = ask(client, q="nồng độ cồn", kind=["question", "document"]).json()["results"]

    assert {one["kind"] for one in found} == {"question", "document"}


def test_the_law_of_a_day_is_named_and_linked(client: Client) -> None:
    answer = ask(client, q="100/2019/NĐ-CP nồng độ cồn", at="1/6/2021", kind="document").json()

    assert answer["at"] == "2021-06-01"
    old = next(one for one in answer["results"] if one["number"] == "100/2019/NĐ-CP")
    assert old["state"] == "in_force"
    assert old["url"].endswith("/van-ban/nd-100-2019-nd-cp/?at=2021-06-01")


def test_within_a_document(client: Client) -> None:
    found = ask(client, q="nồng độ cồn", within="thing:17", grouped=False).json()["results"]

    assert {one["group"] for one in found} == {"thing:17"}


def test_pages_follow_each_other(client: Client) -> None:
    pages = [ask(client, q="nồng độ cồn", page=page, per_page=1, grouped=False) for page in (1, 2, 3, 4)]

    seen = [title for page in pages for title in titles(page)]
    assert len(seen) == len(set(seen)) == pages[0].json()["total"] == 4


def test_newest_first(client: Client) -> None:
    found = ask(client, q="nghị định", kind="document", sort="moi-nhat").json()["results"]

    assert [one["issued_on"] for one in found] == ["2024-12-26", "2019-12-30"]


def test_a_number_names_where_to_jump(client: Client) -> None:
    assert ask(client, q="168/2024/NĐ-CP").json()["jump"] == "http://localhost:8000/van-ban/nd-168-2024-nd-cp/"


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"at": "hôm qua"}, "at", "2025-07-01"),
        ({"at": "1900-01-01"}, "at", "1945"),
        ({"page": 0}, "page", "ít nhất là 1"),
        ({"page": "hai"}, "page", "số nguyên"),
        ({"per_page": 1000}, "per_page", "nhiều nhất là 100"),
        ({"sort": "x"}, "sort", "moi-nhat"),
        ({"q": "x" * 10_001}, "q", "10000"),
        ({"kind": ["x"] * 21}, "kind", "20"),
        ({"grouped": "có"}, "grouped", "true"),
        ({"within": "thing:\x00"}, "within", "không đúng"),
    ],
)
def test_what_is_wrong_is_said_in_words(client: Client, values: dict[str, Any], field: str, words: str) -> None:
    answer = ask(client, **{"q": "đất", **values})

    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert fault["field"] == field
    assert words in fault["message"]


def test_chosen_values_that_no_eye_can_read_choose_nothing(client: Client) -> None:
    every = ask(client, q="nồng độ cồn").json()["total"]

    assert ask(client, q="nồng độ cồn", kind=["\x00", " "]).json()["total"] == every > 1
    assert ask(client, kind=["\x00", ""]).status_code == 400


def test_nothing_asked_is_a_bad_request(client: Client) -> None:
    answer = ask(client, q=" \x00 ")

    assert answer.status_code == 400
    assert "lời hỏi" in answer.json()["title"]


def test_without_an_index_the_answer_is_503(client: Client, things: Brittle, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any, **kwargs: Any) -> None:
        raise IndexUnavailableError

    monkeypatch.setattr(things, "search", away)

    answer = ask(client, q="đất")

    assert answer.status_code == 503
    assert answer.json()["title"]


def test_only_staff_sees_how_results_come_about(client: Client) -> None:
    assert ask(client, q="đất", explain=True).status_code == 403

    client.force_login(Person.objects.create_superuser(username="quan-tri", password="x"))
    answer = ask(client, q="nồng độ cồn", explain=True)

    assert answer.status_code == 200
    assert answer.json()["explain"]["analysis"]["syllables"][0]["typed"] == "nồng"
    assert ask(client, q="nồng độ cồn").json()["explain"] is None


def test_whoever_asks_too_often_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MOST_A_MINUTE", 2)

    assert [ask(client, q="đất").status_code for _ in range(3)] == [200, 200, 429]
    assert ask(client, ASK + "/suggest", q="da").status_code == 429


def test_suggestions_have_whole_addresses(client: Client) -> None:
    found = ask(client, ASK + "/suggest", q="nghị định 168").json()

    assert "http://localhost:8000/van-ban/nd-168-2024-nd-cp/" in [one["url"] for one in found]


def test_pages_of_other_sites_may_ask(client: Client) -> None:
    assert ask(client, q="đất")["Access-Control-Allow-Origin"] == "*"


def test_the_description_is_served(client: Client) -> None:
    description = client.get("/api/v1/openapi.json").json()

    assert {"/api/v1/search", "/api/v1/search/suggest"} <= set(description["paths"])
    assert set(description["paths"][ASK]["get"]["responses"]) == {"200", "400", "403", "422", "429", "503"}


def test_odd_words_are_answered(client: Client) -> None:
    for text in ("'; DROP TABLE x --", "(((*", "😀", "đất ដី 土地", "là và của", "a" * 10_000):
        assert ask(client, q=text).status_code == 200


def test_today_is_the_day_when_none_is_given(client: Client) -> None:
    assert ask(client, q="nồng độ cồn").json()["at"] == timezone.localdate().isoformat() > date(2026, 1, 1).isoformat()
