"""The screen on which a reading is corrected."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luatgandan.features.library.models import SourceFile
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.files.tests.pdf_maker import Text, pdf
from luatgandan.lib.legaltext.corrections import EditKind

from . import circulars
from .conftest import desk
from .correcting import clauses, imported, line_of
from .laws import NOW

WORDS, JOIN, MARK = EditKind.WORDS, EditKind.JOIN, EditKind.MARK


@pytest.fixture
def browser(writer: Person) -> Client:
    return desk(writer)


def path(file: SourceFile, rest: str = "cau-truc/") -> str:
    return f"/quan-tri/thu-vien/tep/{file.pk}/{rest}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_screen_shows_original_lines_and_what_each_begins(file: SourceFile, browser: Client) -> None:
    page = text_of(browser.get(path(file)))
    assert '<li value="1">BỘ TƯ PHÁP</li>' in page
    labels = re.findall(r'file-row__label">([^<]+)<', page)
    assert labels == [
        "Chương I", "Điều 1", "Điều 2", "khoản 1", "điểm a", "điểm b", "Chương II", "Điều 3",
    ]  # fmt: skip
    assert "<textarea" not in page


def test_line_is_chosen_mended_compared_and_saved(file: SourceFile, browser: Client) -> None:
    line = line_of(file, "2, Sổ")
    page = text_of(browser.get(f"{path(file)}?dong={line + 1}"))
    assert '<textarea id="words" name="value" rows="4">2, Sổ được lưu 20 năm.</textarea>' in page

    words = {"line": line, "expected": 0, "kind": "words", "value": "2. Sổ được lưu 20 năm."}
    response = browser.post(path(file), words)
    assert response["Location"].endswith(f"?dong={line + 1}#dong-{line + 1}")
    assert "Đang sửa: 1 chỗ" in text_of(browser.get(path(file)))
    compared = text_of(browser.get(path(file, "cau-truc/thay-doi/")))
    assert "Điều 2: khác lời hoặc khác khoản, điểm" in compared
    assert "<ins>" in compared
    browser.post(path(file, "cau-truc/thay-doi/"), {"note": "sửa dấu"})

    assert clauses(file) == ["1", "2"]
    history = text_of(browser.get(path(file, "lich-su/")))
    assert "sửa dấu" in history
    browser.post(path(file, "lich-su/"), {"correction": "machine"})
    assert clauses(file) == ["1"]


def test_odd_requests_are_answered_kindly(file: SourceFile, browser: Client) -> None:
    for query in ("?dong=0", "?dong=99999", "?dong=x", "?doan=-1", "?doan=999", "?dong=²"):
        assert browser.get(path(file) + query).status_code == 200, query
    for data in ({}, {"kind": "words"}, {"kind": "drop", "line": 1, "expected": 0}, {"mark": "x", "line": "a"}):
        assert browser.post(path(file), data).status_code == 302
    assert browser.post(path(file, "lich-su/"), {"correction": "9999"}).status_code == 404
    assert not file.corrections.exists()
    bare = SourceFile.objects.create(sha256="1" * 64, name="a.pdf", size=1, received_at=NOW)
    assert browser.get(path(bare))["Location"].endswith(f"/{bare.pk}/")


def long_law() -> str:
    """A law of 160 articles with eight clauses each."""
    clause = "{k}. Nội dung khoản {k} của điều {n}, " + "chữ " * 60
    articles = (
        "\n".join([f"Điều {n}. Tên điều {n}", *(clause.format(k=k, n=n) for k in range(1, 9))]) for n in range(1, 161)
    )
    return circulars.circular(body="\n".join(articles))


def test_long_law_is_cut_into_screens_of_light_weight(browser: Client) -> None:
    file = imported("dai.txt", long_law().encode())
    response = browser.get(f"{path(file)}?dong=700")

    page = text_of(response)
    assert len(response.content) < 100_000
    assert 'id="dong-700" class="file-row file-row--1 is-chosen"' in page
    assert len(re.findall("<option", page)) > 20
    first = re.search(r'<li id="dong-[0-9]+".*?</li>', page)
    assert first
    assert 'file-row__label">Điều' in first[0]  # a screen begins with an article


def test_pages_of_a_pdf_are_shown_as_pictures(browser: Client) -> None:
    texts = circulars.circular().split("\n")
    pages = [
        [Text(text, 70, 780 - 22 * place) for place, text in enumerate(texts[start : start + 14])]
        for start in range(0, len(texts), 14)
    ]
    file = imported("a.pdf", pdf(pages))
    page = text_of(browser.get(f"{path(file)}?doan=2"))
    assert f'src="{path(file, "trang/2.jpg")}" alt="Ảnh trang 2 của tệp gốc"' in page

    picture = browser.get(path(file, "trang/2.jpg"))
    assert (picture["Content-Type"], picture.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert browser.get(path(file, "trang/99.jpg")).status_code == 404


def test_upload_of_the_same_name_with_other_content_is_another_file(browser: Client, file: SourceFile) -> None:
    other = SimpleUploadedFile("a.txt", circulars.circular().encode())
    browser.post("/quan-tri/thu-vien/tep/tai-len/", {"files": [other]})
    assert SourceFile.objects.filter(name="a.txt").count() == 2
