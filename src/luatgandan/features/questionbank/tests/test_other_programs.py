"""Files as other programs and officials write them: what is read, and what is told instead of guessed."""

import io
from datetime import datetime

import pytest
from openpyxl import Workbook

from luatgandan.lib.files.tests.docx_maker import docx, paragraph

from ..enums import Kind
from ..formats.files import read_rows
from ..formats.values import TRUE


def test_gift_as_moodle_exports_it() -> None:
    gift = "::Q1::[html]<p>Luật <b>nào</b>?</p>{\n\t=<p>01/8/2024</p>\n\t~<p>Năm\\: 2025</p>\n}"
    gift += "\n\nCá bơi.{TRUE#Sai rồi.#Đúng.}"
    first, second = (row.entry.content for row in read_rows(gift.encode(), "a.gift") if row.entry)
    assert (first.stem, [one.text for one in first.options]) == ("Luật nào?", ["01/8/2024", "Năm: 2025"])
    assert (second.kind, second.key) == (Kind.TRUE_FALSE, (TRUE,))


def test_a_wrong_number_that_moodle_names_first_is_no_key() -> None:
    answers = "".join(
        f'<answer fraction="{share}"><text>{number}</text></answer>' for share, number in ((0, 9), (100, 5))
    )
    text = f'<quiz><question type="numerical"><questiontext><text>Mấy?</text></questiontext>{answers}</question></quiz>'
    (row,) = read_rows(text.encode(), "a.xml")
    assert row.entry is not None
    assert row.entry.content.key == ("5",)


@pytest.mark.parametrize("body", ["#5:0.5", "#1..5", "=Hà Nội =Ha Noi"])
def test_what_gift_can_ask_and_we_cannot_is_told(body: str) -> None:
    (row,) = read_rows(f"Hỏi gì? {{{body}}}".encode(), "a.gift")
    assert "chưa nhận được" in row.problem


def word_file(*lines: str) -> bytes:
    return docx("".join(map(paragraph, lines)))


def test_numbers_that_begin_anew_in_a_word_file_have_no_key() -> None:
    """And headings belong to no question."""
    part, last = ("Câu 1: Hỏi?", "A. Một", "B. Hai"), ("Câu 3: Gì?", "A. Ba", "B. Bốn")
    questions = word_file(*part, "PHẦN II. LUẬT", *part, "Câu 2: Hỏi?", "A. Một", "B. Hai", "Mục 3", *last)
    rows = read_rows(questions, "a.docx", (word_file("1. A", "2. B", "1. B", "3. A"), "b.docx"))
    assert ["Số câu 1 lặp lại" in row.problem for row in rows] == [True, True, False, False]
    shown = [one.text for row in rows if row.entry for one in row.entry.content.options]
    assert shown == ["Một", "Hai", "Ba", "Bốn"]


def test_a_day_in_a_cell_is_read_as_people_write_it() -> None:
    book, file = Workbook(), io.BytesIO()
    book.active.append(["Nội dung", "A", "B", "Đáp án"])
    book.active.append(["Từ ngày nào?", datetime(2024, 8, 1), "b", "A"])
    book.save(file)
    (row,) = read_rows(file.getvalue(), "a.xlsx")
    assert row.entry is not None
    assert row.entry.content.options[0].text == "01/08/2024"


def a_sheet(*rows: list[object], format_: str = "General") -> bytes:
    """A workbook with a column for each option."""
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["Nội dung", "A", "B", "C", "D", "Đáp án"])
    for row in rows:
        sheet.append(row)
        sheet.cell(sheet.max_row, 2).number_format = format_
    book.save(file)
    return file.getvalue()


def test_a_share_in_a_cell_is_read_as_people_see_it() -> None:
    rows = read_rows(
        a_sheet(["Bao nhiêu?", 0.5, 2, None, None, "A"], ["?", 0.125, 2, None, None, "A"], format_="0.0%"), "a.xlsx"
    )
    assert [row.entry.content.options[0].text for row in rows if row.entry] == ["50%", "12,5%"]


def test_options_in_columns_are_not_read_as_lines() -> None:
    gap, lines = read_rows(
        a_sheet(
            ["Tuổi?", "nam 20", "nữ 18", None, "nữ 17", "A"], ["Gồm?", "Một\nHai", "1. Ba\n2. Bốn", None, None, "B"]
        ),
        "a.xlsx",
    )
    assert "bỏ trống ở giữa" in gap.problem
    assert lines.entry is not None
    assert [one.text for one in lines.entry.content.options] == ["Một Hai", "1. Ba 2. Bốn"]


def test_numbered_lines_below_an_option_belong_to_it() -> None:
    (row,) = read_rows(word_file("Câu 1: Gồm?", "A. Một", "B. Cả hai:", "1. Ba", "2. Bốn", "Đáp án: B"), "a.docx")
    assert row.entry is not None
    assert row.entry.content.key_words == ("Cả hai: 1. Ba 2. Bốn",)
    (none,) = read_rows(word_file("Câu 1: Gồm?", "1. Ba", "2. Bốn", "Đáp án: 2"), "a.docx")
    assert "cần có chữ cái" in none.problem


def test_a_number_with_a_tolerance_is_told() -> None:
    answer = '<answer fraction="100"><text>5</text><tolerance>{}</tolerance></answer>'
    text = '<quiz><question type="numerical"><questiontext><text>Mấy?</text></questiontext>{}</question></quiz>'
    for tolerance, told in (("0", ""), ("0.5", "sai số")):
        (row,) = read_rows(text.format(answer.format(tolerance)).encode(), "a.xml")
        assert told in row.problem
        assert bool(row.entry) is not bool(told)
