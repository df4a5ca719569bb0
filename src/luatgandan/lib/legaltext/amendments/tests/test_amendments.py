"""Amending documents: what is changed, where, to what, from when."""

import time
from datetime import date

import pytest

from luatgandan.lib.legaltext.amendments import Change, read_amendments
from luatgandan.lib.legaltext.citations import Place
from luatgandan.lib.legaltext.statements import effective_days, read_statements
from luatgandan.lib.legaltext.structure import parse_text
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
