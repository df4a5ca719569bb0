"""Broken lines become paragraphs; heads, stamps and page numbers go."""

import time

import pytest

from luatgandan.lib.legaltext.furniture import page_number, with_pages
from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.paragraphs import is_hard_broken, join_broken


def joined(*texts: str) -> list[str]:
    return [line.text for line in join_broken([Line(text) for text in texts])]


LONG = "Người lao động là công dân Việt Nam thuộc đối tượng tham gia bảo hiểm xã hội"


def test_a_sentence_goes_on_over_lines() -> None:
    assert joined("1. " + LONG, "bắt buộc bao gồm:", "a) Cán bộ;", "b) Công chức.") == [
        f"1. {LONG} bắt buộc bao gồm:", "a) Cán bộ;", "b) Công chức.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "text"),
    [
        ("thực hiện theo quy định tại", "Điều 5. Chính phủ quy định chi tiết."),
        ("theo quy định tại khoản 2", "Điều 5. Chính phủ quy định chi tiết."),
        ("thực hiện theo quy định tại các khoản 1, 2 và", "3. Điều này áp dụng cho mọi người."),
        ("thực hiện từ ngày 01 tháng", "5. Sau ngày đó không áp dụng."),
        ("quản lý của Bộ Lao động", "- Thương binh và Xã hội."),
        ("Căn cứ Luật Ban hành văn bản quy phạm pháp luật số", "80/2015/QH13;"),
    ],
)
def test_what_looks_like_a_beginning_but_goes_on(last: str, text: str) -> None:
    line = f"{LONG} {last}"
    assert joined(line, text, "Điều 9. Sau") == [f"{line} {text}", "Điều 9. Sau"]


@pytest.mark.parametrize(
    "opening",
    ["Điều 12a. Bổ sung", "Chương IV", "Mục 2. Quyền", "Phần thứ hai", "“Điều 7a. Trách nhiệm", "Phụ lục II",
     "Căn cứ Luật Đất đai;", "TM. CHÍNH PHỦ", "Nơi nhận:"],
)  # fmt: skip
def test_openings_begin_paragraphs(opening: str) -> None:
    assert joined(f"1. {LONG} đầy đủ.", opening) == [f"1. {LONG} đầy đủ.", opening]


def test_titles_in_capitals_stay_apart_unless_they_plainly_go_on() -> None:
    assert joined("LUẬT", "BẢO HIỂM XÃ HỘI", "Căn cứ Hiến pháp;") == ["LUẬT", "BẢO HIỂM XÃ HỘI", "Căn cứ Hiến pháp;"]
    assert joined("SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA", "LUẬT BẢO HIỂM Y TẾ") == [
        "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT BẢO HIỂM Y TẾ"
    ]


def test_headings_of_articles_may_take_two_lines() -> None:
    heading = "Điều 2. Đối tượng tham gia bảo hiểm xã hội bắt buộc và bảo hiểm xã hội"
    assert joined(heading, "tự nguyện", f"1. {LONG}") == [f"{heading} tự nguyện", f"1. {LONG}"]


def test_numbers_that_are_next_begin_and_others_go_on() -> None:
    assert joined(f"1. {LONG}", f"2. {LONG}") == [f"1. {LONG}", f"2. {LONG}"]
    assert joined(f"1. {LONG} quá", "15. Mười lăm ngày") == [f"1. {LONG} quá 15. Mười lăm ngày"]


def test_words_broken_at_a_sign_are_glued() -> None:
    assert joined(f"{LONG} số 158/2025/", "NĐ-CP của Chính phủ") == [f"{LONG} số 158/2025/NĐ-CP của Chính phủ"]
    assert joined(f"{LONG} số 65/2025/HNGĐ-", "ST của Tòa án") == [f"{LONG} số 65/2025/HNGĐ-ST của Tòa án"]


def test_furniture_of_pages_goes_and_pages_are_counted() -> None:
    lines = with_pages([Line(text) for text in (
        "CÔNG BÁO/Số 987 + 988/Ngày 25-8-2024", "3", f"1. {LONG}", "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ",
        "Email: thongtinchinhphu@chinhphu.vn", "Cơ quan: VĂN PHÒNG CHÍNH PHỦ",
        "Thời gian ký: 28.08.2024 14:39:08 +07:00",
        "4", "CÔNG BÁO/Số 987 + 988/Ngày 25-8-2024", "bắt buộc.", "2. Khoản hai.", "(Xem tiếp Công báo số 989 + 990)",
    )])  # fmt: skip
    found = join_broken(lines)
    assert [(line.text, line.page) for line in found] == [(f"1. {LONG} bắt buộc.", 1), ("2. Khoản hai.", 2)]


