"""Words typed with the keyboard set to English."""

import pytest

from luatgandan.lib.vietnamese.fold import fold
from luatgandan.lib.vietnamese.syllables import is_syllable
from luatgandan.lib.vietnamese.telex import from_telex, from_vni


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("luaatj", "luật"), ("luatja", "luật"), ("luâtj", "luật"), ("ddaats", "đất"), ("dduwowngf", "đường"),
        ("dduowngf", "đường"), ("dudowngf", "đường"), ("nguwowif", "người"), ("coongj", "cộng"), ("thuees", "thuế"),
        ("quyeetj", "quyệt"), ("nghij", "nghị"), ("ddinhj", "định"), ("phatj", "phạt"), ("hoaf", "hòa"),
        ("xaay", "xây"),
    ],
)  # fmt: skip
def test_telex(typed: str, meant: str) -> None:
    assert from_telex(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("luat65", "luật"), ("lua6t5", "luật"), ("d9at61", "đất"), ("d9u7o7ng2", "đường"), ("d9uong72", "đường"),
        ("nguoi72", "người"), ("quye6n2", "quyền"), ("thue61", "thuế"), ("d9at", "đat"), ("khoan3", "khoản"),
    ],
)  # fmt: skip
def test_vni(typed: str, meant: str) -> None:
    assert from_vni(typed) == meant


@pytest.mark.parametrize(
    "typed", ["xe", "may", "dat", "phat", "đất", "law", "facebook", "tthc", "qsdd", "gplx", "", "x", "ssss", "wwww"]
)
def test_what_is_no_leftover_of_telex(typed: str) -> None:
    assert from_telex(typed) == ""


@pytest.mark.parametrize("typed", ["d6", "nd168", "168", "kt3", "qh15", "covid19", "đất", "", "a12345", "2024"])
def test_what_is_no_leftover_of_vni(typed: str) -> None:
    assert from_vni(typed) == ""


@pytest.mark.parametrize("typed", ["luaatj", "dduwowngf", "nguwowif", "thuees"])
def test_what_comes_out_is_a_syllable_of_the_same_letters(typed: str) -> None:
    made = from_telex(typed)
    assert is_syllable(made)
    assert set(fold(made)) <= set(typed)
