"""Amending documents: what is changed, where, to what; the changed article; notes of consolidated texts."""

import time
from datetime import date

import pytest

from luatgandan.lib.legaltext.amendments import (
    Action,
    Change,
    read_amendments,
    read_footnotes,
)
from luatgandan.lib.legaltext.citations import Place
from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.statements import effective_days, read_statements
from luatgandan.lib.legaltext.structure import parse, parse_text
from luatgandan.lib.legaltext.terms import read_terms
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

LAW = """QUỐC HỘI
Luật số: 99/2025/QH15
LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT TIẾP CÔNG DÂN VÀ LUẬT TỐ CÁO
Điều 1. Sửa đổi, bổ sung một số điều của Luật Tiếp công dân số 42/2013/QH13
1. Sửa đổi, bổ sung khoản 2 Điều 4 như sau:
“2. Việc tiếp công dân được ghi âm khi công dân đồng ý.”.
2. Bổ sung điểm đ vào sau điểm d khoản 1 Điều 7 như sau:
“đ) Được nhận thông báo bằng tin nhắn.”.
3. Sửa đổi, bổ sung một số khoản của Điều 9 như sau:
a) Sửa đổi, bổ sung khoản 1 như sau:
“1. Người đứng đầu tiếp công dân ít nhất 02 ngày trong một tháng.”;
b) Bãi bỏ khoản 3.
4. Bổ sung Điều 9a vào sau Điều 9 như sau:
“Điều 9a. Tiếp công dân trực tuyến
1. Công dân có thể đăng ký tiếp trực tuyến.
2. Chính phủ quy định chi tiết Điều này.”.
5. Thay thế cụm từ “trụ sở tiếp công dân” bằng cụm từ “địa điểm tiếp công dân” tại khoản 1 Điều 5 và Điều 6; \
bỏ cụm từ “cấp huyện” tại điểm b khoản 2 Điều 12.
6. Bãi bỏ Điều 20, khoản 2 và khoản 4 Điều 21.
Điều 2. Sửa đổi, bổ sung một số điều của Luật Tố cáo số 25/2018/QH14 đã được sửa đổi, bổ sung một số điều theo \
Luật số 59/2020/QH14
1. Sửa đổi, bổ sung khoản 7, khoản 8 và bổ sung khoản 9 vào sau khoản 8 Điều 33 như sau:
“7. Bảo vệ bí mật thông tin của người tố cáo.
8. Bảo vệ vị trí công tác, việc làm.
9. Bảo vệ người thân thích.”.
2. Điều 40 được sửa đổi, bổ sung như sau:
“Điều 40. Trách nhiệm
Bộ Công an chủ trì.”.
3. Chuyển khoản 3 Điều 41 thành khoản 4 Điều 41.
Điều 3. Hiệu lực thi hành
1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026, trừ quy định tại khoản 2 Điều này.
2. Khoản 6 Điều 1 của Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2027.
3. Người đã nộp đơn theo khoản 1 Điều 5 được bổ sung hồ sơ trong 30 ngày.
"""


def shown(changes: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(one.eid, one.action.value, one.target.number, one.place.eid) for one in changes]


def by_place(place: str) -> Change:
    return next(one for one in read_amendments(parse_text(LAW)) if one.place.eid == place)


def test_every_change_of_two_laws_is_read_with_its_own_target() -> None:
    changes = read_amendments(parse_text(LAW))

    assert shown(changes) == [
        ("art_1__para_1", "amend", "42/2013/QH13", "art_4__para_2"),
        ("art_1__para_2", "add", "42/2013/QH13", "art_7__para_1__point_dd"),
        ("art_1__para_3__point_a", "amend", "42/2013/QH13", "art_9__para_1"),
        ("art_1__para_3__point_b", "repeal", "42/2013/QH13", "art_9__para_3"),
        ("art_1__para_4", "add", "42/2013/QH13", "art_9a"),
        ("art_1__para_5", "words", "42/2013/QH13", "art_5__para_1"),
        ("art_1__para_5", "words", "42/2013/QH13", "art_6"),
        ("art_1__para_5", "words", "42/2013/QH13", "art_12__para_2__point_b"),
        ("art_1__para_6", "repeal", "42/2013/QH13", "art_20"),
        ("art_1__para_6", "repeal", "42/2013/QH13", "art_21__para_2"),
        ("art_1__para_6", "repeal", "42/2013/QH13", "art_21__para_4"),
        ("art_2__para_1", "amend", "25/2018/QH14", "art_33__para_7"),
        ("art_2__para_1", "amend", "25/2018/QH14", "art_33__para_8"),
        ("art_2__para_1", "add", "25/2018/QH14", "art_33__para_9"),
        ("art_2__para_2", "amend", "25/2018/QH14", "art_40"),
        ("art_2__para_3", "renumber", "25/2018/QH14", "art_41__para_3"),
    ]


