"""Which units changed, which words differ, which articles answer to each other; and that it stays fast."""

import time

import pytest

from luatgandan.lib.legaltext.compare import Article, Fate, Mark, Piece, align, changed_eids, compare_words, shortened
from luatgandan.lib.legaltext.edits import UnitNotFoundError, WordsNotFoundError, put_unit, remove_unit, replace_words
from luatgandan.lib.legaltext.structure.eids import identify
from luatgandan.lib.legaltext.tree import Level, Node


def point(letter: str, text: str) -> Node:
    return Node(Level.POINT, letter, text=text)


def clause(number: str, text: str, *points: Node) -> Node:
    return Node(Level.CLAUSE, number, text=text, children=points)


def article(number: str, *clauses: Node, heading: str = "Tên điều", text: str = "") -> Node:
    return identify([Node(Level.ARTICLE, number, heading, text, clauses)])[0]


LAW = article(
    "6",
    clause("1", "Phạt tiền đối với:", point("a", "đi sai làn;"), point("d", "dừng xe;"), point("e", "đỗ xe.")),
    clause("2", "Tịch thu xe."),
    clause("10", "Hết."),
)


def test_only_the_point_that_changed_is_named() -> None:
    new = put_unit(LAW, "art_6__para_1__point_a", point("a", "đi ngược chiều;"))
    assert changed_eids(LAW, new) == ("art_6__para_1__point_a",)


def test_a_new_lead_in_stands_for_its_points() -> None:
    assert changed_eids(LAW, replace_words(LAW, "art_6__para_1", [("Phạt tiền", "Phạt cảnh cáo")])) == (
        "art_6__para_1",
    )


def test_another_line_break_is_no_change() -> None:
    assert changed_eids(LAW, replace_words(LAW, "art_6__para_2", [("Tịch thu xe", "Tịch thu\nxe")])) == ()


def test_units_that_come_and_go_are_named() -> None:
    added = put_unit(LAW, "art_6__para_2a", clause("2a", "Mới."))
    assert changed_eids(LAW, added) == changed_eids(added, LAW) == ("art_6__para_2a",)
    assert changed_eids(None, LAW) == changed_eids(LAW, None) == ("art_6",)


@pytest.mark.parametrize(
    ("eid", "unit", "order"),
    [
        ("art_6__para_2a", clause("2a", "x"), ["1", "2", "2a", "10"]),
        ("art_6__para_11", clause("11", "x"), ["1", "2", "10", "11"]),
        ("art_6__para_1__point_dd", point("đ", "x"), ["a", "d", "đ", "e"]),
        ("art_6__para_1__point_a1", point("a1", "x"), ["a", "a1", "d", "e"]),
    ],
)
def test_a_new_unit_stands_between_its_neighbours(eid: str, unit: Node, order: list[str]) -> None:
    new = put_unit(LAW, eid, unit)
    around = new.children[0] if "point" in eid else new
    assert [child.number for child in around.children] == order
    assert any(one.eid == eid for one in new.walk())


def test_what_is_put_in_gets_addresses_inside() -> None:
    new = put_unit(LAW, "art_6__para_2", clause("2", "Phạt:", point("a", "x"), point("đ", "y")))
    assert [one.eid for one in new.children[1].walk()][1:] == ["art_6__para_2__point_a", "art_6__para_2__point_dd"]


def test_a_repealed_clause_keeps_its_number() -> None:
    gone = remove_unit(LAW, "art_6__para_1").children[0]
    assert (gone.number, gone.text, gone.children) == ("1", "(được bãi bỏ)", ())


def test_words_are_replaced_everywhere_in_the_unit_and_must_stand_there() -> None:
    new = replace_words(LAW, "art_6", [("xe", "phương tiện")])
    assert changed_eids(LAW, new) == ("art_6__para_1__point_d", "art_6__para_1__point_e", "art_6__para_2")
    assert replace_words(LAW, "art_6__para_2", [("thu ", "")]).children[1].text == "Tịch xe."
    with pytest.raises(WordsNotFoundError):
        replace_words(LAW, "art_6__para_2", [("tàu bay", "x")])
    with pytest.raises(UnitNotFoundError):
        remove_unit(LAW, "art_6__para_7")
    with pytest.raises(UnitNotFoundError):
        put_unit(LAW, "art_6__para_7__point_a", point("a", "x"))


