"""Vehicles of questions and headings; headings made up after the way decrees write."""

import pytest

from ..pipeline.vehicles import is_of_others, vehicles_asked

HEADINGS = {
    "car": "Xử phạt người điều khiển xe ô tô và các loại xe tương tự xe ô tô",
    "motorcycle": "Xử phạt người điều khiển xe mô tô, xe gắn máy",
    "special": "Xử phạt người điều khiển xe máy chuyên dùng",
    "bicycle": "Xử phạt người điều khiển xe đạp, xe thô sơ khác",
    "pedestrian": "Xử phạt người đi bộ",
}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Ô tô vượt đèn đỏ phạt bao nhiêu?", "car"),
        ("chay xe may vuot den do", "motorcycle"),
        ("xe máy chuyên dùng đi ngược chiều", "special"),
        ("Đi xe đạp dàn hàng ba", "bicycle"),
        ("Đi bộ qua đường không đúng chỗ", "pedestrian"),
    ],
)
def test_each_vehicle_has_its_article(question: str, kind: str) -> None:
    asked = vehicles_asked(question)
    assert asked == {kind}
    assert [name for name, heading in HEADINGS.items() if not is_of_others(asked, heading)] == [kind]


def test_articles_and_questions_that_name_none_are_for_all() -> None:
    assert not is_of_others(vehicles_asked("xe máy"), "Sử dụng lòng đường, vỉa hè vào mục đích khác")
    assert not is_of_others(vehicles_asked("Vượt đèn đỏ phạt bao nhiêu?"), HEADINGS["car"])
    assert not is_of_others(vehicles_asked("Ô tô tông xe đạp"), HEADINGS["bicycle"])
