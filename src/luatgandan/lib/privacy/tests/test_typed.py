"""What people type about themselves: recall on two hundred seeded questions is a gate, also what must be left alone."""

import re
from collections import Counter
from pathlib import Path

import pytest

from luatgandan.lib.privacy import find_in_typed, replaced
from luatgandan.lib.privacy.finds import FindKind

from .held_out import held_out_questions
from .typed_questions import COUNT, Place, Typed, questions

NUMBERS = (FindKind.CITIZEN_ID, FindKind.PHONE, FindKind.LAND, FindKind.PLATE, FindKind.EMAIL)
_PLACE = re.compile(r"‹(\w+):([^›]*)›")


def missed(of: list[Typed]) -> tuple[Counter[FindKind], dict[FindKind, list[str]]]:
    """How many places of each kind there are, and those no find covers."""
    totals: Counter[FindKind] = Counter()
    lost: dict[FindKind, list[str]] = {}
    for question in of:
        finds = find_in_typed(question.text)
        for place in question.places:
            totals[place.kind] += 1
            if not all(any(f.start <= at < f.end for f in finds) for at in range(place.start, place.end)
                       if question.text[at].isalnum()):  # fmt: skip
                lost.setdefault(place.kind, []).append(f"{place.text} | {question.text}")
    return totals, lost


def test_recall_on_two_hundred_typed_questions() -> None:
    totals, lost = missed(questions())
    assert len({question.text for question in questions()}) == COUNT
    for kind in NUMBERS:
        assert totals[kind] >= 40
        assert 1 - len(lost.get(kind, [])) / totals[kind] >= 0.99, lost[kind]
    assert totals[FindKind.NAME] >= 150
    assert 1 - len(lost.get(FindKind.NAME, [])) / totals[FindKind.NAME] >= 0.9, lost[FindKind.NAME]


def test_recall_on_two_hundred_others() -> None:
    totals, lost = missed(held_out_questions())
    for kind in NUMBERS:
        assert totals[kind] >= 30
        assert 1 - len(lost.get(kind, [])) / totals[kind] >= 0.99, lost[kind]
    assert totals[FindKind.NAME] == 200
    assert 1 - len(lost[FindKind.NAME]) / 200 >= 0.9, lost[FindKind.NAME]


def kept(name: str) -> list[Typed]:
    """A set that was made once from a seed and is kept as it was: places stand between ‹kind:…›."""
    return [typed(line) for line in (Path(__file__).parent / name).read_text("utf-8").splitlines()]


def typed(line: str) -> Typed:
    text, places, end = "", [], 0
    for mark in _PLACE.finditer(line):
        text += line[end : mark.start()]
        places.append(Place(FindKind(mark[1]), len(text), len(text) + len(mark[2]), mark[2]))
        text, end = text + mark[2], mark.end()
    return Typed(text + line[end:], tuple(places))


@pytest.mark.parametrize(("name", "names", "numbers"), [("third_set.txt", 200, 110), ("fourth_set.txt", 100, 40)])
def test_recall_on_names_half_of_which_bear_no_marks(name: str, names: int, numbers: int) -> None:
    """At first sight the third set gave 120 of 200 names; the finder was mended on it, never on the fourth."""
    totals, lost = missed(kept(name))
    assert totals.total() == names + numbers
    assert [place for kind in NUMBERS for place in lost.get(kind, [])] == []
    assert 1 - len(lost[FindKind.NAME]) / totals[FindKind.NAME] >= 0.9, lost[FindKind.NAME]
    with_marks = [place for place in lost[FindKind.NAME] if not place.partition(" | ")[0].isascii()]
    assert 1 - len(with_marks) / (names / 2) >= 0.9, with_marks


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tôi tên là nguyen van an, cho tôi hỏi tranh chấp đất với hàng xóm.", "nguyen van an"),
        ("Họ tên: tran thi be. Xin hỏi thủ tục khai sinh cho con ngoài giá thú.", "tran thi be"),
    ],
)
def test_a_name_typed_without_marks_among_words_that_bear_them_is_proposed(text: str, name: str) -> None:
    assert name in [find.text for find in find_in_typed(text)]


def test_questions_without_people_are_nearly_left_alone() -> None:
    """Thirty, half without marks, that name schools, firms, laws and relatives; only a street is proposed."""
    proposed = [find.text for question in kept("nobodys_questions.txt") for find in find_in_typed(question.text)]
    assert proposed == ["Đường Nguyễn Văn Cừ"]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 168/2024/NĐ-CP phạt nồng độ cồn xe máy bao nhiêu, Điều 7 khoản 3?",
        "Tôi vay 500000000 đồng, lãi 20 triệu một tháng có phải cho vay nặng lãi không",
        "chong toi la bo doi, cha toi la liet si, duoc huong che do gi",
        "Thửa đất của tôi chưa có sổ đỏ, xã nói phải đo lại 100 m2 rồi nộp tờ khai số 4",
        "Lớp 12A trường tôi cấm đi xe máy dưới 50 phân khối",
        "toi ten trong so ho khau sai thi sua o dau",
        "Căn hộ 1500000000 đồng thì công chứng hết bao nhiêu, gọi 1900 hay đến tận nơi?",
        "xe 50 phan khoi 16 tuoi chay duoc khong, nam 2025 doi luat chua",
        "Người già không có lương hưu được lãnh tiền mỗi tháng không, mấy tuổi?",
        "Con tôi có triệu chứng sốt, tên công bố tiêu chuẩn áp dụng ghi ở đâu?",
        "Mẹ tăng lương cho người giúp việc thì có phải báo ai không?",
        "toi o voi vo cu, quy dinh tai dieu 59 chia tai san the nao, do cong an hay toa an giai quyet",
        "nguoi du muoi tam tuoi lam an xa nha co phai dang ky tam tru theo ho khau truong hoc khong",
    ],
)
def test_what_is_nobodys_is_left_alone(text: str) -> None:
    assert [(find.kind.value, find.text) for find in find_in_typed(text)] == []


def test_the_asker_is_found_however_the_name_is_written() -> None:
    text = "Kính gửi sở. le thi thu ha nhờ hỏi. Thu Hà cảm ơn, mùa thu hà nội đẹp."
    finds = find_in_typed(text, people=["Lê Thị Thu Hà"])
    assert [find.text for find in finds] == ["le thi thu ha"]
    assert replaced(text, [(find, find.proposal) for find in finds]).startswith("Kính gửi sở. Le Thi Thu H nhờ")


def test_a_plot_is_one_place_with_its_sheet() -> None:
    text = "Đất ở thửa 1263, tờ 33 của ông Trần Văn Tám; ông Tám gọi 0912345678."
    finds = find_in_typed(text)
    assert [find.text for find in finds] == ["thửa 1263, tờ 33", "Trần Văn Tám", "Tám", "0912345678"]
    assert replaced(text, [(find, find.proposal) for find in finds]) == (
        "Đất ở [số thửa, số giấy đã ẩn] của ông Trần Văn T; ông T gọi [số điện thoại đã ẩn]."
    )
