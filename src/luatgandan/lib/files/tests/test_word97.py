"""Word 97 files: letters by the font of each run, tables, fields, revisions, notes."""

import struct
from pathlib import Path

import pytest

from luatgandan.lib.files import Format, read_file
from luatgandan.lib.files.errors import EncryptedFileError, TruncatedFileError, WrongContentError
from luatgandan.lib.legaltext.lines import Align

from .word_maker import BOLD, CENTRE, DELETED, IN_TABLE, ROW_END, SPECIAL, Run, compound, word97

FONTS = ["Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times"]


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_file(data, "van-ban.doc").lines]


def test_letters_are_converted_by_the_font_of_each_run() -> None:
    data = word97(
        [
            ([Run("Céng hoµ x· héi chñ nghÜa ViÖt Nam\r", 1)], b""),
            ([Run("bé tµi chÝnh\r", 2)], b""),
            ([Run("Ñoäc laäp - Töï do - Haïnh phuùc\r", 3)], b""),
            ([Run("Điều 1. ", 0), Run("NghÞ ®Þnh ", 1), Run("naøy\r", 3)], b""),
        ],
        FONTS,
    )
    assert texts(data) == [
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "BỘ TÀI CHÍNH",
        "Độc lập - Tự do - Hạnh phúc",
        "Điều 1. Nghị định này",
    ]


def test_unicode_letters_stay_in_an_old_font() -> None:
    data = word97([([Run("Quyết định này được ban hành\r", 1)], b"")], FONTS)
    assert texts(data) == ["Quyết định này được ban hành"]


def test_old_fonts_are_reported() -> None:
    reading = read_file(word97([([Run("C¨n cø\r", 1)], b"")], FONTS), "a.doc")
    assert (reading.format, [finding.code for finding in reading.findings]) == (Format.WORD97, ["legacy_font"])


def test_bold_and_alignment() -> None:
    data = word97([([Run("CHƯƠNG I\r", 0, BOLD)], CENTRE), ([Run("Nội dung\r")], b"")], FONTS)
    first, second = read_file(data, "a.doc").lines
    assert (first.is_bold, first.align, second.is_bold) == (True, Align.CENTRE, False)


def test_deleted_revisions_and_field_instructions_are_left_out() -> None:
    field = [Run("Xem "), Run("\x13", 0, SPECIAL), Run(" REF dieu5 "), Run("\x14", 0, SPECIAL), Run("Điều 5")]
    data = word97([([*field, Run("\x15", 0, SPECIAL), Run(" cũ", 0, DELETED), Run(" mới\r")], b"")], FONTS)
    assert texts(data) == ["Xem Điều 5 mới"]


def test_cells_become_rows() -> None:
    def cell(text: str) -> tuple[list[Run], bytes]:
        return [Run(f"{text}\x07")], IN_TABLE

    end = ([Run("\x07")], ROW_END)
    data = word97([cell("TT"), cell("Mức"), end, cell("1"), cell("200.000"), end, ([Run("Hết bảng\r")], b"")], FONTS)
    table, after = read_file(data, "a.doc").lines
    assert (table.rows, after.text) == ((("TT", "Mức"), ("1", "200.000")), "Hết bảng")


def test_soft_line_breaks_split_and_footnotes_come_last() -> None:
    body = [Run("QUỐC HỘI\x0bKhóa XV"), Run("\x02", 0, SPECIAL), Run("\r")]
    data = word97([(body, b"")], FONTS, notes=[Run("\x02", 0, SPECIAL), Run(" Ghi chú một\r")])
    lines = read_file(data, "a.doc").lines
    assert [line.text for line in lines] == ["QUỐC HỘI", "Khóa XV[1]", "[1] Ghi chú một"]
    assert [line.is_note for line in lines] == [False, False, True]


def test_encrypted_is_refused_with_advice() -> None:
    with pytest.raises(EncryptedFileError, match="mật khẩu"):
        read_file(word97([([Run("x\r")], b"")], FONTS, flags=0x0100), "a.doc")


def test_an_encrypted_docx_is_an_ole_file_too() -> None:
    with pytest.raises(EncryptedFileError):
        read_file(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "a.docx")


def test_a_spreadsheet_is_named() -> None:
    with pytest.raises(WrongContentError, match="Excel"):
        read_file(compound({"Workbook": b"x"}), "a.doc")


@pytest.mark.parametrize("keep", [600, 1500, 3000, 4600])
def test_a_cut_file_is_refused(keep: int) -> None:
    whole = word97([([Run("Điều 1. Phạm vi điều chỉnh\r")], b"")] * 8, FONTS)
    with pytest.raises(TruncatedFileError, match="tải lại"):
        read_file(whole[:keep], "a.doc")


def test_a_piece_table_that_points_outside_is_refused() -> None:
    whole = word97([([Run("Điều 1\r")], b"")], FONTS)
    bad = whole.replace(struct.pack("<II", 0, 7), struct.pack("<II", 0, 7_000_000))
    with pytest.raises(TruncatedFileError):
        read_file(bad, "a.doc")


def test_a_path_works_like_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(word97([([Run("Điều 1\r")], b"")], FONTS))
    assert [line.text for line in read_file(path).lines] == ["Điều 1"]
