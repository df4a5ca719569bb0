"""Defined terms."""

import pytest

from luatgandan.lib.legaltext.structure import parse_article_body
from luatgandan.lib.legaltext.terms import Term, read_terms
from luatgandan.lib.legaltext.tree import Parsed


def terms(text: str, heading: str = "Giải thích từ ngữ") -> list[Term]:
    return read_terms(Parsed(body=(parse_article_body(text, "3", heading=heading),)))


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("1. Hộ gia đình là những người sống chung.", "Hộ gia đình", "những người sống chung."),
        ("1. “Đất ở” là đất để làm nhà.", "Đất ở", "đất để làm nhà."),
        ("1. Vũ khí gồm vũ khí quân dụng, súng săn.", "Vũ khí", "vũ khí quân dụng, súng săn."),
        ("1. Cư trú được hiểu là sinh sống tại một nơi.", "Cư trú", "sinh sống tại một nơi."),
        ("1. Giới chỉ đặc điểm của nam và nữ.", "Giới", "đặc điểm của nam và nữ."),
        ("1. Trẻ em (dưới 16 tuổi) là công dân nhỏ tuổi.", "Trẻ em", "công dân nhỏ tuổi."),
        ("1. Tín chỉlà đơn vị dùng để đo khối lượng.", "Tín chỉ", "đơn vị dùng để đo khối lượng."),
        ("1. Hàng là lụa là là hàng dệt.", "Hàng", "lụa là là hàng dệt."),
        ("1.Bảo hiểm[4] là việc bảo vệ.", "Bảo hiểm", "việc bảo vệ."),
    ],
)
def test_a_clause_defines_a_term(text: str, term: str, meaning: str) -> None:
    (found,) = terms(text)

    assert (found.term, found.meaning, found.eid) == (term, meaning, "art_3__para_1")


def test_points_complete_a_meaning() -> None:
    found = terms("1. Bản sao là:\na) Bản chụp;\nb) Bản in.")

    assert found[0].term == "Bản sao"
    assert found[0].meaning == "Bản chụp; Bản in."


def test_a_definition_with_a_short_name_gives_both() -> None:
    found = terms("1. Cơ quan quản lý nhà nước về đất đai (sau đây gọi là cơ quan đất đai) là cơ quan chuyên môn.")

    assert found[0].aliases == ("cơ quan đất đai",)
    assert [one.term for one in found] == ["Cơ quan quản lý nhà nước về đất đai", "cơ quan đất đai"]


def test_short_names_are_read_in_any_article() -> None:
    (found,) = terms(
        "Nghị định này áp dụng với tổ chức, cá nhân; người sử dụng đất (sau đây gọi tắt là người dân).",
        "Đối tượng áp dụng",
    )

    assert (found.term, found.meaning) == ("người dân", "người sử dụng đất")


def test_the_lead_and_ordinary_articles_define_nothing() -> None:
    lead = terms("Trong Luật này, các từ ngữ dưới đây được hiểu như sau:\n1. Rừng là hệ sinh thái.")

    assert [one.term for one in lead] == ["Rừng"]
    assert terms("1. Hồ sơ gồm đơn và giấy tờ.", "Hồ sơ") == []


def test_a_paragraph_without_a_number_is_where_its_clause_is() -> None:
    found = terms("1. Bên mua gồm:\na) hộ;\nb) người.\nBên mua cử một người (sau đây gọi là đầu mối).", heading="Mua")

    assert [(one.term, one.eid) for one in found] == [("đầu mối", "art_3__para_1")]
