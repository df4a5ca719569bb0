"""The table of syllables accepts Vietnamese and nothing else."""

import pytest

from luatgandan.lib.vietnamese.syllables import is_syllable, share_valid, words

GOOD = (
    "nghiêng khuỷu quyết giếng gìn ngoằn hòa hoà thủy thuỷ quý quí lý lí Điều ĐIỀU yêu ỷ y uống ướt huơ khuya "
    "oanh xoong Đắk Lắk Kạn ngoèo nguều quỳnh quýt giặt gì giữa tuyệt"
)
BAD = "luc doc ngia kuyết cễn nghan gha quyet tốtt bảnn LuËt nµy phñ casino website theomẫu quôc ngưòii chìc mác̀ kếl"


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD.split())
def test_not_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_decomposed_letters_count_as_composed() -> None:
    assert is_syllable("nghi\u0323")


def test_numbers_abbreviations_and_point_letters_are_not_counted() -> None:
    assert words("1. UBND, HĐND và Nghị định số 168/2024/NĐ-CP; a) email@x.vn; “Điều 5”") == [
        "và", "Nghị", "định", "số", "Điều",
    ]  # fmt: skip


def test_share() -> None:
    assert share_valid("Quyết định nµy có hiệu lực") == (5, 6)
