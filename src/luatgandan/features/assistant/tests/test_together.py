from datetime import date

import pytest

from luatgandan.foundation.search.pipeline.analysis import analyse
from luatgandan.foundation.search.pipeline.words import Glossary

from ..pipeline.matching import BESIDE, wanted_of
from ..pipeline.rewording import reword
from ..pipeline.routing import route


@pytest.mark.parametrize(
    ("question", "law"),
    [
        ("Con mèo nhà kế bên cào thằng cháu tui, ai trả tiền thuốc?", "súc vật gây ra thiệt hại"),
        ("gui xe o bai giu xe bi mat thi sao", "hợp đồng gửi giữ tài sản, nghĩa vụ của bên giữ tài sản"),
        ("Bị ép ký giấy sang tên thì có hủy được không?", "giao dịch dân sự vô hiệu do bị lừa dối, đe dọa, cưỡng ép"),
    ],
)
def test_several_words_together_get_the_words_of_the_law(question: str, law: str) -> None:
    assert law in reword(question)


@pytest.mark.parametrize(
    "question",
    [
        "Con mèo bao nhiêu tiền?",  # only one of the groups
        "cho can bao nhieu",  # without marks single syllables are not enough: no "chó", no "cắn"
        "Điều kiện của sự kiện là gì?",  # "kiện" within a longer term
        "Chương trình đào tạo có đồ cổ?",  # nor "đào"
    ],
)
def test_parts_of_a_situation_say_nothing(question: str) -> None:
    assert reword(question) == question


def test_words_beside_a_situation_count_less_than_those_of_the_law() -> None:
    said = "Chó cắn rách quần jean"
    analysis = analyse(reword(said), glossary=Glossary.of(()), today=date(2026, 11, 23), language="vi")
    found = wanted_of(analysis, lambda token: 1.0, said=said).tokens
    assert (found["quan"], found["vat"]) == (BESIDE, 1.0)
    assert "can" not in found


def test_words_of_the_law_count_in_full_when_the_citizen_typed_them() -> None:
    said = "Đặt cọc quần jean rồi đổi ý"
    analysis = analyse(reword(said), glossary=Glossary.of(()), today=date(2026, 11, 23), language="vi")
    found = wanted_of(analysis, lambda token: 1.0, said=said).tokens
    assert (found["quan"], found["dat"], found["coc"]) == (BESIDE, 1.0, 1.0)


@pytest.mark.parametrize(
    "question",
    [
        "Kinh phí đào tạo, bồi dưỡng công chức lấy từ đâu?",
        "Tài liệu liên quan đến vụ án được giữ bao lâu?",
        "Đã ly hôn rồi",
        "Vàng miếng là gì?",
        "Ai được tham gia đấu giá đất?",
    ],
)
def test_words_of_the_law_are_no_small_talk(question: str) -> None:
    assert route(question) is None