def test_each_change_has_the_text_that_is_its_own() -> None:
    several = by_place("art_33__para_8")
    article = by_place("art_9a")

    assert [(unit.level, unit.number, unit.text) for unit in several.content] == [
        (Level.CLAUSE, "8", "Bảo vệ vị trí công tác, việc làm.")
    ]
    assert [unit.heading for unit in article.content] == ["Tiếp công dân trực tuyến"]
    assert by_place("art_9a").after == Place(article="9")
    assert by_place("art_33__para_9").after == Place(article="33", clause="8")


def test_words_are_read_in_pairs() -> None:
    assert by_place("art_6").words == (("trụ sở tiếp công dân", "địa điểm tiếp công dân"),)
    assert by_place("art_12__para_2__point_b").words == (("cấp huyện", ""),)


def test_a_change_has_the_day_its_own_provision_takes_effect() -> None:
    parsed = parse_text(LAW)

    changes = read_amendments(parsed, days=effective_days(read_statements(parsed)))

    found = {one.place.eid: one.effective_on for one in changes}
    assert (found["art_4__para_2"], found["art_20"]) == (date(2026, 7, 1), date(2027, 1, 1))


def test_words_put_in_stand_behind_or_before_their_neighbour() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-CP\n"
        "1. Bổ sung cụm từ “, xã” vào sau cụm từ “huyện” tại khoản 1 Điều 2; bổ sung cụm từ “cấp” vào trước cụm từ "
        "“tỉnh” tại Điều 3.\n"
    )

    changes = read_amendments(parse_text(text))

    assert [(one.place.eid, one.words) for one in changes] == [
        ("art_2__para_1", (("huyện", "huyện, xã"),)),
        ("art_3", (("tỉnh", "cấp tỉnh"),)),
    ]


def test_new_words_may_stand_behind_the_places() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-CP\n"
        "1. Thay cụm từ “sổ đỏ” tại khoản 1 Điều 2 và Điều 3 bằng cụm từ “Giấy chứng nhận”.\n"
    )

    changes = read_amendments(parse_text(text))

    assert [(one.place.eid, one.words) for one in changes] == [
        ("art_2__para_1", (("sổ đỏ", "Giấy chứng nhận"),)),
        ("art_3", (("sổ đỏ", "Giấy chứng nhận"),)),
    ]


def test_one_sentence_may_order_several_things_and_tell_of_older_ones() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-CP\n"
        "1. Bổ sung khoản 1a vào sau khoản 1; sửa đổi, bổ sung khoản 2 Điều 19 như sau:\n“1a. Một.\n2. Hai.”.\n"
        "2. Bãi bỏ Điều 2 của Nghị định số 34/2009/NĐ-CP sửa đổi, bổ sung Điều 126 của Nghị định số 1/2005/NĐ-CP và "
        "Điều 121 của Nghị định số 2/2003/NĐ-CP; Điều 7 Nghị định số 8/2008/NĐ-CP (được sửa đổi, bổ sung tại khoản 3 "
        "Điều 1 Nghị định số 9/2009/NĐ-CP).\n"
        "3. Bỏ hình phạt trục xuất ở các Điều 111 và 139.\n"
    )

    changes = shown(read_amendments(parse_text(text)))

    assert changes == [
        ("art_1__para_1", "add", "5/2020/NĐ-CP", "art_19__para_1a"),
        ("art_1__para_1", "amend", "5/2020/NĐ-CP", "art_19__para_2"),
        ("art_1__para_2", "repeal", "34/2009/NĐ-CP", "art_2"),
        ("art_1__para_2", "repeal", "8/2008/NĐ-CP", "art_7"),
    ]


