"""Files of corpora and questions, right and wrong."""

import json
import lzma
from pathlib import Path

import pytest

from luatgandan.foundation.search.evaluation.corpus import (
    ArticleRow,
    BadRowError,
    DocumentRow,
    Question,
    article_key,
    read_corpus,
    read_questions,
)


def _write(path: Path, *rows: object) -> Path:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_bytes(lzma.compress(text.encode()) if path.suffix == ".xz" else text.encode())
    return path


def test_documents_may_be_packed(tmp_path):
    path = _write(tmp_path / "c.jsonl.xz", {"id": 7, "text": "Điều 1. Đất", "title": "Luật"}, "")

    assert list(read_corpus(path)) == [DocumentRow(id="7", text="Điều 1. Đất", title="Luật")]


def test_articles_have_two_keys(tmp_path):
    corpus = _write(tmp_path / "c.jsonl", {"law_id": "Luật A", "article_id": "1", "title": "T", "text": "X"})
    questions = _write(tmp_path / "q.jsonl", {"id": 1, "question": "Gì?", "relevant": [["Luật A", "1"]]})

    assert list(read_corpus(corpus)) == [ArticleRow(article_key("Luật A", "1"), "Luật A", "1", "T", "X")]
    assert read_questions(questions) == [Question("Gì?", frozenset({article_key("Luật A", "1")}))]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["{oops"], "c.jsonl, dòng 1: không phải là JSON"),
        ([{"id": "1", "text": "a"}, {"text": "b"}], "c.jsonl, dòng 2: thiếu trường “id”"),
        ([{"id": "1"}], "c.jsonl, dòng 1: thiếu trường “text”"),
        ([{"id": "1", "text": "a"}, {"id": "1", "text": "b"}], "c.jsonl, dòng 2: mã 1 đã có"),
        ([{"id": "1", "text": "a"}, {"law_id": "L", "article_id": "1", "text": "b"}], "c.jsonl, dòng 2: lẫn hai kiểu"),
        (["[1]"], "c.jsonl, dòng 1: mỗi dòng phải là một đối tượng"),
        ([], "c.jsonl: tệp không có dòng nào"),
    ],
)
def test_bad_rows_are_named(tmp_path, rows, told):
    with pytest.raises(BadRowError, match=r"c[.]jsonl") as caught:
        list(read_corpus(_write(tmp_path / "c.jsonl", *rows)))

    assert str(caught.value).startswith(told)


def test_a_question_without_answers_is_named(tmp_path):
    path = _write(tmp_path / "q.jsonl", {"id": 1, "question": "Gì?", "relevant": []})

    with pytest.raises(BadRowError, match=r"q\.jsonl, dòng 1: trường “relevant”"):
        read_questions(path)


def test_a_damaged_archive_is_named(tmp_path):
    path = tmp_path / "c.jsonl.xz"
    path.write_bytes(b"nothing packed")

    with pytest.raises(BadRowError, match=r"c\.jsonl\.xz: không đọc được tệp"):
        list(read_corpus(path))
