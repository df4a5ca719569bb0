from datetime import date

import pytest

from luatgandan.lib.vietnamese.days import is_day_of_law, read_day


@pytest.mark.parametrize(
    "text", ["2025-07-01", "1/7/2025", "01-07-2025", "ngày 1 tháng 7 năm 2025", " Ngày 1 tháng 7, năm 2025 "]
)
def test_a_day_is_read_however_written(text: str) -> None:
    assert read_day(text) == date(2025, 7, 1)


@pytest.mark.parametrize("text", ["", "hôm nay", "31/02/2025", "2025", "2025-13-01", "1/7/25"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_there_is_no_law_before_the_state() -> None:
    assert [
        is_day_of_law(day) for day in (date(1945, 9, 1), date(1945, 9, 2), date(2100, 12, 31), date(2101, 1, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]
