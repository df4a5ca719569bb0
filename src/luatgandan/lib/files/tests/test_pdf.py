"""PDFs with a text layer: paragraphs, heads, columns, notes, tables, turned pages."""

from pathlib import Path

from luatgandan.lib.files import Reading, read_file
from luatgandan.lib.files.tidy import tidy

from .pdf_maker import Text, pdf

FULL = 70  # letters of 6 points reach from 80 to 500


def read(*pages: list[Text], **options: object) -> Reading:
    return read_file(pdf(pages, **options), "a.pdf")


def wrapped(*lines: str, top: float = 700, indent: float = 24) -> list[Text]:
    """A paragraph: the first line indented, all but the last filled up to the margin."""
    placed = []
    for index, line in enumerate(lines):
        is_last = index == len(lines) - 1
        left = 80 + (indent if index == 0 else 0)
        width = FULL - (int(indent / 6) if index == 0 else 0)
        placed.append(Text(line if is_last else line.ljust(width, "x"), left, top - 16 * index))
    return placed


def test_lines_become_paragraphs_again() -> None:
    page = [
        *wrapped("1. Người nộp thuế ", "kê khai đúng", top=700),
        *wrapped("2. Cơ quan thuế ", "trả lời.", top=660),
        *wrapped("Đoạn không số ", "còn tiếp", "và hết.", top=620),
    ]
    texts = [tidy(line.text.replace("x", "")) for line in read(page).lines]
    assert texts == [
        "1. Người nộp thuế kê khai đúng", "2. Cơ quan thuế trả lời.", "Đoạn không số còn tiếp và hết.",
    ]  # fmt: skip


def test_a_paragraph_goes_on_over_the_page_and_keeps_its_first_page() -> None:
    first = [
        *wrapped("Một đoạn bình thường ", "hết ở đây.", top=300),
        *wrapped("1. Đầu đoạn ", "giữa đoạn ", "x" * 70, top=200),
    ]
    second = [Text("cuối đoạn.", 80, 760), *wrapped("2. Khoản sau ", "đoạn sau ", "hết.", top=740)]
    reading = read(first, second)
    paragraph = next(line for line in reading.lines if line.text.startswith("1. Đầu"))
    assert (paragraph.page, paragraph.text.endswith("cuối đoạn."), reading.pages) == (1, True, 2)


def test_running_heads_stamps_and_page_numbers_are_left_out() -> None:
    def page(number: int) -> list[Text]:
        return [
            Text("Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ", 80, 830),
            Text("Thời gian ký: 07.01.2025 16:32:41 +07:00", 80, 818),
            Text(f"CÔNG BÁO/Số 12 + 13/Ngày 29-12-2024 {number}", 150, 800),
            *wrapped(f"{number}. Nội dung trang ", "hết.", top=700),
            Text(str(number), 290, 30),
        ]

    texts = [tidy(line.text.replace("x", "")) for line in read(page(3), page(4), page(5)).lines]
    assert texts == ["3. Nội dung trang hết.", "4. Nội dung trang hết.", "5. Nội dung trang hết."]


def test_the_head_is_read_column_by_column() -> None:
    page = [
        Text("QUỐC HỘI", 110, 780, is_bold=True), Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 270, 780, is_bold=True),
        Text("Luật số: 51/2024/QH15", 80, 762), Text("Độc lập - Tự do - Hạnh phúc", 290, 762),
        Text("LUẬT", 278, 720, is_bold=True), *wrapped("Điều 1. Phạm vi", top=690),
        *wrapped("Luật này ", "hết.", top=670),
    ]  # fmt: skip
    lines = read(page).lines
    assert [line.text for line in lines[:5]] == [
        "QUỐC HỘI", "Luật số: 51/2024/QH15", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "LUẬT",
    ]  # fmt: skip
    assert [line.is_bold for line in lines[:2]] == [True, False]


def test_a_head_whose_columns_touch_is_still_two_columns() -> None:
    page = [
        Text("BỘ LAO ĐỘNG - THƯƠNG BINH  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 80, 780),
        Text("VÀ XÃ HỘI", 128, 764), Text("Độc lập - Tự do - Hạnh phúc", 260, 764),
        *wrapped("Điều 1. Phạm vi", top=690), *wrapped("Thông tư này ", "hết.", top=670),
    ]  # fmt: skip
    assert [line.text for line in read(page).lines[:2]] == [
        "BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]  # fmt: skip


def test_notes_at_the_foot_come_last() -> None:
    page = [
        *wrapped("1. Khoản một ", "đoạn sau", "hết.", top=700), Text("3", 116, 645, size=6),
        *wrapped("2. Khoản hai ", "hết.", top=600),
        Text("3", 80, 124, size=6), Text("Khoản này được sửa đổi theo Luật số 5.", 86, 120, size=9),
    ]  # fmt: skip
    lines = read(page).lines
    assert [(line.text[:30], line.is_note) for line in lines][-1] == ("[3] Khoản này được sửa đổi the", True)
    assert all(not line.is_note for line in lines[:-1])


def test_drawn_tables_keep_their_cells() -> None:
    grid = "\n".join(
        [f"80 {y} m 400 {y} l S" for y in (600, 570, 540)] + [f"{x} 540 m {x} 600 l S" for x in (80, 200, 400)]
    )
    page = [
        *wrapped("1. Trước bảng ", "hết.", top=700),
        Text("TT", 90, 580), Text("Mức phạt", 210, 580), Text("1", 90, 550), Text("200.000 đồng", 210, 550),
    ]  # fmt: skip
    lines = read(page, drawing=grid).lines
    assert lines[-1].rows == (("TT", "Mức phạt"), ("1", "200.000 đồng"))


def test_a_turned_page_is_read() -> None:
    page = [Text("Dòng thứ nhất của trang xoay ngang, khá dài", 100, 100), Text("Dòng thứ hai của trang.", 130, 100)]
    assert read(page, rotate="0 1 -1 0").text.split(" của")[0] == "Dòng thứ nhất"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [Text(f"trái {number} ".ljust(38, "a"), 50, 700 - 16 * number) for number in range(12)]
    right = [Text(f"phải {number} ".ljust(38, "b"), 310, 700 - 16 * number) for number in range(12)]
    text = read([one for pair in zip(left, right, strict=True) for one in pair]).text
    assert text.index("trái 11") < text.index("phải 0")


def test_paths_are_read_page_by_page_with_progress(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([wrapped("1. Một đoạn văn bản đủ dài để đọc ", "hết.")] * 3))
    seen: list[tuple[int, int]] = []
    assert read_file(path, progress=lambda page, pages: seen.append((page, pages))).pages == 3
    assert seen == [(1, 3), (2, 3), (3, 3)]
