"""Files of questions in their three forms."""

import json
from pathlib import Path
from typing import Any

import pytest

from ..queries.question_sets import BadQuestionError, Expected, read_questions

DECREE = {"query": "Vượt đèn đỏ?", "expected_answerable": True,
          "expected_provisions": [{"document_number": "1/2026/NĐ-CP", "article": "7", "clause": None}]}  # fmt: skip


def read(tmp_path: Path, *rows: dict[str, Any]) -> list[Expected]:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return read_questions(path)


def test_our_own_rows(tmp_path: Path) -> None:
    rows = read(tmp_path, {"question": "a", "articles": [["1/2026/NĐ-CP", 7, None]]}, {"question": "b", "status": "X"})
    assert rows == [
        Expected(question="a", articles=frozenset([("1/2026/NĐ-CP", "7", "")])),
        Expected(question="b", status="X"),
    ]


def test_what_an_expert_cites_is_expected(tmp_path: Path) -> None:
    rows = read(tmp_path, {"question": "a", "answer": "Theo khoản 2 Điều 7 Nghị định 1/2026/NĐ-CP thì phải đội mũ."})
    assert rows == [Expected(question="a", articles=frozenset([("1/2026/NĐ-CP", "7", "2")]))]


def test_rows_made_from_a_decree(tmp_path: Path) -> None:
    rows = read(tmp_path, DECREE, {**DECREE, "expected_answerable": False})
    assert rows == [
        Expected(question="Vượt đèn đỏ?", articles=frozenset([("1/2026/NĐ-CP", "7", "")])),
        Expected(question="Vượt đèn đỏ?", status="NO_MATCH"),
    ]


def test_a_bad_row_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadQuestionError, match="Dòng 2"):
        read(tmp_path, {"question": "a"}, {"articles": []})