def test_an_ordinary_law_changes_nothing() -> None:
    text = (
        "Điều 5. Sửa đổi, bổ sung giấy phép\n"
        "1. Bổ sung hồ sơ theo khoản 2 Điều 4 của Luật này.\n"
        "2. Hồ sơ sửa đổi, bổ sung giấy phép theo Điều 7 của Luật này đã được sửa đổi, bổ sung.\n"
        "3. Bãi bỏ quyết định trái pháp luật theo Điều 8.\n"
    )

    assert read_amendments(parse_text(text)) == []


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


# --- notes -------------------------------------------------------------------------------------------------------
def test_notes_of_a_consolidated_text_give_unit_source_and_day() -> None:
    lines = [
        Line("Điều 2. Giải thích từ ngữ"),
        Line("1.[1] Bảo hiểm là hình thức bắt buộc."),
        Line("2. Quỹ[2] là quỹ tài chính."),
        Line("Điều 3.[3] (được bãi bỏ)"),
        Line(
            "[1] Khoản này được bổ sung lần thứ nhất theo quy định tại khoản 1 Điều 1 của Luật số 46/2014/QH13, có "
            "hiệu lực kể từ ngày 01 tháng 01 năm 2015; được sửa đổi, bổ sung lần thứ hai theo quy định tại điểm a "
            "khoản 2 Điều 1 của Luật số 51/2024/QH15, có hiệu lực kể từ ngày 01 tháng 7 năm 2025.",
            is_note=True,
        ),
        Line(
            "[2] Cụm từ “kết dư” được thay thế bởi cụm từ “dự phòng” theo quy định tại khoản 3 Điều 1 của Luật số "
            "51/2024/QH15, có hiệu lực kể từ ngày 01/7/2025.",
            is_note=True,
        ),
        Line(
            "[3] Điều này được bãi bỏ theo quy định tại khoản 9 Điều 1 của Luật số 51/2024/QH15, có hiệu lực kể từ "
            "ngày 01 tháng 7 năm 2025.",
            is_note=True,
        ),
        Line("[4] Luật số 51/2024/QH15 có căn cứ ban hành như sau:", is_note=True),
    ]

    changes = read_footnotes(parse(lines), [line.text for line in lines if line.is_note], lines)

    assert [(one.eid, one.action, one.document.number, one.places[0].eid, one.effective_on) for one in changes] == [
        ("art_2__para_1", Action.ADD, "46/2014/QH13", "art_1__para_1", date(2015, 1, 1)),
        ("art_2__para_1", Action.AMEND, "51/2024/QH15", "art_1__para_2__point_a", date(2025, 7, 1)),
        ("art_2__para_2", Action.WORDS, "51/2024/QH15", "art_1__para_3", date(2025, 7, 1)),
        ("art_3", Action.REPEAL, "51/2024/QH15", "art_1__para_9", date(2025, 7, 1)),
    ]
    assert changes[2].words == ("kết dư", "dự phòng")


@pytest.mark.parametrize(
    "text",
    [
        "sửa đổi, bổ sung khoản 1 Điều 2; " * 20_000,
        "thay thế cụm từ “a” bằng cụm từ “b” tại khoản 1 Điều 2, " * 10_000,
        "“" * 200_000,
        "bãi bỏ “a" * 50_000,
        "Luật này có hiệu lực, thay thế " * 20_000,
        "(sau đây gọi là x) " * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    article = Node(Level.ARTICLE, "1", "Sửa đổi Luật số 1/2020/QH14", text, eid="art_1")
    lines = tuple(Node(Level.TEXT, text="bãi bỏ") for _ in range(20_000))
    clause = Node(Level.CLAUSE, "1", text="Bãi bỏ", children=lines, eid="art_2__para_1")
    parsed = Parsed(body=(article, Node(Level.ARTICLE, "2", "Bãi bỏ", children=(clause, *lines), eid="art_2")))
    began = time.process_time()

    read_amendments(parsed)
    read_terms(parsed)

    assert time.process_time() - began < 10
