"""Every format gives back what it was given; files of officials are read; bad files are told in words."""

import io
import json
import os
import random
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ..enums import Kind
from ..formats.files import FORMATS, read_rows
from ..formats.packages import open_package
from ..formats.rows import ItemFileError
from ..formats.values import (
    Content,
    Entry,
    Medium,
    choosing,
    counting,
    deciding,
    khmer_words,
    matching,
    ordering,
    write_number,
)
from ..linting import faults

SHARED = Path(os.environ.get("LUATGANDAN_SHARED_DATA") or Path(__file__).parents[6] / "shared" / "data")
QUIZ = SHARED / "files" / "quiz"
SIGNS = "luật đất đai thuế xe máy phạt 50.000 đồng khoản 2 Điều 9 “trừ” A. B) = ~ { } : # \\ < > & % -> ₫ ទី ២ [x]"
WORDS = SIGNS.split()
needs_data = pytest.mark.skipif(not QUIZ.is_dir(), reason="needs ../shared/data/files/quiz")


def said(dice: random.Random) -> str:
    """Some words with every sign that a format uses for itself; they begin with a word."""
    return " ".join(["luật", *dice.choices(WORDS, k=dice.randint(2, 9)), str(dice.randint(0, 10**6))])


def any_content(kind: Kind, dice: random.Random) -> Content:
    texts, why = [said(dice) for _ in range(dice.randint(3, 6))], dice.choice(["", said(dice)])
    if kind == Kind.TRUE_FALSE:
        return deciding(said(dice), dice.random() < 0.5, why)
    if kind == Kind.NUMBER:
        number = write_number(Decimal(dice.randint(-(10**8), 10**8)) / dice.choice([1, 10]))
        return counting(said(dice), number, dice.choice(["", "đồng"]), why)
    if kind == Kind.ORDER:
        return ordering(said(dice), texts, explanation=why)
    if kind == Kind.MATCH:
        pairs = [(text, said(dice)) for text in texts]
        return matching(said(dice), pairs, others=[said(dice)] * dice.randint(0, 1), explanation=why)
    right = 1 if kind == Kind.ONE else dice.randint(1, len(texts) - 1)
    return choosing(kind, said(dice), texts, dice.sample(range(len(texts)), right), explanation=why)


def any_khmer(content: Content, dice: random.Random) -> dict[str, Any]:
    options = ((one.text, one.side, f"ច្បាប់ {dice.randint(1, 99)}") for one in content.options)
    return khmer_words("តើអ្វី <b> & ~ ?", options, dice.choice(["", "ព្រោះច្បាប់"])) if dice.random() < 0.5 else {}


def any_entry(kind: Kind, dice: random.Random) -> Entry:
    content = any_content(kind, dice)
    return Entry(
        content=content, khmer=any_khmer(content, dice), code=f"gt-{dice.randint(1, 999):03}", field="giao-thong",
        difficulty=dice.randint(1, 3), audience=("citizen", "pupil"),
        cites=(("36/2024/QH15", "khoản 2 Điều 9"), ("168/2024/NĐ-CP", "Điều 7")),
    )  # fmt: skip


def plain(entry: Entry) -> Entry:
    """Options in one order: a format may keep its own."""
    content = entry.content
    options = tuple(sorted(content.options, key=lambda one: (one.side, one.id)))
    key = content.key if content.kind == Kind.ORDER else tuple(sorted(content.key))
    return replace(entry, content=replace(content, options=options, key=key))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", Kind)
def test_what_is_written_is_read_back(name: str, kind: Kind) -> None:
    dice = random.Random(f"{name} {kind}")
    entries = [any_entry(kind, dice) for _ in range(25)]
    format_ = FORMATS[name]
    rows = read_rows(format_.to_bytes(entries), f"cau-hoi{format_.suffix}")
    assert [row.problem for row in rows] == [""] * 25
    if name in ("gift", "docx"):
        entries = [replace(one, khmer={}) for one in entries]
    filed = entries if name != "docx" else [Entry(content=one.content) for one in entries]  # Word has no filing
    assert [plain(row.entry) for row in rows if row.entry] == [plain(one) for one in filed]


def test_a_word_of_a_formula_is_no_formula() -> None:
    content = choosing(Kind.ONE, "=HYPERLINK(1)", ["a", "b"], [0])
    data = FORMATS["xlsx"].to_bytes([Entry(content=content)])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert [row.entry.content.stem for row in read_rows(data, "a.xlsx") if row.entry] == ["=HYPERLINK(1)"]


