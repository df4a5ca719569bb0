"""Measures of questions and ranges of provisions; sentences made up after the way decrees write."""

import pytest

from ..pipeline.ranges import is_outside, measures

STEPS = {
    5: "Điều khiển xe chạy quá tốc độ quy định từ 05 km/h đến dưới 10 km/h",
    15: "Điều khiển xe chạy quá tốc độ quy định từ 10 km/h đến 20 km/h",
    30: "Điều khiển xe chạy quá tốc độ quy định trên 20 km/h đến 35 km/h",
    50: "Điều khiển xe chạy quá tốc độ quy định trên 35 km/h",
}
ALCOHOL = {
    "0,2": "nồng độ cồn nhưng chưa vượt quá 50 miligam/100 mililít máu hoặc chưa vượt quá 0,25 miligam/1 lít khí thở",
    "0,3": "vượt quá 50 miligam đến 80 miligam/100 mililít máu hoặc quá 0,25 miligam đến 0,4 miligam/1 lít khí thở",
    "0.5": "vượt quá 80 miligam/100 mililít máu hoặc vượt quá 0,4 miligam/1 lít khí thở",
}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Ô tô chạy quá tốc độ 15 km/h phạt bao nhiêu?", (("speed", 15.0),)),
        ("xe may vuot toc do 12km bi phat khong", (("speed", 12.0),)),
        ("Nồng độ cồn 0,3 mg/l khí thở", (("breath", 0.3),)),
        ("Đo được 60mg/100ml máu", (("blood", 60.0),)),
        ("Đường cho 60 km/h tôi chạy 80 km/h", ()),
        ("Nợ quá hạn 15 ngày", ()),
        ("Chạy quá tốc độ từ 10 km/h đến 20 km/h", ()),
        ("Chạy quá tốc độ trên 35 km/h", ()),
        ("Nồng độ cồn vượt 80 mg/100 ml máu", ()),
        ("Nồng độ cồn vượt quá 50 miligam đến 80 miligam/100 mililít máu", ()),
    ],
)
def test_what_a_question_measures(question: str, found: tuple[tuple[str, float], ...]) -> None:
    assert measures(question) == found


@pytest.mark.parametrize("speed", STEPS)
def test_a_speed_lies_in_one_step_only(speed: int) -> None:
    asked = measures(f"Ô tô chạy quá tốc độ {speed} km/h")
    assert [own for own, text in STEPS.items() if not is_outside(asked, text)] == [speed]
    assert not is_outside(asked, "Phạt người chở hàng quá khổ.")
    assert not is_outside(asked, "; ".join(STEPS.values()))


@pytest.mark.parametrize(("speed", "step"), [(10, 15), (20, 15), (20.5, 30), (35, 30), (36, 50)])
def test_ends_of_steps_belong_where_the_words_say(speed: float, step: int) -> None:
    asked = measures(f"vượt {speed} km/h")
    assert [own for own, text in STEPS.items() if not is_outside(asked, text)] == [step]


@pytest.mark.parametrize("content", ALCOHOL)
def test_alcohol_of_breath_lies_in_one_step_only(content: str) -> None:
    asked = measures(f"thổi {content} mg/lít khí thở")
    assert [own for own, text in ALCOHOL.items() if not is_outside(asked, text)] == [content]
