"""Edits of the lines of a text, made one on the other and found again."""

import pytest

from luatgandan.lib.legaltext.corrections import Edit, EditKind, anchor_of, correct
from luatgandan.lib.legaltext.lines import Line, LineMark

WORDS, JOIN, MARK = EditKind.WORDS, EditKind.JOIN, EditKind.MARK


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def edit(kind: EditKind, line: int, anchor: str, value: str = "") -> Edit:
    return Edit(kind, line, anchor_of(anchor), value)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([edit(WORDS, 1, "b", "B")], ["a", "B", "c"]),
        ([edit(WORDS, 1, "b", "b1\n b2 \n\n")], ["a", "b1", "b2", "c"]),
        ([edit(WORDS, 1, "b", " ")], ["a", "c"]),
        ([edit(JOIN, 2, "c")], ["a", "b c"]),
        ([edit(WORDS, 0, "a", "a1\na2"), edit(JOIN, 2, "b")], ["a1", "a2 b", "c"]),
        ([edit(JOIN, 1, "b"), edit(WORDS, 0, "a b", "x\ny")], ["x", "y", "c"]),
    ],
)
def test_edits_are_made_one_on_the_other(edits: list[Edit], expected: list[str]) -> None:
    found = correct(lines("a", "b", "c"), edits)
    assert [line.text for line in found.lines] == expected
    assert len(found.sources) == len(expected)
    assert found.lost == ()


def test_mark_stays_with_the_first_piece_and_sources_tell_where_lines_came_from() -> None:
    found = correct(lines("a", "b", "c"), [edit(MARK, 1, "b", "clause"), edit(WORDS, 1, "b", "b1\nb2")])
    assert [line.mark for line in found.lines] == ["", LineMark.CLAUSE, "", ""]
    assert found.sources == (0, 1, 1, 2)


def test_edits_find_their_line_again_and_tell_when_it_is_gone() -> None:
    kept, gone = edit(WORDS, 1, "b", "B"), edit(WORDS, 2, "z", "Z")
    found = correct(lines("new", "a", "x", "b"), [kept, gone])
    assert [line.text for line in found.lines] == ["new", "a", "x", "B"]
    assert found.lost == (gone,)


def test_of_two_lines_with_the_same_words_the_nearer_one_is_meant() -> None:
    found = correct(lines("b", "a", "c", "a", "b"), [edit(WORDS, 3, "b", "B")])
    assert [line.text for line in found.lines] == ["b", "a", "c", "a", "B"]


def test_tables_and_first_lines_are_left_alone() -> None:
    table = Line("x\ty", rows=(("x", "y"),))
    edits = [Edit(JOIN, 0, "x\ty"), Edit(WORDS, 0, "x\ty", "z"), Edit(JOIN, 1, "a")]
    found = correct([table, Line("a")], edits)
    assert (found.lines, found.lost) == ((table, Line("a")), tuple(edits))


def test_long_lines_are_remembered_by_a_hash() -> None:
    one, other = "a" * 5000, "a" * 4999 + "b"
    assert len(anchor_of(one)) < 220
    assert anchor_of(one) != anchor_of(other)
    assert [line.text for line in correct([Line(other), Line(one)], [edit(WORDS, 0, one, "x")]).lines] == [other, "x"]
