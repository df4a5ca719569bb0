"""Notes of consolidated texts: which unit they speak of, by what and from when it was changed."""

from datetime import date

from luatgandan.lib.legaltext.amendments import Action, read_footnotes
from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.structure import parse


def test_notes_of_a_consolidated_text_give_unit_source_and_day() -> None:
    lines = [
        Line("Điều 2. Giải thích từ ngữ"),
        Line("1.[1] Bảo hiểm là hình thức bắt buộc."),
        Line("2. Quỹ[2] là quỹ tài chính."),
        Line("Điều 3. Mức đóng[3]"),
        Line("(được bãi bỏ)"),
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

    parsed = parse(lines)
    changes = read_footnotes(parsed, [line.text for line in lines if line.is_note], lines)

    assert [(one.eid, one.action, one.document.number, one.places[0].eid, one.effective_on) for one in changes] == [
        ("art_2__para_1", Action.ADD, "46/2014/QH13", "art_1__para_1", date(2015, 1, 1)),
        ("art_2__para_1", Action.AMEND, "51/2024/QH15", "art_1__para_2__point_a", date(2025, 7, 1)),
        ("art_2__para_2", Action.WORDS, "51/2024/QH15", "art_1__para_3", date(2025, 7, 1)),
        ("art_3", Action.REPEAL, "51/2024/QH15", "art_1__para_9", date(2025, 7, 1)),
    ]
    assert changes[2].words == ("kết dư", "dự phòng")
    assert [article.heading for article in parsed.articles] == ["Giải thích từ ngữ", "Mức đóng"]