@needs_data
def test_questions_in_one_word_file_and_the_key_in_another() -> None:
    questions, key = QUIZ / "01 Tổng hợp câu hỏi trắc nghiệm ANM.docx", QUIZ / "02 Đáp án.docx"
    rows = read_rows(questions.read_bytes(), questions.name, (key.read_bytes(), key.name))
    entries = [row.entry for row in rows if row.entry]
    assert len(rows) == 97
    faulty = [row.number for row in rows if not row.entry or faults(row.entry.content)]
    assert faulty == [68]  # its options have no letters: told, not taken
    assert entries[18].content.stem == "Không gian mạng là gì?"  # “Câu 19” without a colon
    assert entries[0].content.stem == "Luật An ninh mạng có hiệu lực kể từ ngày tháng năm nào?"
    assert entries[0].content.key_words == ("01/01/2019",)
    assert entries[2].content.key_words == ("Cả 3 đáp án trên.",)


@needs_data
@pytest.mark.parametrize(("name", "count"), [("390-cau-hoi-luat-dau-thau.xlsx", 390), ("50-cau-bo-sung.xlsx", 50)])
def test_spreadsheets_of_officials(name: str, count: int) -> None:
    rows = read_rows((QUIZ / name).read_bytes(), name)
    assert len(rows) == count
    good = [row.entry for row in rows if row.entry and not faults(row.entry.content)]
    assert len(good) >= 0.95 * count
    assert all(one.content.kind in (Kind.ONE, Kind.SEVERAL) for one in good)


@needs_data
def test_lines_of_a_data_set() -> None:
    data = (SHARED / "quiz" / "questions.jsonl").read_bytes()
    rows = read_rows(data, "questions.jsonl")
    pictures = sum(bool(json.loads(line)["image"]) for line in data.decode().splitlines() if "image" in line)
    assert len(rows) == 1086
    assert sum("cần hình" in row.problem for row in rows) == pictures > 300


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><quiz><question type="truefalse">&c;</question></quiz>'
FETCH = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><quiz><question>&b;</question></quiz>'


def packed(**files: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("_", "."), content)
    return output.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.exe", b"MZ", "Chỉ nhập được"),
        ("a.xml", BOMB, "DTD"),
        ("a.xml", FETCH, "DTD"),
        ("a.xml", b"<quiz><question>", "bị hỏng"),
        ("a.xml", b"<html></html>", "không phải của Moodle"),
        ("a.zip", packed(a_xml=FETCH), "DTD"),
        ("a.zip", packed(a_xml=b" " * 40_000_000), "quá lớn"),
        ("a.zip", b"PK\x03\x04 nothing", "bị hỏng"),
        ("a.zip", packed(a_xml=FETCH)[:40] + b"\xff" * 20 + packed(a_xml=FETCH)[60:], "bị hỏng"),
        ("a.zip", packed(é_xml=b"x").replace("é".encode(), b"\xff\xff"), "Gói bị hỏng"),
        ("a.zip", packed(é_xml=b"x").replace("é".encode(), b"\xff\xff", 1), "trong gói bị hỏng"),
        ("a.xlsx", b"PK\x03\x04 nothing", "hỏng"),
        ("a.xlsx", packed(a_txt=b"x"), ""),
        ("a.docx", b"not a package", ""),
        ("a.gift", b"\xff\xfe\x00", "UTF-8"),
        ("a.gift", b"", "Không thấy câu hỏi"),
        ("a.json", b"\xff", "UTF-8"),
    ],
)
def test_bad_files_are_told_in_words(name: str, content: bytes, told: str) -> None:
    with pytest.raises(ItemFileError) as refused:
        read_rows(content, name)
    assert told in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps({"format": "luatgandan-questions", "items": [{}, 5, {"content": {"kind": "essay"}}]})),
        ("a.jsonl", '{"question": "?"}\n[]\nnull\n{"question": 1, "options": 5, "answer_index": "x"}'),
        ("b.jsonl", '{"question": "?", "options": ["a", "b"], "answer_index": 1e400}'),
        ("a.gift", "Một câu không có ngoặc\n\nCâu {#}\n\nCâu {=}"),
        ("a.xml", '<quiz><question type="essay"/><question type="numerical"/></quiz>'),
    ],
)
def test_a_bad_row_is_told_and_never_taken(name: str, content: str) -> None:
    rows = read_rows(content.encode(), name)
    assert rows
    assert [row for row in rows if row.entry and not faults(row.entry.content)] == []
    assert all(row.problem or row.entry for row in rows)


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ud800"], ids=["NUL", "VT", "US", "half a pair"])
@pytest.mark.parametrize("place", ["alt", "stem", "khmer", "code", "cites"])
def test_what_no_database_takes_is_told_with_its_row(letter: str, place: str) -> None:
    good = choosing(Kind.ONE, "Ai đi đò?", ["Người lớn", "Cá"], [0])
    at = dict.fromkeys(("alt", "stem", "khmer", "code", "cites"), "") | {place: "HERE"}
    media = (Medium(kind="picture", sha256="a" * 64, suffix="webp", size=1, alt=f"Bến{at['alt']}"),)
    bad = Entry(
        content=replace(good, media=media, stem=f"Ai?{at['stem']}"), code=f"c{at['code']}",
        khmer={"stem": "x", "explanation": at["khmer"], "options": {}}, cites=(("1/2020", at["cites"]),),
    )  # fmt: skip
    written = FORMATS["json"].to_bytes([bad, Entry(content=good)])
    told = [row.problem for row in read_rows(written.replace(b"HERE", json.dumps(letter)[1:-1].encode()), "a.json")]
    assert "ký tự điều khiển" in told[0]
    assert told[1] == ""


