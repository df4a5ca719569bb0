"""Existing questions and answers out of files: read, planned without writing, kept once as ready-made answers."""

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from luatgandan.foundation.audit.models import Entry

from ..importing import ImportFileError, Pair, RowState, plan_rows, read_pairs
from ..models import AnswerTemplate
from .conftest import Units

SHARED_DATA = Path(os.environ.get("LUATGANDAN_SHARED_DATA") or Path(__file__).parents[6] / "shared" / "data")
SAMPLE = SHARED_DATA / "qa" / "marriage_family.jsonl"
ANSWER = "Nộp hồ sơ tại Ủy ban nhân dân xã nơi có đất. Thời hạn 10 ngày làm việc."
TEXT = """TỔNG HỢP HỎI ĐÁP
Câu 1: Thủ tục cấp sổ đỏ lần đầu
ra sao?
Trả lời: Nộp hồ sơ tại Ủy ban nhân dân xã.
Thời hạn 20 ngày làm việc.
Câu 2. Ly hôn đơn phương nộp ở đâu?
Trả lời
Nộp tại Tòa án nhân dân khu vực.
"""


def sheet(rows: list[list[Any]]) -> bytes:
    book, output = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(output)
    return output.getvalue()


def test_a_sheet_is_read_below_its_header() -> None:
    content = sheet(
        [["Hỏi đáp quý III"], ["STT", "Nội dung câu hỏi", "Trả lời"], [1, "Hỏi A?", "Đáp A"], [], [2, "Hỏi B?", None]]
    )
    assert read_pairs(content, "hoi-dap.xlsx") == [Pair(3, "Hỏi A?", "Đáp A"), Pair(5, "Hỏi B?", "")]


def test_a_text_is_cut_at_questions_and_answers() -> None:
    first, second = read_pairs(TEXT.encode(), "hoi-dap.txt")
    assert first.question == "Thủ tục cấp sổ đỏ lần đầu ra sao?"
    assert first.answer == "Nộp hồ sơ tại Ủy ban nhân dân xã. Thời hạn 20 ngày làm việc."
    assert (second.number, second.answer) == (2, "Nộp tại Tòa án nhân dân khu vực.")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.4", "Chỉ nhập được"),
        ("a.xlsx", b"MZ\x90", "chương trình đã đổi tên"),
        ("a.xlsx", b"PK\x03\x04 cut", "hỏng"),
        ("a.jsonl", b'{"question": "x"', "không đọc được"),
        ("a.jsonl", b"[1]", "không đọc được"),
        ("a.txt", "Không có gì.".encode(), "Không thấy câu hỏi nào"),
        ("a.xlsx", sheet([["Tên", "Tuổi"], ["An", 3]]), "Không thấy câu hỏi nào"),
        ("a.txt", b"", "Tệp rỗng"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, content: bytes, said: str) -> None:
    with pytest.raises(ImportFileError, match=said):
        read_pairs(content, name)


def test_rows_are_new_known_or_refused_and_people_are_hidden() -> None:
    pairs = [
        Pair(1, "Thủ tục cấp sổ đỏ lần đầu?", ANSWER),
        Pair(2, "thủ tục cấp SỔ ĐỎ lần đầu?", ANSWER),
        Pair(3, "Ông Trần Văn Tám (0912345678) lấn đất của tôi, tôi phải làm gì?", ANSWER),
        Pair(4, "", ANSWER),
        Pair(5, "Đăng ký kết hôn ở đâu?", "Có."),
        Pair(6, "Mất bằng lái xe thì sao?", ANSWER),
    ]
    plan = plan_rows(pairs, known=["Mất bằng lái xe thì sao?"])
    states = [row.state for row in plan.rows]
    new, known, refused = RowState.NEW, RowState.KNOWN, RowState.REFUSED
    assert states == [new, known, new, refused, refused, known]
    assert (plan.rows[2].hidden, "Tám" in plan.rows[2].title, "0912" in plan.rows[2].title) == (2, False, False)
    assert [row.remark for row in plan.rows[3:5]] == ["Thiếu câu hỏi.", "Thiếu câu trả lời."]


def test_nothing_of_long_words_is_lost() -> None:
    question = "Tôi có thửa đất vườn " + "rất rộng " * 40 + "thì tách được không?"
    answer = "Câu này dài. " * 200
    (row,) = plan_rows([Pair(1, question, answer)], known=[]).rows
    assert len(row.title) <= 160
    assert len(row.short) <= 1500
    assert row.short.endswith(".")
    assert question in row.explanation
    assert row.short.count("Câu này dài.") + row.explanation.count("Câu này dài.") == 200


def test_the_command_tries_first_and_writes_once(units: Units, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "hoi-dap.jsonl"
    rows = [{"Câu hỏi": "Thủ tục cấp sổ đỏ lần đầu?", "Trả lời": ANSWER}, {"question": "?", "answer": ANSWER}]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    arguments = ["import_answers", str(file), "--organisation", "ward-a", "--field", "dat-dai-nha-o"]

    call_command(*arguments)
    assert "thêm 1, đã có 0, không nhập 1." in capsys.readouterr().out
    assert not AnswerTemplate.objects.exists()
    for _time in range(2):
        call_command(*arguments, "--write")
    kept = AnswerTemplate.objects.get()
    assert (kept.organisation, kept.field, kept.short) == (units["ward-a"], "dat-dai-nha-o", ANSWER)
    written = Entry.objects.filter(action="qa.import_answers").order_by("pk")
    assert [entry.detail for entry in written] == [{"count": 1}, {"count": 0}]


@pytest.mark.usefixtures("units")
def test_the_command_refuses_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không có đơn vị"):
        call_command("import_answers", str(tmp_path / "a.txt"), "--organisation", "nowhere")
    with pytest.raises(CommandError, match="Không mở được"):
        call_command("import_answers", str(tmp_path / "a.txt"), "--organisation", "ward-a")


@pytest.mark.data
def test_a_real_collection_comes_in_whole() -> None:
    if not SAMPLE.exists():
        pytest.skip("needs ../shared/data")
    pairs = read_pairs(SAMPLE.read_bytes(), SAMPLE.name)
    plan = plan_rows(pairs, known=[])
    assert len(pairs) == 56
    assert plan.counts[RowState.NEW] == 56
    assert all(row.short for row in plan.new)


def test_a_word_file_is_read_as_its_lines() -> None:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.splitlines())
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        package.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{paragraphs}</w:body></w:document>",
        )
    assert [pair.number for pair in read_pairs(output.getvalue(), "hoi-dap.docx")] == [1, 2]
