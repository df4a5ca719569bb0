"""Plain text, Markdown and RTF, in whatever encoding."""

import pytest

from luatgandan.lib.files import Format, read_file
from luatgandan.lib.files.errors import TruncatedFileError
from luatgandan.lib.files.plain import text_lines

LAW = "Điều 1. Phạm vi\n1. Luật này quy định về quyền của công dân.\n2. Luật này có hiệu lực.\n"


def texts(data: bytes, name: str = "a.txt") -> list[str]:
    return [line.text for line in read_file(data, name).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(encoding: str) -> None:
    assert texts(LAW.encode(encoding)) == LAW.splitlines()


@pytest.mark.parametrize(
    "old",
    [
        "§iÒu 1. Ph¹m vi\n1. LuËt nµy quy ®Þnh vÒ quyÒn cña c«ng d©n.\n2. LuËt nµy cã hiÖu lùc.\n",
        "Ñieàu 1. Phaïm vi\n1. Luaät naøy quy ñònh veà quyeàn cuûa coâng daân.\n2. Luaät naøy coù hieäu löïc.\n",
    ],
    ids=["tcvn3", "vni"],
)
def test_old_encodings_of_whole_files(old: str) -> None:
    assert texts(old.encode("latin-1")) == LAW.splitlines()


def test_lines_broken_at_the_margin_are_joined() -> None:
    broken = (
        "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về quyền, trách nhiệm của cơ quan, tổ chức, cá nhân đối với\n"
        "bảo hiểm xã hội và tổ chức thực hiện bảo hiểm xã hội; trợ cấp hưu trí xã hội; đăng\n"
        "ký tham gia và quản lý thu, đóng bảo hiểm xã hội; các chế độ, chính sách bảo hiểm\nxã hội bắt buộc.\n"
        "Điều 2. Đối tượng\n1. Người lao động là công dân Việt Nam thuộc đối tượng tham gia bảo hiểm xã hội\n"
        "bắt buộc theo quy định tại\nĐiều 5. Chính phủ quy định chi tiết khoản này và các nội dung khác "
        "có\nliên quan.\n"
    )
    reading = read_file(broken.encode(), "a.txt")
    assert reading.is_hard_broken
    assert [line.text[:20] for line in reading.lines] == [
        "Điều 1. Phạm vi điều", "Luật này quy định về", "Điều 2. Đối tượng", "1. Người lao động là",
    ]  # fmt: skip


def test_lines_behind_empty_ones_are_known() -> None:
    assert [line.is_apart for line in text_lines("Một\nHai\n \n\nBa\n")] == [True, False, True]


def test_wrong_bytes_are_reported() -> None:
    reading = read_file(LAW.encode() + b"\xff\xfe cu\xe1", "a.txt")
    assert [finding.code for finding in reading.findings] == ["bad_letters"]


def test_markdown() -> None:
    data = (
        "---\ntitle: Án lệ mẫu\n---\n# Án lệ số 05/2016/AL\n\n**Lĩnh vực:** Dân sự\n\n- Điều 623 [BLDS](http://x)\n"
        "| TT | Mức |\n|---|---|\n| 1 | **5** triệu |\n\nXem chú thích[^1].\n\n[^1]: Nguồn tin\n====\n"
    )
    reading = read_file(data.encode(), "a.md")
    assert [line.text for line in reading.lines] == [
        "Án lệ số 05/2016/AL", "Lĩnh vực: Dân sự", "- Điều 623 BLDS", "TT\tMức\n1\t5 triệu", "Xem chú thích[1].",
        "[1] Nguồn tin",
    ]  # fmt: skip
    assert (reading.lines[0].is_bold, reading.lines[-1].is_note, reading.title) == (True, True, "Án lệ mẫu")


def test_marks_of_a_wiki_are_left_out() -> None:
    assert texts("Điều 1. Phạm vi\n[\nsửa\n]\nNội dung.\n".encode(), "a.md") == ["Điều 1. Phạm vi", "Nội dung."]


RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}{\f1 .VnTime;}{\f2\fcharset163 Arial;}}"
    r"{\stylesheet{\s1 Heading;}}{\*\generator X}\pard\qc\b \u272?I\u7872?U 1\b0\par"
    r"\pard\f1 NghÞ ®Þnh nµy\f0{\footnote \pard ghi ch\u250?}\par{\listtext 1.\tab}M\u7897?t{\deleted cu}\par"
    r"\trowd\cellx100\cellx200 TT\cell M\u7913?c\cell\row\trowd A\cell B\cell\row\pard H\u7871?t\par}"
)


def test_rtf_under_any_name() -> None:
    reading = read_file(RTF.encode("latin-1"), "a.doc")
    assert [line.text for line in reading.lines] == [
        "ĐIỀU 1", "Nghị định này[1]", "1. Một", "TT\tMức\nA\tB", "Hết", "[1] ghi chú",
    ]  # fmt: skip
    assert (reading.format, reading.lines[0].is_bold, reading.lines[-1].is_note) == (Format.RTF, True, True)


def test_a_cut_rtf_is_refused() -> None:
    with pytest.raises(TruncatedFileError):
        read_file(RTF.encode("latin-1")[:300], "a.rtf")
