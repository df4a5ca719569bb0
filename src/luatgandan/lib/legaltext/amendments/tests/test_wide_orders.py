"""Orders beyond one provision: words over a whole document, chapters and annexes, other numbers, what stays unsure."""

import pytest

from luatgandan.lib.legaltext.amendments import read_amendments
from luatgandan.lib.legaltext.structure import parse_text

CIRCULAR = "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 9/2020/TT-BTC\n"


def ordered(text: str) -> list[tuple[str, str, str]]:
    changes = read_amendments(parse_text(CIRCULAR + text))
    return [(one.action.value, one.target.number, one.place.eid) for one in changes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Thay cụm từ “A b” bằng cụm từ “C d” trong toàn bộ Thông tư.", [("words", "9/2020/TT-BTC", "")]),
        ("1. Thay từ “A” bằng từ “B” tại toàn bộ Luật Cư trú số 68/2020/QH14.", [("words", "68/2020/QH14", "")]),
        (
            "1. Bổ sung cụm từ “và người lao động” sau cụm từ “viên chức” trong các quy định của Thông tư số "
            "04/2005/TT-BNV ngày 05 tháng 01 năm 2005.",
            [("words", "04/2005/TT-BNV", "")],
        ),
        (
            "1. Thay thế cụm từ “Lao động” bằng cụm từ “Nội vụ” tại Thông tư số 44/2022/TT-BTC, trừ cụm từ “Bộ Lao "
            "động” quy định tại khoản 4 Điều 7 Thông tư số 44/2022/TT-BTC; bỏ cụm từ “x” tại khoản 3 Điều 8.",
            [("words", "9/2020/TT-BTC", "art_8__para_3"), ("words", "44/2022/TT-BTC", "")],
        ),
        # quotes that are no phrases, phrases of forms
        ("1. Bãi bỏ Quyết định số 5/2010/QĐ-BTC ban hành “Quy chế” và Quyết định số 6/2010/QĐ-BTC.", []),
        ("1. Bãi bỏ nội dung “Hộ khẩu” tại Mẫu số 01 Thông tư số 1/2019/TT-BTC.", []),
    ],
)
def test_words_over_a_whole_document(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert ordered(text) == expected


def test_chapters_and_annexes_as_a_whole_by_name_and_in_part() -> None:
    text = (
        "1. Bãi bỏ Chương II và Điều 30; bãi bỏ tên Mục 2 Chương III.\n"
        "2. Sửa đổi, bổ sung tên Chương IV như sau:\n“Chương IV\nTÊN MỚI”.\n"
        "3. Bãi bỏ Điều 3, các mẫu số 03, 05 Phụ lục III.\n"
        "4. Thay thế cụm từ “a” bằng cụm từ “b” tại tên Chương V.\n"
    )

    changes = read_amendments(parse_text(CIRCULAR + text))

    assert [(one.action.value, one.place.eid, [(unit.level.value, unit.number, unit.heading) for unit in one.content])
            for one in changes] == [
        ("repeal", "chp_II", []),
        ("repeal", "art_30", []),
        ("amend", "chp_III__sec_2", [("section", "2", "")]),
        ("amend", "chp_IV", [("chapter", "IV", "TÊN MỚI")]),
        ("repeal", "art_3", []),
        ("amend", "att_3", []),
        ("words", "chp_V", [("chapter", "V", "")]),
    ]  # fmt: skip


def test_part_of_a_phrase_is_left_to_an_officer_and_a_stop_is_no_word() -> None:
    text = (
        "1. Bãi bỏ cụm từ “công chức” trong cụm từ “biên chế công chức” tại khoản 4 Điều 71.\n"
        "2. Thay cụm từ “quyền đất” tại Điều 5 bằng cụm từ “quyền sử dụng đất.”.\n"
    )

    part, stopped = read_amendments(parse_text(CIRCULAR + text))

    assert (part.place.eid, part.words, part.confidence) == ("art_71__para_4", (), 0.5)
    assert stopped.words == (("quyền đất", "quyền sử dụng đất"),)


def test_articles_may_be_the_orders_themselves() -> None:
    text = (
        "THÔNG TƯ\nSửa đổi, bổ sung một số điều của Thông tư số 9/2020/TT-BTC\n"
        "Điều 1. Sửa đổi, bổ sung một số điểm của Điều 7\n1. Bãi bỏ điểm c khoản 2.\n"
        "Điều 2. Bổ sung Điều 8a vào Mục 3 Chương III và sau Điều 8\n“Điều 8a. Điều kiện\nPhải có giấy phép.”\n"
    )

    changes = read_amendments(parse_text(text))

    assert [(one.action.value, one.place.article, one.place.point) for one in changes] == [
        ("repeal", "7", "c"),
        ("add", "8a", ""),
    ]


def test_a_new_annex_may_stand_among_the_annexes_of_the_amending_document() -> None:
    text = (
        "1. Thay thế Phụ lục III, Phụ lục IV ban hành kèm theo Thông tư số 9/2020/TT-BTC bằng Phụ lục I, Phụ lục II "
        "ban hành kèm theo Thông tư này.\nĐiều 2. Hiệu lực\nThông tư này có hiệu lực từ ngày 01/7/2025.\n"
        "BỘ TRƯỞNG\nNguyễn Văn A\nPhụ lục I\nDANH MỤC MỘT\n(Kèm theo Thông tư số 1/2025/TT-BTC)\nLúa.\n"
        "Phụ lục II\nDANH MỤC HAI\nNgô.\n"
    )

    changes = read_amendments(parse_text(CIRCULAR + text))

    assert [(one.place.eid, one.content[0].number, one.content[0].heading) for one in changes] == [
        ("att_3", "III", "DANH MỤC MỘT"),
        ("att_4", "IV", "DANH MỤC HAI"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Chuyển khoản 3 Điều 5 thành khoản 4 Điều 5.", [("art_5__para_3", "art_5__para_4")]),
        ("1. Điều 12 được đánh số lại thành Điều 13.", [("art_12", "art_13")]),
        ("1. Đổi số thứ tự điểm c, điểm d khoản 1 Điều 5 thành điểm d, điểm đ khoản 1 Điều 5.",
         [("art_5__para_1__point_c", "art_5__para_1__point_d"), ("art_5__para_1__point_d", "art_5__para_1__point_dd")]),
        ("1. Hồ sơ phải được đánh số trang theo Điều 5.", []),
    ],
)  # fmt: skip
def test_units_get_other_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    changes = read_amendments(parse_text(CIRCULAR + text))

    assert [(one.place.eid, one.becomes.eid if one.becomes else "") for one in changes] == expected
