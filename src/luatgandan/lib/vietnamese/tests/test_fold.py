import unicodedata

import pytest

from luatgandan.lib.vietnamese import clean, fold, slug


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Xã  Phú Hữu", "xa phu huu"),
        ("ĐẤT ĐAI", "dat dai"),
        (unicodedata.normalize("NFD", "ly hôn"), "ly hon"),
        ("hoà giải", "hoa giai"),
        ("Thuỷ\u200bsản", "thuysan"),
        ("ខ្មែរ", "ខ្មែរ"),
        ("", ""),
    ],
)
def test_fold_makes_spellings_equal(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_clean_keeps_marks_and_case() -> None:
    assert clean("  Điều\u00a0 1. ") == "Điều 1."


def test_slug() -> None:
    assert slug("Luật Đất đai (31/2024/QH15)") == "luat-dat-dai-31-2024-qh15"
