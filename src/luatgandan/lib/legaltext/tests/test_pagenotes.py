"""Notes at the foot of gazette pages are told from the words of the law."""

import pytest

from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.pagenotes import with_notes

BY = "được sửa đổi theo quy định tại khoản 1 Điều 1 của Luật số 46/2014/QH13,"


def read(*pages: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The words and the notes of pages."""
    head = Line("VĂN BẢN HỢP NHẤT", page=1)
    found = with_notes(
        [head, *(Line(text, page=number) for number, page in enumerate(pages, start=1) for text in page)]
    )
    return [line.text for line in found[1:] if not line.is_note], [line.text for line in found if line.is_note]


def test_notes_come_last_whole_and_the_words_run_on_over_the_page() -> None:
    words, notes = read(
        (
            "Điều 1. Mức hưởng1",
            "1.2 Người bệnh được trả theo",
            f"1 Điều này {BY}",
            "có hiệu lực từ 2015.",
            f"2 Khoản này {BY}",
            "12",
        ),
        ("CÔNG BÁO/Số 5/Ngày 18-3-2025", "giá của cơ sở3 khám bệnh.", f"3 Cụm từ “giá” {BY}", "có hiệu lực."),
    )

    assert words == [
        "Điều 1. Mức hưởng[1]", "1.[2] Người bệnh được trả theo", "12", "CÔNG BÁO/Số 5/Ngày 18-3-2025",
        "giá của cơ sở[3] khám bệnh.",
    ]  # fmt: skip
    assert notes == [
        f"[1] Điều này {BY} có hiệu lực từ 2015.",
        f"[2] Khoản này {BY}",
        f"[3] Cụm từ “giá” {BY} có hiệu lực.",
    ]


def test_a_note_may_quote_clauses_but_ends_where_the_law_goes_on() -> None:
    words, notes = read(
        (f"1 Điều này {BY}", "như sau: “1. Một.", "2. Hai.”", "2. Khoản của luật.", f"2 Khoản này {BY}"),
    )

    assert words == ["2. Khoản của luật."]
    assert notes[0].endswith("như sau: “1. Một. 2. Hai.”")


def test_numbers_of_documents_are_no_marks_and_one_line_is_no_row_of_notes() -> None:
    pages = ("Theo Luật số 46/2014/QH1 và cơ sở.", f"1 Khoản này {BY}"), (f"2 Khoản này {BY}",)
    assert read(*pages)[0] == ["Theo Luật số 46/2014/QH1 và cơ sở."]
    alone = ("1 Điều này là lời của luật.", "Lời khác.")
    assert read(alone) == (list(alone), [])


def test_a_citation_broken_over_lines_is_no_note() -> None:
    pages = (
        ("Theo quy định tại khoản", "1 Điều này được áp dụng.", "theo Điều", "1 Luật số 5 và", "1 Điều 19 Luật này."),
        (),
    )
    assert read(*pages) == (list(pages[0]), [])


def test_rows_of_a_list_in_an_ordinary_text_are_no_notes() -> None:
    lines = [Line(text, page=1) for text in ("Danh mục", f"1 Luật {BY}", f"2 Luật {BY}")]
    assert with_notes(lines) == lines


def apart(*blocks: tuple[str, ...], page: int) -> list[Line]:
    """Lines of a page, an empty line before each block."""
    return [Line(text, page=page, is_apart=not place) for block in blocks for place, text in enumerate(block)]


def test_a_note_goes_on_below_the_words_of_the_next_page() -> None:
    again = "Khoản này được sửa đổi, bổ sung lần thứ hai theo quy định tại"
    lines = [
        *apart(("VĂN BẢN HỢP NHẤT", "1.1 Người bệnh được trả theo"), (f"1 Khoản này {BY}",), page=1),
        *apart(("9",), ("giá của cơ sở.", "2.2 Người già."), (again, "Luật số 51.", f"2 Khoản này {BY}"), page=2),
    ]

    found = with_notes(lines)

    assert [line.text for line in found if line.is_note] == [
        f"[1] Khoản này {BY} {again} Luật số 51.", f"[2] Khoản này {BY}",
    ]  # fmt: skip
    assert [line.text for line in found if not line.is_note][-2:] == ["giá của cơ sở.", "2.[2] Người già."]


BASES = "có căn cứ ban hành như sau:"


@pytest.mark.parametrize(
    ("note", "below"),
    [
        ((f"1 Luật số 84 {BASES}", "“Căn cứ Hiến pháp; Luật Hải quan"), ("số 54/2014/QH13.”",)),
        ((f"1 (i) Luật số 84 {BASES}", "“A.”"), ("(ii) Luật số 46 sửa đổi", f"Luật số 25 {BASES}", "“A.”")),
        ((f"1 Luật số 84 {BASES}", "“A.”", "Luật Hải quan sửa đổi Luật"), (f"số 46/2014/QH13 {BASES}", "“B.”")),
    ],
)
def test_a_note_about_bases_goes_on_at_the_foot_of_the_next_page(note: tuple[str, ...], below: tuple[str, ...]) -> None:
    lines = [
        *apart(("LUẬT", "Quốc hội ban hành Luật1."), note, page=1),
        *apart(("Điều 1. Phạm vi", "a) Lao động;"), below, page=2),
        *apart(("b) Người khác.",), page=3),
    ]

    found = with_notes(lines)

    words = [line.text for line in found if not line.is_note]
    assert words == ["LUẬT", "Quốc hội ban hành Luật[1].", "Điều 1. Phạm vi", "a) Lao động;", "b) Người khác."]
    assert [line.text for line in found if line.is_note] == [f"[1] {' '.join((*note, *below))[2:]}"]


def test_words_of_a_page_without_empty_lines_stay_words() -> None:
    words, notes = read((f"1 Khoản này {BY}",), ("Lời của luật.", f"2 Khoản này {BY}"))

    assert (words, len(notes)) == (["Lời của luật."], 2)
