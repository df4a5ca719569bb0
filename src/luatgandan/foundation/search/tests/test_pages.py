"""The page of search from request to answer, over a small index."""

import re
from typing import Any

import pytest
from django.test import Client

from luatgandan.foundation.search.pipeline.tests.odd_texts import TYPED

pytestmark = pytest.mark.usefixtures("things")
HERE = "/tim-kiem/"


def main(answer: Any) -> str:
    html: str = answer.content.decode()
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.parametrize("name", TYPED)
def test_odd_words_give_a_page_that_helps(client: Client, name: str) -> None:
    answer = client.get(HERE, {"q": TYPED[name]})

    assert answer.status_code == 200
    assert 'class="hit ' in main(answer) or "Gửi câu hỏi cho cán bộ" in main(answer)
    assert "<script>" not in main(answer)


@pytest.mark.parametrize(
    "rest",
    [
        "trang=9999",
        "trang=-1",
        "at=hom-qua",
        "at=0000-00-00",
        "nam=xyz",
        "loai=%00",
        "trong=thing:0",
        "sap-xep=x&nhom=y",
    ],
)
def test_odd_choices_give_a_page_that_helps(client: Client, rest: str) -> None:
    answer = client.get(f"{HERE}?q=n%E1%BB%93ng+%C4%91%E1%BB%99&{rest}")

    assert answer.status_code == 200
    assert 'class="hit ' in main(answer) or "Gửi câu hỏi cho cán bộ" in main(answer)


def test_an_empty_search_is_the_start(client: Client) -> None:
    assert "Bạn cần biết điều gì?" in main(client.get(HERE))
    assert client.get(HERE, {"q": "  \x00 "}).templates[0].name == "search/start.html"


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ({"linh-vuc": "Giao thông"}, ["Nghị định 168/2024/NĐ-CP", "Nghị định 100/2019/NĐ-CP"]),
        ({"linh-vuc": "Giao thông", "sap-xep": "cu-nhat"}, ["Nghị định 100/2019/NĐ-CP", "Nghị định 168/2024/NĐ-CP"]),
        (
            {"loai": "article"},
            ["Điều 6. Xử phạt người điều khiển xe ô tô", "Điều 7. Xử phạt người điều khiển xe mô tô"],
        ),
        ({"loai": "topic"}, ["Đất đai, nhà ở"]),
        ({"loai": "document", "hieu-luc": "in_force", "at": "01/01/2024"}, ["Nghị định 100/2019/NĐ-CP"]),
    ],
)
def test_without_words_what_was_chosen_is_listed_by_day(
    client: Client, chosen: dict[str, str], titles: list[str]
) -> None:
    html = main(client.get(HERE, chosen))

    assert re.findall(r'class="hit__title"><a[^>]*>([^<]*)<', html) == titles
    assert f"{len(titles)} kết quả" in html


@pytest.mark.parametrize(
    ("words", "is_stored"),
    [("ly hôn ở xa", True), ("số 0912345678 lừa tôi", False), ("chồng tôi bỏ nhà đi " * 5, False)],
)
def test_only_what_many_ask_is_stored_and_only_in_the_house(
    client: Client, settings: Any, words: str, is_stored: bool
) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    answers = [client.get(HERE, {"q": words}) for _ in range(5)]

    assert [answer.has_header("X-Page-Cache") for answer in answers] == [False] * 4 + [is_stored]
    assert all(answer["Cache-Control"].startswith("private") for answer in answers)
    assert not any(answer.has_header("Surrogate-Control") for answer in answers)


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("168/2024/NĐ-CP", "/van-ban/nd-168-2024-nd-cp/?tim=168%2F2024%2FN%C4%90-CP"),
        ("d7 nd168", "/van-ban/nd-168-2024-nd-cp/dieu-7/?tim=d7+nd168"),
    ],
)
def test_a_number_or_an_address_goes_straight_there(client: Client, words: str, url: str) -> None:
    answer = client.get(HERE, {"q": words})

    assert (answer.status_code, answer["Location"]) == (302, url)


def test_a_jump_can_be_declined(client: Client) -> None:
    answer = client.get(HERE, {"q": "168/2024/NĐ-CP", "khong-nhay": "1"})

    assert answer.status_code == 200
    assert "Nghị định 168/2024/NĐ-CP" in main(answer)


def test_a_page_jumped_to_leads_back(client: Client) -> None:
    html = client.get("/xa-phuong/?tim=168/2024").content.decode()

    assert 'href="/tim-kiem/?q=168%2F2024&amp;khong-nhay=1"' in html


def test_khmer_readers_jump_inside_their_language(client: Client) -> None:
    assert client.get(f"/km{HERE}", {"q": "168/2024/NĐ-CP"})["Location"].startswith("/km/van-ban/nd-168-2024-nd-cp/")


def test_number_of_queries_is_the_same_with_few_and_many_results(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(HERE, {"q": "nồng độ cồn"})  # what is remembered is remembered
    with django_assert_max_num_queries(3):
        client.get(HERE, {"q": "nồng độ cồn", "nhom": "dieu"})
    with django_assert_max_num_queries(3):
        client.get(HERE, {"q": "uống rượu"})
