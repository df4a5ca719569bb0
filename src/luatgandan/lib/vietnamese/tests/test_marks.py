"""Marks put back: what is sure and what is left as typed."""

from pathlib import Path

import pytest

from luatgandan.lib.vietnamese import fold, marks
from luatgandan.lib.vietnamese.marks import Marks, learn, packaged, sentences

TEXT = """Chia đất cho con. Chia đất cho cháu; bán đất cho con.
Thuế đất năm 2024, thuế đất năm 2025. Thuê nhà 3 năm. Thuê nhà!
Trả tiền thuê nhà. Nộp thuế đất. Sổ đỏ đứng tên ai? Số đo của máy. Sổ đỏ. Số đo."""


@pytest.fixture(scope="module")
def model() -> Marks:
    return learn([*sentences(TEXT)] * 9, kept=1_000)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("thue nha 5 nam", "thuê nhà 5 năm"),
        ("nop thue dat", "nộp thuế đất"),
        ("thuê đất nam 2030", "thuê đất năm 2030"),  # what was typed with marks stays
        ("thuê nhà 3 nằm", "thuê nhà 3 nằm"),  # also a word nobody wrote
        ("thuê nhâ", "thuê nhà"),  # but for what is no word
    ],
)
def test_words_are_written_as_they_follow_each_other(model: Marks, typed: str, written: str) -> None:
    assert model.put(typed.split(), sure=0.5) == written.split()


def test_what_is_not_sure_stays_open(model: Marks) -> None:
    assert model.put(["so", "do"]) == [None, None]
    assert model.put([]) == []


def test_words_nobody_wrote_stay_as_they_are(model: Marks) -> None:
    assert model.put(["xyz", "nha"], sure=0.5) == ["xyz", "nhà"]


def test_the_pairs_that_say_most_are_kept() -> None:
    small = learn([*sentences(TEXT)] * 9, kept=5)
    assert len(small.pairs) == len(small.shares) == 5
    assert (small.pairs[1:] > small.pairs[:-1]).all()


def test_sentences_end_at_stops() -> None:
    assert [*sentences("Điều 5. Hoà giải (ở thôn);")] == [["điều", "5"], ["hòa", "giải"], ["ở", "thôn"]]


def test_a_saved_model_says_the_same(model: Marks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model.save(tmp_path / "marks.npz")
    monkeypatch.setattr(marks, "PACKAGED", str(tmp_path / "marks.npz"))
    packaged.cache_clear()
    try:
        assert packaged().put(["thue", "nha", "5", "nam"], sure=0.5) == ["thuê", "nhà", "5", "năm"]
    finally:
        packaged.cache_clear()


def test_the_packaged_model_writes_questions_of_every_day() -> None:
    asked = "bị phạt bao nhiêu tiền", "đăng ký khai sinh cho con ở đâu", "tách thửa đất cần giấy tờ gì"
    assert [packaged().put(fold(one).split()) for one in asked] == [one.split() for one in asked]


@pytest.mark.parametrize(
    ("typed", "written"),
    [("vụ việc có thể tiền hành giải quyết", "vụ việc có thể tiến hành giải quyết"), ("trả tiền mặt", "trả tiền mặt")],
)
def test_the_packaged_model_corrects_only_what_hardly_anybody_means(typed: str, written: str) -> None:
    assert packaged().put(typed.split()) == written.split()
