"""Charts: numbers as the language writes them, shapes that stay in the picture."""

import pytest

from luatgandan.foundation.ui.queries import chart


def test_bars_are_as_long_as_their_share_of_the_longest() -> None:
    drawing = chart("bar", [("Đất đai", 1204), ("Lao động", 602)])

    assert [(mark.text, mark.width) for mark in drawing.marks] == [("1.204", 600), ("602", 300)]


def test_bars_of_parts_are_measured_by_their_whole() -> None:
    drawing = chart("bar", [("Đúng hẹn", 60), ("Trễ", 30)], 100)

    assert [(mark.width, mark.share) for mark in drawing.marks] == [(360, "60 %"), (180, "30 %")]


def test_shares_add_up_in_words() -> None:
    drawing = chart("share", [("Có", 1), ("Không", 3)])

    assert [mark.share for mark in drawing.marks] == ["25 %", "75 %"]
    assert drawing.marks[0].path.startswith("M100 100L100.0 20.0A80 80 0 0 1 180.0 100.0")


def test_one_value_is_a_whole_circle() -> None:
    assert chart("share", [("Có", 5)]).marks[0].path.endswith("z")


@pytest.mark.parametrize("kind", ["bar", "line", "share"])
def test_nothing_to_show_is_no_error(kind: str) -> None:
    assert chart(kind, []).marks == []
    assert [mark.share for mark in chart(kind, [("Không", 0)]).marks] == ["–"]


def test_half_numbers_have_a_comma() -> None:
    assert chart("line", [("11", 58.5)]).marks[0].text == "58,5"
