"""A certificate is one page, however long its words are: they flow, nothing is written over code or signature."""

from datetime import date
from typing import Any

import pytest

from ..office import Certificate, certificate_html
from ..office.certificate import SIZES

LONG = "Trường Trung học phổ thông dân tộc nội trú Nguyễn Thị Minh Khai " * 4


def certificate(**longer: str) -> Certificate:
    short = {
        "name": "Thạch Thị Sà Ly", "prize": "Giải Nhất", "contest": "Em yêu luật", "round": "Vòng 1",
        "unit": "THPT Ví dụ", "organiser": "Phường Ví dụ", "figure": "30/30 câu, 12 phút 30 giây",
    }  # fmt: skip
    return Certificate(code="3f2a" * 8, decided_on=date(2026, 11, 23), **{**short, **longer})


@pytest.mark.parametrize(
    ("one", "sizes"),
    [
        (certificate(), SIZES[:1]),
        (certificate(prize=LONG[:80], unit=LONG[:80]), SIZES[:1]),
        (certificate(name=LONG[:200], prize=LONG[:80], contest=LONG[:200], round=LONG[:120], unit=LONG[:200],
                     organiser=LONG[:200]), SIZES[1:]),
    ],
    ids=["short", "a long prize and unit", "the longest of all"],
)  # fmt: skip
def test_the_words_of_a_certificate_stand_on_one_page(one: Certificate, sizes: Any) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    html = certificate_html([(one, '<svg class="law-qr" viewBox="0 0 1 1"></svg>')])
    assert any(f'style="font-size: {size}pt"' in html for size in sizes)
    assert "absolute" not in html
    assert len(weasyprint.HTML(string=html).render().pages) == 1
