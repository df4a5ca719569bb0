"""Scans and pictures, with the fake recogniser's words put in by hand."""

import io
from collections.abc import Sequence

import pytest
from PIL import Image, ImageFile

from luatgandan.lib.files import Format, read_file
from luatgandan.lib.files.errors import EmptyFileError, NeedsOcrError, TruncatedFileError, UnreadableFileError
from luatgandan.lib.files.scan import Word, mended

from .pdf_maker import pdf

LINES = [
    "QUYẾT ĐỊNH",
    "Điêu l. Ban hành kèm theo Quyết định này quy chế quản lý và",
    "sử dụng đất công.",
    "Điều 2. Quyết định này có hiệu lực từ ngày ký.",
]


def words(lines: Sequence[str], confidence: float = 0.9) -> list[Word]:
    found = []
    for number, line in enumerate(lines):
        left = 900 if number == 0 else 300
        for text in line.split():
            found.append(
                Word(text, left, 300 + 80 * number, left + 24 * len(text), 345 + 80 * number, confidence, number)
            )
            left += 24 * (len(text) + 1)
    return found


def picture(pages: int = 1) -> bytes:
    output = io.BytesIO()
    first, *others = [Image.new("L", (2480, 3508), 255) for _ in range(pages)]
    first.save(output, "TIFF" if others else "PNG", **({"save_all": True, "append_images": others} if others else {}))
    return output.getvalue()


def test_a_picture_becomes_paragraphs_with_confidence() -> None:
    reading = read_file(picture(), "a.png", ocr=lambda page: words(LINES))
    assert [line.text for line in reading.lines] == [
        "QUYẾT ĐỊNH",
        "Điều 1. Ban hành kèm theo Quyết định này quy chế quản lý và sử dụng đất công.",
        "Điều 2. Quyết định này có hiệu lực từ ngày ký.",
    ]
    assert (reading.format, round(reading.confidence, 3), reading.pages) == (Format.PICTURE, 0.9, 1)


def test_a_pdf_of_pictures_is_drawn_and_read_page_by_page() -> None:
    seen: list[tuple[int, int]] = []
    pages: list[bytes] = []

    def ocr(page: bytes) -> list[Word]:
        pages.append(page)
        return words([f"Điều {len(pages)}. Nội dung."])

    reading = read_file(pdf([[], []]), "a.pdf", ocr=ocr, progress=lambda page, of: seen.append((page, of)))
    assert [line.text for line in reading.lines] == ["Điều 1. Nội dung.", "Điều 2. Nội dung."]
    assert (reading.format, [line.page for line in reading.lines], seen[-1]) == (Format.SCAN, [1, 2], (2, 2))
    with Image.open(io.BytesIO(pages[0])) as drawn:
        assert drawn.size == (2480, 3509)  # A4 at 300 dots per inch


def test_all_pages_of_a_tiff() -> None:
    numbers = iter("123")
    reading = read_file(picture(3), "a.tif", ocr=lambda page: words([f"Điều {next(numbers)}. Nội dung."]))
    assert [line.text for line in reading.lines] == ["Điều 1. Nội dung.", "Điều 2. Nội dung.", "Điều 3. Nội dung."]


def test_doubtful_pages_are_reported() -> None:
    reading = read_file(picture(), "a.png", ocr=lambda page: words(LINES, 0.5))
    assert [finding.code for finding in reading.findings] == ["low_confidence"]
    assert "50%" in reading.findings[0].message


def test_a_page_that_is_given_up_does_not_stop_the_others() -> None:
    def ocr(page: bytes) -> list[Word]:
        numbers.append(len(numbers) + 1)
        if len(numbers) == 2:
            raise UnreadableFileError("Mất quá nhiều thời gian.")
        return words([f"Điều {len(numbers)}. Nội dung."])

    numbers: list[int] = []
    reading = read_file(picture(3), "a.tif", ocr=ocr)
    assert [line.page for line in reading.lines] == [1, 3]
    assert [(finding.code, finding.message) for finding in reading.findings] == [
        ("page_not_read", "Trang 2 chưa đọc được. Mất quá nhiều thời gian.")
    ]


def test_no_recogniser_no_words_no_picture() -> None:
    with pytest.raises(NeedsOcrError):
        read_file(pdf([[]]), "a.pdf")
    with pytest.raises(EmptyFileError, match="quét lại"):
        read_file(picture(), "a.png", ocr=lambda page: [])


def test_a_damaged_picture_is_refused_whatever_other_libraries_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does when it is imported

    with pytest.raises(TruncatedFileError):
        read_file(picture()[:60], "a.png", ocr=lambda page: [])


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Điêu 5. Hiệu lực", "Điều 5. Hiệu lực"),
        ("Điểu l. Phạm vi", "Điều 1. Phạm vi"),
        ("Điều 1O, Tổ chức", "Điều 10. Tổ chức"),
        ("CHƯƠNG H", "CHƯƠNG II"),
        ("Š. Các cơ quan", "5. Các cơ quan"),
        ("ø) Chi dịch thuật:", "g) Chi dịch thuật:"),
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("QUYẾT ĐINH GIÁ", "QUYẾT ĐINH GIÁ"),
        ("Điểu kiện 5. như sau", "Điểu kiện 5. như sau"),
        ("tại Điêu 5. Xong", "tại Điêu 5. Xong"),
    ],
)
def test_headings_are_mended(read: str, meant: str) -> None:
    assert mended(read) == meant
