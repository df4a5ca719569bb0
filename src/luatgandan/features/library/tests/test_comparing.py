"""Texts side by side: the history of an article, two days of a document, two documents."""

import re
from datetime import date

import pytest
from django.test import Client

from luatgandan.features.library.models import Document
from luatgandan.lib.legaltext.tree import Parsed

from .laws import LAW, a_law, article, make_document, store, text_of, words

pytestmark = pytest.mark.django_db


def test_history_marks_the_words_between_neighbours(client: Client, law: Document) -> None:
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))
    store(law, a_law(fee="90.000 đồng"), valid_from=date(2025, 1, 1))

    page = text_of(client, f"{LAW}dieu-2/lich-su/")

    gone, new = (re.findall(rf"<{tag}>.*?</span>([^<]*)</{tag}>", page) for tag in ("del", "ins"))
    assert (gone, new) == (["70.000", "50.000"], ["90.000", "70.000"])
    assert page.index("Từ ngày 01/01/2025") < page.index("Từ ngày 01/01/2024") < page.index("Bản đầu tiên")
    assert "chưa có lần sửa đổi" in text_of(client, f"{LAW}dieu-1/lich-su/")


def test_two_days_of_a_document_are_compared(client: Client, law: Document) -> None:
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))
    page = words(client.get("/so-sanh/", {"van_ban": "1/2020/QH14", "ngay": "01/01/2023"}).content.decode())
    assert "1 điều đổi lời, 0 điều thêm, 0 điều bỏ, 1 điều giữ nguyên." in page


def test_words_the_library_never_had_are_neither_added_nor_absent(client: Client) -> None:
    later = date(2023, 1, 1)
    body = tuple(article(number, "Giá đò", text=f"Lời của điều {number}.") for number in ("1", "2", "2a"))
    known = make_document("1/2020/QH14")
    store(known, Parsed(body=body), valid_from=date(2024, 1, 1), since={"art_2": later, "art_2a": later})
    told = "Thư viện chưa có lời văn ngày 01/01/2021 của 1 điều"

    compared = client.get("/so-sanh/", {"van_ban": "1/2020/QH14", "ngay": "01/01/2021"}).content.decode()
    whole, second, inserted = (
        words(text_of(client, f"{LAW}{place}?at=2021-01-01")) for place in ("", "dieu-2/", "dieu-2a/")
    )

    assert "0 điều đổi lời, 1 điều thêm, 0 điều bỏ, 1 điều giữ nguyên." in words(compared)
    assert (told in words(compared), told in whole, f'href="{LAW}dieu-2/"' in compared) == (True, True, True)
    assert "Lời của điều 2." not in words(compared)
    assert "Lời văn sớm nhất của điều này trong thư viện là của ngày 01/01/2023." in second
    assert ("Ngày đó chưa có điều này" in second, "Ngày đó chưa có điều này" in inserted) == (False, True)
    assert "Thư viện chưa có lời văn" not in words(text_of(client, LAW))


def test_two_documents_are_compared_article_by_article(client: Client, law: Document) -> None:
    other = make_document("4/2024/QH15")
    body = a_law(fee="80.000 đồng").body[0].children[1]
    store(other, Parsed(body=(article("7", "Giá đò", *body.children),)))

    page = words(client.get("/so-sanh/", {"van_ban": law.slug, "voi": "4/2024/qh15"}).content.decode())

    assert "trước là Điều 2" in page
    assert "1 điều bỏ" in page


@pytest.mark.parametrize(
    "asked",
    [{}, {"van_ban": "khong-co"}, {"van_ban": "\0"}, {"van_ban": "1/2020/QH14", "ngay": "x"}, {"trang": "9" * 50},
     {"van_ban": "1/2020/QH14", "trang": "-7"}, {"van_ban": "a" * 5000}],
)  # fmt: skip
def test_odd_comparisons_are_told_in_words(client: Client, law: Document, asked: dict[str, str]) -> None:
    assert client.get("/so-sanh/", asked).status_code == 200
