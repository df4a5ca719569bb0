"""Capitals as one would write them."""

import pytest

from luatgandan.lib.vietnamese.casing import sentence_case


@pytest.mark.parametrize(
    ("capitals", "ordinary"),
    [
        ("CHÍNH PHỦ", "Chính phủ"),
        ("QUỐC HỘI", "Quốc hội"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH", "Ủy ban nhân dân tỉnh Nam Định"),
        ("ỦY BAN THƯỜNG VỤ QUỐC HỘI", "Ủy ban thường vụ Quốc hội"),
        ("PHÒNG, CHỐNG RỬA TIỀN", "Phòng, chống rửa tiền"),
        ("NGƯỜI LAO ĐỘNG VIỆT NAM ĐI LÀM VIỆC Ở NƯỚC NGOÀI", "Người lao động Việt Nam đi làm việc ở nước ngoài"),
        ("ĐẠI HỘI LẦN THỨ XIV", "Đại hội lần thứ XIV"),
        ("Bộ Công an", "Bộ Công an"),
        ("Về việc ban hành Danh mục", "Về việc ban hành Danh mục"),
        ("", ""),
    ],
)
def test_capitals(capitals: str, ordinary: str) -> None:
    assert sentence_case(capitals) == ordinary
