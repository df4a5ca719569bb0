import pytest

from luatgandan.lib.roman import roman, roman_value


@pytest.mark.parametrize(
    ("value", "number"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (1998, "MCMXCVIII")]
)
def test_numbers_go_both_ways(value: int, number: str) -> None:
    assert (roman(value), roman_value(number), roman_value(number.lower())) == (number, value, value)


@pytest.mark.parametrize("text", ["", "A", "IIA", "4", "XI V"])
def test_what_is_no_roman_number_has_no_value(text: str) -> None:
    assert roman_value(text) == 0
