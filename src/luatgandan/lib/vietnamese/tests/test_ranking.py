from luatgandan.lib.vietnamese.ranking import Ranking

ROWS = [
    ("divorce", "Ly hôn khi chồng không đồng ý", "Tòa án giải quyết ly hôn theo yêu cầu của một bên."),
    ("sugar", "Thuế với nhà máy đường", "Sản xuất đường mía."),
    ("poplar", "Cây dương", "Trồng dương liễu ven biển."),
    ("land", "Sổ đỏ đứng tên ai", "Giấy chứng nhận quyền sử dụng đất, đất đai."),
    ("measure", "Số đo quần áo", "Cách ghi số đo trên nhãn."),
]


def found(query: str) -> list[str]:
    return [row for _, row in Ranking(ROWS).find(query, 5)]


def test_marks_may_be_missing() -> None:
    assert found("ly hon")[0] == "divorce"
    assert found("dat dai")[0] == "land"


def test_missing_marks_find_every_reading() -> None:
    assert set(found("duong")) == {"sugar", "poplar"}


def test_typed_marks_are_respected() -> None:
    assert found("đường")[0] == "sugar"
    assert found("dương")[0] == "poplar"
    assert found("sổ đỏ")[0] == "land"


def test_nothing_is_found_for_other_things() -> None:
    assert found("xyz") == []
    assert found("") == []
    assert found("là và của") == []
