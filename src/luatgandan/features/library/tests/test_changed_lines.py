"""Changed words stand as clauses and points do."""

from luatgandan.features.library.queries.lines import changed_lines
from luatgandan.lib.legaltext.compare import compare_words

OLD = "Lời dẫn:\n1. Khoản một\na) Điểm a;\n- gạch\n2. Khoản hai\nĐoạn sau của khoản hai"


def told(old: str, new: str) -> list[tuple[int, bool, str]]:
    return [
        (line.depth, line.has_mark, " ".join(f"{piece.mark}:{piece.text.strip()}" for piece in line.pieces))
        for line in changed_lines(compare_words(old, new))
    ]


def test_every_paragraph_stands_as_deep_as_its_number_says() -> None:
    assert told(OLD, OLD) == [
        (0, False, "same:Lời dẫn:"),
        (1, True, "same:1. Khoản một"),
        (2, True, "same:a) Điểm a;"),
        (3, True, "same:- gạch"),
        (1, True, "same:2. Khoản hai"),
        (1, False, "same:Đoạn sau của khoản hai"),
    ]


def test_words_changed_inside_a_point_stay_on_its_line() -> None:
    assert told(OLD, OLD.replace("Điểm a", "Điểm mới"))[2] == (2, True, "same:a) Điểm gone:a new:mới same:;")


def test_a_new_point_is_a_line_of_its_own() -> None:
    lines = told(OLD, OLD.replace("a) Điểm a;", "a) Điểm a;\nb) Điểm b;"))
    assert lines[3] == (2, True, "new:b) Điểm b;")
    assert len(lines) == 7


def test_clauses_written_anew_do_not_run_into_each_other() -> None:
    lines = told("1. Một hai\n2. Ba bốn", "1. Năm sáu\n2. Bảy tám\n3. Chín mười")
    assert [depth for depth, _marked, _text in lines] == [1] * len(lines)
    assert all(text.count("2. ") + text.count("3. ") <= 1 for *_rest, text in lines)
