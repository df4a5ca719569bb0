"""Facts of a sentence: amounts, periods, ages, dates; compared by value."""

import pytest

from luatgandan.features.portal.checks.facts import Fact, Kind, facts_in, uncovered

QUANTITIES = {
    "Nộp 5.000.000 đồng": [(Kind.MONEY, "5000000", "đồng")],
    "phạt 02 triệu đồng": [(Kind.MONEY, "2000000", "đồng")],
    "mất 2,5 triệu": [(Kind.MONEY, "2500000", "đồng")],
    "vay 5 triệu rưỡi": [(Kind.MONEY, "5500000", "đồng")],
    "2 triệu 500 nghìn đồng": [(Kind.MONEY, "2500000", "đồng")],
    "một trăm năm mươi triệu đồng": [(Kind.MONEY, "150000000", "đồng")],
    "500.000đ": [(Kind.MONEY, "500000", "đồng")],
    "1.490.000 đồng/tháng": [(Kind.MONEY, "1490000", "đồng")],
    "trong 15 ngày": [(Kind.PERIOD, "15", "ngày")],
    "trong 03 ngày làm việc": [(Kind.PERIOD, "3", "ngày làm việc")],
    "30 (ba mươi) ngày": [(Kind.PERIOD, "30", "ngày")],
    "mười lăm ngày": [(Kind.PERIOD, "15", "ngày")],
    "hai trăm linh năm ngày": [(Kind.PERIOD, "205", "ngày")],
    "năm ngày, năm năm, mười năm": [
        (Kind.PERIOD, "5", "ngày"),
        (Kind.PERIOD, "5", "năm"),
        (Kind.PERIOD, "10", "năm"),
    ],
    "nửa tháng": [(Kind.PERIOD, "1/2", "tháng")],
    "đủ 18 tuổi": [(Kind.AGE, "18", "tuổi")],
    "mừng thọ từ tuổi 70": [(Kind.AGE, "70", "tuổi")],
    "con dưới 36 tháng tuổi": [(Kind.AGE, "36", "tháng tuổi")],
    "50 %": [(Kind.PERCENT, "50", "%")],
    "năm mươi phần trăm": [(Kind.PERCENT, "50", "%")],
    "20% một năm": [(Kind.PERCENT, "20", "%")],
    "ít nhất hai phần ba": [(Kind.FRACTION, "2/3", "")],
    "ít nhất 2/3": [(Kind.FRACTION, "2/3", "")],
    "một nửa": [(Kind.FRACTION, "1/2", "")],
    "gia hạn lần thứ hai": [(Kind.TIMES, "2", "lần")],
    "gấp đôi": [(Kind.TIMES, "2", "lần")],
    "trên 80 km/h, 36 m2": [(Kind.MEASURE, "80", "km/h"), (Kind.MEASURE, "36", "m2")],
    "máy 15 sức ngựa": [(Kind.MEASURE, "15", "sức ngựa")],
    "từ 3 đến 5 ngày": [(Kind.PERIOD, "3", "ngày"), (Kind.PERIOD, "5", "ngày")],
    "3-5 triệu đồng": [(Kind.MONEY, "3000000", "đồng"), (Kind.MONEY, "5000000", "đồng")],
    "từ đủ 14 đến dưới 16 tuổi": [(Kind.AGE, "14", "tuổi"), (Kind.AGE, "16", "tuổi")],
    "70, 75, 80 tuổi": [(Kind.AGE, "70", "tuổi"), (Kind.AGE, "75", "tuổi"), (Kind.AGE, "80", "tuổi")],
    "ngày 01 tháng 7 năm 2025": [(Kind.DATE, "2025-07-01", "")],
    "từ 01/7/2025": [(Kind.DATE, "2025-07-01", "")],
    "tháng 7 năm 2025": [(Kind.DATE, "2025-07", "")],
    "từ năm 2026": [(Kind.DATE, "2026", "")],
    "ngày 9 tháng 11 hằng năm": [(Kind.DATE, "--11-09", "")],
}


@pytest.mark.parametrize("sentence", QUANTITIES)
def test_facts_of_a_sentence_are_found(sentence: str) -> None:
    assert [(one.kind, one.value, one.unit) for one in facts_in(sentence)] == QUANTITIES[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Luật số 31/2024/QH15 và Nghị định 168/2024/NĐ-CP",
        "Gọi 113 hoặc 1022, trực 24/7",
        "điểm a khoản 2 Điều 15",
        "2 triệu hộ dân",
        "hằng năm, mỗi tháng, cả ngày",
        "Ba mẹ và anh Tám",
        "ngày 31/2/2025",
    ],
)
def test_numbers_that_are_no_facts_are_left_alone(sentence: str) -> None:
    assert facts_in(sentence) == []


def test_facts_are_compared_by_value_not_by_spelling() -> None:
    law = facts_in("phạt 02 triệu đồng trong 15 ngày kể từ ngày 01 tháng 7 năm 2025, bằng 50%, con dưới 36 tháng tuổi")
    said = facts_in("2.000.000 đồng, mười lăm ngày, 01/7/2025, tháng 7 năm 2025, ngày 1/7, một nửa, 36 tháng")
    assert uncovered(said, law) == []


def test_units_are_never_converted() -> None:
    law = facts_in("trong 07 ngày làm việc, phạt tù 12 tháng, từ năm 2025")
    said = facts_in("7 ngày, 01 năm, 01/7/2025")
    assert uncovered(said, law) == [
        Fact(Kind.DATE, "2025-07-01"),
        Fact(Kind.PERIOD, "7", "ngày"),
        Fact(Kind.PERIOD, "1", "năm"),
    ]