def test_words_that_differ_are_marked_as_phrases() -> None:
    assert compare_words("Phạt tiền từ 4.000.000 đồng đối với xe.", "Phạt tiền từ 6.000.000 đồng đối với xe.") == (
        Piece(Mark.SAME, "Phạt tiền từ "),
        Piece(Mark.GONE, "4.000.000"),
        Piece(Mark.NEW, "6.000.000"),
        Piece(Mark.SAME, " đồng đối với xe."),
    )
    phrase = compare_words("do Ủy ban nhân dân huyện cấp", "do cơ quan đăng ký cấp")
    assert [piece.text for piece in phrase if piece.mark is Mark.GONE] == ["Ủy ban nhân dân huyện"]


@pytest.mark.parametrize(("old", "new"), [("", "a b"), ("a b", ""), ("a\nb\nc", "a\nc"), ("a  b", "a b"), ("x", "x")])
def test_the_marked_pieces_give_back_both_texts(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert "".join(one.text for one in pieces if one.mark is not Mark.GONE).split() == new.split()
    assert "".join(one.text for one in pieces if one.mark is not Mark.NEW).split() == old.split()


def test_a_full_stop_put_in_leaves_the_line_end_to_both() -> None:
    pieces = compare_words("1. Một lần\n2. Hai.", "1. Một lần.\n2. Hai.")
    assert [piece.text for piece in pieces] == ["1. Một lần", ".", "\n2. Hai."]


def test_a_line_begins_behind_a_changed_word_where_the_middle_is_left_out() -> None:
    pieces = shortened(compare_words(f"Tên cũ\n{'1. Lời. ' * 20}", f"Tên mới\n{'1. Lời. ' * 20}"), around=10)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.GONE) == "Tên mới\n1. Lời. […] "


def words(seed: int, count: int = 60) -> str:
    return " ".join(f"âm{(seed * 7919 + place * 104729) % 4001}" for place in range(count))


def test_articles_answer_to_each_other_by_number_then_by_likeness() -> None:
    old = [Article(str(n), f"Tên {n}", words(n)) for n in range(1, 6)]
    new = [
        Article("1", "Tên 1", words(1)),
        Article("2", "Điều hoàn toàn mới", words(99)),
        Article("3", "Tên 2", words(2) + " thêm"),
        Article("4", "Tên 4", words(4)),
    ]
    told = [(pair.old and pair.old.number, pair.new and pair.new.number, pair.fate) for pair in align(old, new)]
    assert told == [
        ("1", "1", Fate.SAME),
        (None, "2", Fate.ADDED),
        ("2", "3", Fate.CHANGED),
        ("3", None, Fate.GONE),
        ("4", "4", Fate.SAME),
        ("5", None, Fate.GONE),
    ]


def test_an_amended_article_keeps_its_partner_by_number() -> None:
    [pair] = align([Article("5", "Lệ phí", words(1, 40))], [Article("5", "Lệ phí", words(1, 20) + " " + words(2, 60))])
    assert (pair.fate, pair.is_renumbered) == (Fate.CHANGED, False)


def test_160_articles_are_compared_in_a_moment_and_a_rewritten_giant_too() -> None:
    old = [Article(str(n), f"Tên {n}", "\n".join(words(n * 10 + k, 80) for k in range(5))) for n in range(160)]
    new = [Article(str(n + 1), one.heading, one.text.replace("âm7", "âm8")) for n, one in enumerate(old)]
    start = time.process_time()
    pairs = align(old, new)
    for pair in pairs:
        assert pair.old
        assert pair.new
        compare_words(pair.old.text, pair.new.text)
    compare_words(words(1, 20_000), words(2, 20_000))
    assert time.process_time() - start < 5
    assert {pair.fate for pair in pairs} == {Fate.CHANGED}
