"""Clauses, points and items inside one article."""

import pytest

from luatgandan.lib.legaltext.address import Address
from luatgandan.lib.legaltext.structure import parse_article_body, parse_article_page
from luatgandan.lib.legaltext.tree import Level, Node


def outline(node: Node) -> str:
    """The tree below `node` on one line: "1(a b(- -)) 2"."""
    marks = {Level.TEXT: "¶", Level.TABLE: "#", Level.QUOTED: "“"}
    parts = []
    for child in node.children:
        inside = outline(child)
        parts.append(marks.get(child.level, child.number) + (f"({inside})" if inside else ""))
    return " ".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Một.\n2. Hai:\na) A;\nb) B.\n3. Ba.", "1 2(a b) 3"),
        ("a) A;\nb) B;\nc) C;\nd) D;\nđ) Đ;\ne) E;\ng) G.", "a b c d đ e g"),
        ("1. Một.\n1a. Một a.\n2. Hai:\na) A;\na1) A1;\nb) B.", "1 1a 2(a a1 b)"),
        ("1. Một:\na) A:\n- thứ nhất;\n- thứ hai;\nb) B.", "1(a(- -) b)"),
        ("1. Một:\na) A:\n- x:\n+ y;\n+ z;\n- t.\n2. Hai.", "1(a(-(+ +) -)) 2"),
        ("1. Một:\na) A:\na.1) A một;\na.2) A hai;\nb) B.", "1(a(a.1 a.2) b)"),
        ("1. Một:\na) A:\na1) A một;\na2) A hai;\nb) B.", "1(a(a1 a2) b)"),
        ("1. Một:\n1.1. Một một.\n1.2. Một hai:\na) A;\nb) B.\n2. Hai.", "1(1.1 1.2(a b)) 2"),
        ("5.1. Năm một.\n5.2. Năm hai.", "5.1 5.2"),
        ("1.2 Khoản có chú thích số hai.\n2. Hai.\n3.15 Ba, chú thích mười lăm.", "1 2 3"),
        ("1. Một.\n1.2 Bước của khoản một.\n3.5 Số không theo thứ tự.", "1(1.2 ¶)"),
        ("1. Một:\na) A:\n(i) i;\n(ii) ii;\nb) B.", "1(a(i ii) b)"),
        ("1. Một:\na) A;\nb) B.\nThì bị phạt.\n2. Hai.", "1(a b ¶) 2"),
        ("1. Một:\na) A.\nthêm vào a;\nb) B.\n2. Hai.", "1(a b) 2"),
        ("1/ Một.\n2/ Hai:\na/ A;\nb/ B.", "1 2(a b)"),
        ("1- Một.\n2- Hai.", "1 2"),
        ("a) A;\nb) B;\nc) C;\nd) D;\nđ) Đ;\ne) E;\ng) G;\nh) H;\ni) I;\nk) K.", "a b c d đ e g h i k"),
        ("Mức phạt:\n5. Không phải khoản.\n30.000.000 đồng.\n1.500 đồng.", ""),
        ("1. Một: mức\n2.000.000 đồng;\n2. Hai.", "1 2"),
        ("1. Một.\n3. Ba.", "1 3"),
        ("1. Một:\n1) x;\n2) y.\n2. Hai.", "1(1 2) 2"),
    ],
)
def test_outline(text: str, expected: str) -> None:
    assert outline(parse_article_body(text, Address("5"))) == expected


def test_eids_and_words() -> None:
    article = parse_article_body(
        "Mở đầu:\n1. Một.\nHai đoạn.\n2. Hai:\na) A;\nb) B;\nc) C;\nd) D;\nđ) Đ.", Address("12a")
    )
    eids = [unit.eid.removeprefix("art_12a") for unit in article.walk()]
    assert eids == ["", "__para_1", "__para_2", *(f"__para_2__point_{letter}" for letter in ("a", "b", "c", "d", "dd"))]
    assert article.text == "Mở đầu:"
    assert article.children[0].text == "Một.\nHai đoạn."


def test_a_number_that_comes_twice_keeps_its_own_address() -> None:
    article = parse_article_body("1. Một.\n2. Hai.\n2. Hai nữa.\n3. Ba.", Address("1"))
    assert [unit.eid for unit in article.children] == [
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_2_2",
        "art_1__para_3",
    ]


def test_new_text_between_quotation_marks_is_one_block() -> None:
    text = (
        "1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:\n“2. Người dân có quyền:\na) Hỏi;\nb) Được trả lời.”.\n"
        "2. Bổ sung Điều 5a vào sau Điều 5 như sau:\n"
        "“Điều 5a. Trả lời\n1. Trong 5 ngày.\n2. Bằng văn bản.”\n3. Bãi bỏ Điều 7."
    )
    article = parse_article_body(text, Address("1"))
    assert outline(article) == "1(“(2(a b))) 2(“(5a(1 2))) 3"
    quoted = article.children[1].children[0]
    assert quoted.children[0].heading == "Trả lời"
    assert not any(unit.eid for unit in quoted.walk())


def test_a_block_without_its_closing_mark_ends_where_the_amending_law_speaks_again() -> None:
    text = "1. Sửa đổi khoản 2 Điều 5 như sau:\n“2. Mới.\n3. Cũng mới.\n2. Bãi bỏ khoản 4 Điều 6."
    article = parse_article_body(text, Address("1"))
    assert outline(article) == "1(“(2 3)) 2"
    assert article.children[0].children[0].confidence < 1


def test_new_text_without_quotation_marks() -> None:
    text = (
        "1. Điều 5 được sửa đổi như sau:\nĐiều 5. Trả lời\n1. Trong 5 ngày.\n2. Bằng văn bản.\n"
        "2. Khoản 1 Điều 6 được sửa đổi như sau:\n1. Mới."
    )
    assert outline(parse_article_body(text, Address("1"))) == "1(“(5(1 2))) 2(“(1))"


def test_tables_of_the_codification() -> None:
    text = (
        "1. Mức chi:\nSố TT\n|\nViệc\n|\n1\n|\nĐọc\n|\n2\n|\nViết\nhai dòng\n|\n"
        "2. Công thức tính:\nA\n|\n=\n|\nB\n|\n3. Hết."
    )
    first, second, third = parse_article_body(text, Address("1")).children
    assert first.children[0].rows == (("Số TT", "Việc"), ("1", "Đọc"), ("2", "Viết\nhai dòng"))
    assert second.children[0].rows == (("A", "=", "B"),)
    assert third.text == "Hết."


@pytest.mark.parametrize("text", ["1. Một.\nNơi nhận: bộ phận một cửa.\n2. Hai.", "1. Một.\nPhụ lục I\nBảng.",
                                  "1. Một.\nPhụ lục 7\nMẫu đơn\nNơi nhận:\n- Như trên.\nPhụ lục 8\nBảng."])  # fmt: skip
def test_without_recipients_and_an_annex_below_them_the_page_is_all_article(text: str) -> None:
    assert parse_article_page(text, "5", "Tên") == (parse_article_body(text, "5", "Tên"), ())
