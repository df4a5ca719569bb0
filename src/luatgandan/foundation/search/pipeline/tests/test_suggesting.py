"""Lines under the search box."""

import pytest

from luatgandan.foundation.search.pipeline.suggesting import suggest

from .house import TODAY, engine
from .odd_texts import ODD


def texts(typed: str) -> list[str]:
    return [one.text for one in suggest(engine(), typed, today=TODAY)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ly", "Ly hôn"),
        ("lý", "Lý lịch"),
        ("ly h", "Ly hôn"),
        ("ly hô", "Ly hôn"),
        ("hop dong la", "Hợp đồng lao động"),
        ("hợp đồng lao đ", "Hợp đồng lao động"),
        ("luật đất", "Luật Đất đai"),
        ("luat dat", "Luật Đất đai"),
        ("168/20", "Nghị định xử phạt giao thông"),
        ("nđ 168", "Nghị định xử phạt giao thông"),
        ("nd16", "Nghị định xử phạt giao thông"),
        ("31/2024/qh", "Luật Đất đai"),
        ("d6 nd168", "Điều 6. Nồng độ cồn"),
        ("tách thửa", "Điều 6. Tách thửa đất"),
    ],
)
def test_the_first_line(typed: str, first: str) -> None:
    assert texts(typed)[:1] == [first]


def test_what_begins_so_comes_before_what_only_holds_the_word() -> None:
    assert texts("đất")[0] == "Luật Đất đai"
    assert texts("tach")[0] == "Điều 6. Tách thửa đất"


def test_typed_marks_are_kept_to() -> None:
    assert "Ly hôn" not in texts("lý")
    assert {"Ly hôn", "Lý lịch"} <= set(texts("ly"))


@pytest.mark.parametrize("typed", ["", "l", " ", "  l ", "zzzz", "???", "xyz abc", "999/20"])
def test_nothing_before_two_letters_or_when_nothing_begins_so(typed: str) -> None:
    assert texts(typed) == []


def test_a_line_tells_what_it_is_and_where_it_leads() -> None:
    (one,) = suggest(engine(), "tách thửa", today=TODAY)
    assert (one.kind, one.url, one.detail) == ("article", "/van-ban/1/dieu-6", "31/2024/QH15")
    assert suggest(engine(), "lý", today=TODAY)[0].kind == "term"


def test_old_wording_is_not_suggested() -> None:
    assert texts("đường ngang") == ["Điều 6. Đường ngang mới"]


def test_never_more_than_asked_for() -> None:
    assert len(suggest(engine(), "đi", today=TODAY, limit=2)) == 2


@pytest.mark.parametrize("typed", ODD)
def test_any_text_is_borne(typed: str) -> None:
    assert len(texts(typed)) <= 8