ANSWERED = '<responseDeclaration identifier="R"><correctResponse>{}</correctResponse></responseDeclaration>'
MATCHED = (
    '<matchInteraction><simpleMatchSet><simpleAssociableChoice identifier="a">Một</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="b">Hai</simpleAssociableChoice></simpleMatchSet>{}</matchInteraction>'
)


def matched(value: str, more: str) -> str:
    """A matching of QTI whose second set is `more`."""
    answer = ANSWERED.format(f"<value>{value}</value>")
    return f"<assessmentItem>{answer}<itemBody>{MATCHED.format(more)}</itemBody></assessmentItem>"


def our_own(**changed: Any) -> str:
    """A document of ours whose question has other values."""
    document = json.loads(FORMATS["json"].to_bytes([any_entry(Kind.ONE, random.Random("a"))]))
    document["items"][0] |= changed
    return json.dumps(document)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", matched("a b", "")),
        ("a.xml", matched("a b c", "<simpleMatchSet/>")),
        ("a.xml", '<quiz><question type="multichoice"><answer fraction="x"/></question></quiz>'),
        ("a.gift", "Câu {~%1.2.3%Một ~Hai}"),
        ("a.json", our_own(difficulty="x")),
        ("a.json", our_own(cites=[["a", "b", "c"]])),
    ],
)
def test_what_python_says_is_never_shown(name: str, content: str) -> None:
    (row,) = read_rows(content.encode(), name)
    assert (row.problem, row.entry) == ("Thiếu phần bắt buộc hoặc sai cấu trúc.", None)


def test_only_what_a_package_says_is_called_broken() -> None:
    with pytest.raises(RuntimeError, match="ours"), open_package(packed(a_xml=b"x")):
        raise RuntimeError("ours")


def test_a_choice_of_true_and_false_may_be_labelled_in_khmer() -> None:
    labelled = "".join(
        f'<simpleChoice identifier="{one}">{one} <span xml:lang="km">ខ្មែរ</span></simpleChoice>'
        for one in ("dung", "sai")
    )
    body = f'<choiceInteraction><prompt>Cá bơi <span xml:lang="km">ត្រី</span></prompt>{labelled}</choiceInteraction>'
    answer = ANSWERED.format("<value>dung</value>")
    (row,) = read_rows(f"<assessmentItem>{answer}<itemBody>{body}</itemBody></assessmentItem>".encode(), "a.xml")
    assert row.entry is not None
    assert row.entry.khmer == {"stem": "ត្រី", "explanation": "", "options": {}}


def test_a_package_of_others_gives_its_questions_and_tells_the_rest() -> None:
    content = FORMATS["qti"].to_bytes([any_entry(Kind.ONE, random.Random("a"))])
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(output, "w") as new:
        for name in old.namelist():
            new.writestr(f"de-thi/{name}", old.read(name))
        new.writestr("de-thi/test.xml", b"<assessmentTest/>")
        new.writestr("de-thi/z.xml", b"<lom/>")
    first, second = read_rows(output.getvalue(), "a.zip")
    assert first.entry is not None
    assert (second.entry, "không phải câu hỏi QTI" in second.problem) == (None, True)


def test_everyday_gift_and_moodle_of_others() -> None:
    gift = "// câu của người khác\n::Q1:: Ai đi đò? {=Người lớn#đúng rồi ~Cá ~Chim####Vì cá bơi.}"
    gift += "\n\nCá bơi.{T}\n\nBao nhiêu? {#5}"
    first, second, third = (row.entry.content for row in read_rows(gift.encode(), "a.gift") if row.entry)
    assert (first.stem, first.key_words, first.explanation) == ("Ai đi đò?", ("Người lớn",), "Vì cá bơi.")
    assert second.key == ("dung",)
    assert third.key == ("5",)
    moodle = (
        '<?xml version="1.0"?><quiz><question type="category"/><question type="multichoice"><name><text>1</text></name>'
        '<questiontext format="html"><text><![CDATA[<p>Ai <b>đi đò</b>?</p>]]></text></questiontext>'
        "<single>true</single>"
        '<answer fraction="100"><text>&lt;p&gt;Người lớn&lt;/p&gt;</text></answer>'
        '<answer fraction="0"><text>Cá</text></answer></question></quiz>'
    )
    (only,) = (row.entry.content for row in read_rows(moodle.encode(), "a.xml") if row.entry)
    assert (only.stem, only.key_words) == ("Ai đi đò?", ("Người lớn",))
