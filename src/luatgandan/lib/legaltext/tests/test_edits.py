"""Provisions edited as amending documents order it: put in, taken out, reworded, renumbered; refused otherwise."""

import pytest

from luatgandan.lib.legaltext.edits import (
    AlreadyThereError,
    NothingToPutError,
    Order,
    UnitNotFoundError,
    WordsNotFoundError,
    carry_out,
)
from luatgandan.lib.legaltext.flat import flatten
from luatgandan.lib.legaltext.structure import parse_article_body
from luatgandan.lib.legaltext.structure.eids import identify
from luatgandan.lib.legaltext.tree import Level, Node

ARTICLE = parse_article_body(
    "1. Công dân có quyền:\na) Trình bày;\nb) Nhận kết quả.\n2. Trụ sở tiếp công dân ở cấp huyện, số 15.\n3. Khác.",
    "7",
    heading="Quyền",
)


def after(action: str, eid: str, *content: Node, words: tuple[tuple[str, str], ...] = ()) -> list[str]:
    changed, _is_repealed = carry_out(ARTICLE, Order(action, eid, content, words))
    return flatten(changed).text.splitlines()


def test_a_point_is_put_in_order() -> None:
    lines = after("add", "art_7__para_1__point_dd", Node(Level.POINT, "đ", text="Được giải thích."))

    assert lines[:4] == ["1. Công dân có quyền:", "a) Trình bày;", "b) Nhận kết quả.", "đ) Được giải thích."]


def test_a_decimal_point_stands_by_its_value_not_by_its_letters() -> None:
    article = parse_article_body("1. Một:\n" + "\n".join(f"1.{n}. Điểm {n}." for n in range(1, 10)) + "\n2. Hai.", "7")
    point = Node(Level.POINT, "1.10", text="Mười.")

    changed, _ = carry_out(article, Order("add", "art_7__para_1__point_1-10", (point,)))

    assert [one.number for one in changed.children[0].children][-2:] == ["1.9", "1.10"]


def test_a_clause_gets_new_words() -> None:
    assert after("amend", "art_7__para_3", Node(Level.CLAUSE, "3", text="Theo luật."))[-1] == "3. Theo luật."


def test_a_repealed_clause_keeps_its_number() -> None:
    assert after("repeal", "art_7__para_2")[3] == "2. (được bãi bỏ)"


def test_words_are_replaced_and_taken_out() -> None:
    words = (("Trụ  sở", "Địa điểm"), ("ở cấp huyện", ""))

    assert after("words", "art_7__para_2", words=words)[3] == "2. Địa điểm tiếp công dân, số 15."


def test_words_are_not_found_inside_other_words_and_numbers() -> None:
    with pytest.raises(WordsNotFoundError):
        after("words", "art_7", words=(("5", "6"),))
    with pytest.raises(WordsNotFoundError):
        after("words", "art_7", words=(("quyề", "x"),))


def test_clauses_get_other_numbers_all_at_once_and_the_old_number_tells_the_new_one() -> None:
    words = (("art_7__para_2", "art_7__para_3"), ("art_7__para_3", "art_7__para_4"))

    assert after("renumber", "art_7", words=words)[3:] == [
        "2. (được đánh số lại thành khoản 3 Điều 7)",
        "3. Trụ sở tiếp công dân ở cấp huyện, số 15.",
        "4. Khác.",
    ]


def test_a_number_that_was_left_may_be_given_to_a_new_clause() -> None:
    moved, _ = carry_out(ARTICLE, Order("renumber", "art_7__para_3", (), (("art_7__para_3", "art_7__para_4"),)))

    filled, _ = carry_out(moved, Order("add", "art_7__para_3", (Node(Level.CLAUSE, "3", text="Mới."),)))

    assert flatten(filled).text.splitlines()[4:] == ["3. Mới.", "4. Khác."]


def test_an_article_that_moved_tells_where() -> None:
    moved, is_repealed = carry_out(ARTICLE, Order("renumber", "art_7", (), (("art_7", "art_8"),)))

    assert (moved.heading, moved.text, moved.children, is_repealed) == (
        "Quyền",
        "(được đánh số lại thành Điều 8)",
        (),
        False,
    )


def test_of_a_chapter_only_its_own_words_are_kept() -> None:
    [chapter] = identify([Node(Level.CHAPTER, "II", "TÊN CŨ", "Lời dẫn.")])
    new = Node(Level.CHAPTER, "II", "TÊN MỚI", children=(Node(Level.TEXT, text="Đoạn."), ARTICLE))

    changed, _ = carry_out(chapter, Order("replace", "chp_II", (new,)))

    assert (changed.heading, [child.text for child in changed.children]) == ("TÊN MỚI", ["Đoạn."])


@pytest.mark.parametrize(
    ("action", "eid", "content", "words", "error"),
    [
        ("repeal", "art_7__para_9", (), (), UnitNotFoundError),
        ("amend", "art_7__para_9__point_a", (Node(Level.POINT, "a", text="x"),), (), UnitNotFoundError),
        ("amend", "art_7__para_2", (), (), NothingToPutError),
        ("add", "art_7__para_2", (Node(Level.CLAUSE, "2", text="x"),), (), AlreadyThereError),
        ("words", "art_7__para_2", (), (("không có ở đây", "x"),), WordsNotFoundError),
        ("renumber", "art_7__para_2", (), (("art_7__para_2", "art_7__para_3"),), AlreadyThereError),
        ("renumber", "art_7__para_9", (), (("art_7__para_9", "art_7__para_10"),), UnitNotFoundError),
    ],
)
def test_what_cannot_be_done_is_refused(
    action: str,
    eid: str,
    content: tuple[Node, ...],
    words: tuple[tuple[str, str], ...],
    error: type[LookupError],
) -> None:
    with pytest.raises(error):
        carry_out(ARTICLE, Order(action, eid, content, words))
