"""Which numbers need their issuer, and who ranks above whom."""

from datetime import date

import pytest

from luatgandan.features.library import rules
from luatgandan.features.library.models import Document
from luatgandan.lib.legaltext import number_key


@pytest.mark.parametrize(
    ("number", "is_shared"),
    [
        ("54/KH-UBND", True),
        ("15/2020/QĐ-UBND", True),
        ("3429/QĐ-UBND", True),
        ("12/2021/NQ-HĐND", True),
        ("610/TL-BTC", True),
        ("766/QĐ-TTg", False),
        ("71/NQ-CP", False),
        ("66-NQ/TW", False),
        ("168/2024/NĐ-CP", False),
        ("17/2025/TT-BTP", False),
        ("91/2015/QH13", False),
    ],
)
def test_numbers_that_many_bodies_give_need_the_issuer(number: str, is_shared: bool) -> None:
    assert rules.is_shared_number(number_key(number)) is is_shared


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        (("nghi-dinh", "1/2020/NĐ-CP"), ("luat", "1/2020/QH14")),
        (("thong-tu", "1/2020/TT-BTC"), ("nghi-dinh", "1/2020/NĐ-CP")),
        (("quyet-dinh", "1/2020/QĐ-UBND"), ("quyet-dinh", "1/2020/QĐ-TTg")),
        (("nghi-dinh", "1/2020/NĐ-CP"), ("nghi-quyet", "1/2020/UBTVQH14")),
        (("luat", "1/2020/QH14"), ("hien-phap", "Hiến pháp 2013")),
    ],
)
def test_a_lower_document_cannot_end_a_higher_one(lower: tuple[str, str], higher: tuple[str, str]) -> None:
    one, other = (
        Document(kind=kind, number=number, number_key=number_key(number), issued_on=date(2020, 1, 1))
        for kind, number in (lower, higher)
    )
    assert (rules.is_lower(one, other), rules.is_lower(other, one)) == (True, False)