def test_a_form_with_a_signer_is_no_stamp() -> None:
    assert joined("Người ký: Nguyễn Văn A", "Email: a@b.vn.") == ["Người ký: Nguyễn Văn A Email: a@b.vn."]


def test_lone_numbers_in_order_are_page_numbers() -> None:
    page = [f"{LONG} dòng {n}." for n in range(15)]
    texts = joined(*page, "2", *page, "3", *page, "4", *page)
    assert not {"2", "3", "4"} & set(texts)
    assert joined("Số lượng:", "5")[-1].endswith("5")
    assert (page_number("- 12 -"), page_number("Trang 3/8"), page_number("12 ngày")) == (12, 3, None)


@pytest.mark.parametrize(
    ("heading", "below"),
    [
        (["Điều 1. Sửa đổi, bổ sung Điều 1"], "“Điều 1. Phạm vi điều chỉnh"),
        (["Điều 2. Bổ sung khoản 12a vào sau khoản 12 của Điều 3"], "“12a. Tín hiệu cáp là tín hiệu được truyền đi;"),
        (["Điều 3. Bổ sung Điều 37a vào Mục 3 Chương III và sau", "Điều 37"], "“Điều 37a. Điều kiện sử dụng văn bản"),
        (["Điều 4. Sửa đổi, bổ sung một số điểm của Điều 5"], "1. Bổ sung điểm p1 vào sau điểm p khoản 2:"),
    ],
)
def test_what_an_article_orders_stands_below_its_heading(heading: list[str], below: str) -> None:
    assert joined(*heading, below) == [" ".join(heading), below]


def test_hints_of_a_page_decide() -> None:
    lines = [Line(f"{LONG}."), Line("Trường hợp khác"), Line("do Chính phủ quy định.")]
    assert len(join_broken(lines, [None, True, False])) == 2
    assert len(join_broken(lines, [None, False, False])) == 1


def test_tables_and_notes_stay_apart() -> None:
    table = Line("TT\tMức", rows=(("TT", "Mức"),))
    note = Line("[1] được sửa đổi", is_note=True)
    assert len(join_broken([Line(LONG), table, Line("tiếp theo"), note])) == 4


def test_joined_lines_average_their_confidence() -> None:
    (line,) = join_broken([Line(LONG, confidence=0.5), Line("x" * len(LONG), confidence=1.0)])
    assert line.confidence == pytest.approx(0.75)


def test_whole_paragraphs_are_not_taken_for_broken_ones() -> None:
    assert not is_hard_broken([Line(f"{number}. {LONG}; trừ trường hợp khác.") for number in range(1, 30)])
    assert is_hard_broken([Line(text) for _ in range(10) for text in (f"1. {LONG}", "bắt buộc và tự nguyện", "khác.")])


def test_it_takes_linear_time() -> None:
    started = time.process_time()
    join_broken([Line("Điều 1.")] * 100_000)
    join_broken([Line("tại khoản 2 " * 400_000)] * 2)
    assert time.process_time() - started < 5


def test_an_article_without_a_name_has_only_its_number_in_its_line() -> None:
    assert joined("Điều 1", "Toàn bộ tài nguyên thuộc sở hữu", "toàn dân.", "Điều 2", "1. Nhà nước khuyến khích.") == [
        "Điều 1", "Toàn bộ tài nguyên thuộc sở hữu toàn dân.", "Điều 2", "1. Nhà nước khuyến khích.",
    ]  # fmt: skip
    assert joined("Theo quy định tại khoản 2", "Điều 5", "Luật Đất đai.") == [
        "Theo quy định tại khoản 2 Điều 5 Luật Đất đai."
    ]


def test_an_article_glued_behind_a_sentence_gets_a_line_of_its_own() -> None:
    assert joined("Điều 1. Phạm vi", "1. Ngày làm việc. Điều 2. Đối tượng", "1. Mọi người.", "Điều 3. Sau") == [
        "Điều 1. Phạm vi", "1. Ngày làm việc.", "Điều 2. Đối tượng", "1. Mọi người.", "Điều 3. Sau",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "1. Theo pháp luật. Điều 4. Không phải điều kế tiếp",
        "1. Theo pháp luật. Điều 3. Dòng khác đã mở điều này",
        "1. Theo quy định tại Điều 2. Mọi người phải theo.",
        "1. Sửa như sau: “1. Theo luật. Điều 2. Lời trích”.",
        '1. Sửa như sau: "1. Theo luật. Điều 2. Lời trích".',
        "1. Theo luật. Điều 2. của Nghị định này.",
    ],
)
def test_what_only_looks_glued_stays(line: str) -> None:
    assert joined("Điều 1. Phạm vi", line, "Điều 3. Sau")[1] == line
