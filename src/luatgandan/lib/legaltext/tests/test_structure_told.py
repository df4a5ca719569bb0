"""What a person says of a line (`Line.mark`) is obeyed, and the rest is read as before."""

from dataclasses import replace

import pytest

from luatgandan.lib.legaltext.lines import Line, LineMark
from luatgandan.lib.legaltext.structure import parse
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

HEAD = "CHÍNH PHỦ\nSố: 1/2026/NĐ-CP\nHà Nội, ngày 02 tháng 01 năm 2026\nNGHỊ ĐỊNH\nVề việc ghi sổ"
SIGNED = "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nNguyễn Văn Mẫu"
NAMES = {Level.CHAPTER: "C", Level.ARTICLE: "Đ", Level.ANNEX: "PL", Level.QUOTED: "“”", Level.TEXT: "¶"}


def read(text: str, **told: LineMark) -> Parsed:
    """Parse; `told` marks the lines that begin with its names (spaces as _)."""
    lines = [Line(line) for line in text.split("\n")]
    marked = [
        replace(line, mark=next((mark for start, mark in told.items() if line.text.startswith(start)), LineMark.NONE))
        for line in lines
    ]
    return parse(marked)


def outline(*nodes: Node) -> str:
    parts = []
    for node in nodes:
        inside = outline(*node.children)
        parts.append(NAMES.get(node.level, "") + node.number + (f"({inside})" if inside else ""))
    return " ".join(parts)


BODY = """Điều 1. Phạm vi
1. Một:
a) A;
b) B.
2. Hai.
Điều 2. Hiệu lực
Có hiệu lực ngay."""


def whole(body: str = BODY) -> str:
    return f"{HEAD}\n{body}\n{SIGNED}"


def test_without_marks_nothing_changes() -> None:
    assert outline(*read(whole()).body) == "Đ1(1(a b) 2) Đ2"


@pytest.mark.parametrize(
    ("body", "told", "before", "after"),
    [
        # a clause out of its row is believed; a line that looks like one is plain text
        (BODY.replace("2. Hai", "9. Chín"), {"9. ": LineMark.CLAUSE}, "Đ1(1(a b ¶)) Đ2", "Đ1(1(a b) 9) Đ2"),
        (BODY, {"2. Hai": LineMark.TEXT}, "Đ1(1(a b) 2) Đ2", "Đ1(1(a b ¶)) Đ2"),
        (BODY.replace("b) B", "q) Q"), {"q) ": LineMark.POINT}, "Đ1(1(a) 2) Đ2", "Đ1(1(a q) 2) Đ2"),
        # an article whose number does not fit, one that is a citation broken over lines
        (BODY + "\nĐiều 1. Lạc\nX.", {"Điều 1. L": LineMark.ARTICLE}, "Đ1(1(a b) 2) Đ2", "Đ1(1(a b) 2) Đ2 Đ1"),
        (BODY, {"Điều 2": LineMark.TEXT}, "Đ1(1(a b) 2) Đ2", "Đ1(1(a b) 2)"),
        # a chapter that reads like a citation
        ("Chương I của Luật\n" + BODY, {"Chương": LineMark.DIVISION}, "Đ1(1(a b) 2) Đ2", "CI(Đ1(1(a b) 2) Đ2)"),
    ],
)
def test_boundaries_are_moved(body: str, told: dict[str, LineMark], before: str, after: str) -> None:
    was, now = read(whole(body)), read(whole(body), **told)
    assert outline(*was.body).replace(" ¶", "").replace("¶", "") == before.replace(" ¶", "")
    assert outline(*now.body).replace(" ¶", "").replace("¶", "") == after.replace(" ¶", "")
    assert [one.name for one in now.signatures] == ["Nguyễn Văn Mẫu"]


def test_plain_text_keeps_its_words() -> None:
    article = read(whole(), **{"2. Hai": LineMark.TEXT}).articles[0]
    words = "\n".join(unit.text for unit in article.walk())
    assert "2. Hai." in words
    assert [unit.number for unit in article.walk() if unit.level is Level.CLAUSE] == ["1"]


QUOTING = """Điều 1. Sửa đổi
1. Sửa đổi khoản 2 Điều 5 như sau:
“2. Lời mới.
3. Lời cũ bị nuốt
2. Bãi bỏ khoản 4 Điều 6.
Điều 2. Hiệu lực
Ngay."""


def test_line_of_the_document_itself_ends_a_quotation_that_swallowed_it() -> None:
    now = read(whole(QUOTING), **{"2. Bãi": LineMark.CLAUSE})
    assert [unit.number for unit in now.articles[0].children if unit.level is Level.CLAUSE] == ["1", "2"]
    assert [unit.number for unit in now.articles] == ["1", "2"]


def test_lines_are_put_into_quoted_text() -> None:
    body = (
        "Điều 1. Sửa đổi\n1. Sửa đổi Điều 5:\nĐiều 5. Tên mới\n1. Lời mới.\n2. Bãi bỏ Điều 6.\nĐiều 2. Hiệu lực\nNgay."
    )
    told = {"Điều 5": LineMark.QUOTED, "1. Lời": LineMark.QUOTED}
    now = read(whole(body), **told)
    first = now.articles[0]
    assert [unit.number for unit in now.articles] == ["1", "2"]
    assert [unit.number for unit in first.children if unit.level is Level.CLAUSE] == ["1", "2"]
    (quoted,) = [child for child in first.children[0].children if child.level is Level.QUOTED]
    assert (quoted.children[0].level, quoted.children[0].number) == (Level.ARTICLE, "5")


def test_annex_begins_where_a_person_says_and_signatures_do_not_hide_the_body() -> None:
    text = f"{whole()}\nMẫu đơn đề nghị ghi sổ\nHọ và tên: …"
    now = read(text, **{"Mẫu đơn": LineMark.ANNEX})
    assert [(node.level, node.heading) for node in now.annexes] == [(Level.ANNEX, "Mẫu đơn đề nghị ghi sổ")]
    hidden = whole("Điều 1. Một\nNơi nhận: ghi tại đây.\nĐiều 7. Bảy\nLời.")
    assert [unit.number for unit in read(hidden).articles] == ["1"]
    assert [unit.number for unit in read(hidden, **{"Điều 7": LineMark.ARTICLE}).articles] == ["1", "7"]


@pytest.mark.parametrize("mark", [mark for mark in LineMark if mark is not LineMark.NONE])
def test_marks_that_do_not_fit_their_line_lose_no_words(mark: LineMark) -> None:
    parsed = parse([Line(line, mark=mark) for line in whole().split("\n")])

    kept = repr(parsed)
    assert [words for words in ("Phạm vi", "Một:", "A;", "B.", "Hai.", "Có hiệu lực ngay.") if words not in kept] == []
