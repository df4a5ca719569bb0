"""Pairs of question and answer out of a spreadsheet, a Word file, plain text, or lines of JSON."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from luatgandan.foundation.organisations.spreadsheet.reading import BROKEN
from luatgandan.lib.files import UnreadableFileError, read_file
from luatgandan.lib.uploads import check_upload
from luatgandan.lib.vietnamese import clean, fold

MOST_ROWS = 5_000
HEADER_ROWS, MOST_COLUMNS = 20, 40
_QUESTION_NAMES = frozenset({"cau hoi", "noi dung cau hoi", "noi dung hoi", "hoi", "question"})
_ANSWER_NAMES = frozenset({"tra loi", "cau tra loi", "noi dung tra loi", "giai dap", "dap", "answer"})
_QUESTION = re.compile(r"^\s*(?:câu(?: hỏi)?(?: số)?\s*\d+|hỏi|câu hỏi)\s*[:.)–-]\s*", re.I)
_ANSWER = re.compile(r"^\s*(?:trả lời|đáp|giải đáp)\s*[:.)–-]?\s*(?=$|[^\W\d_])", re.I)


class ImportFileError(ValueError):
    """Why nothing can be read from a file, in words for the person."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One question with its answer; `number` is the row of the sheet, the line of the file, or the place in it."""

    number: int
    question: str
    answer: str


def read_pairs(content: bytes, name: str) -> list[Pair]:
    """All pairs of a file. Raises ImportFileError when it is none of ours or holds no pair."""
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise ImportFileError(_("Chỉ nhập được tệp .xlsx, .docx, .txt hoặc .jsonl."))
    try:
        check_upload(ContentFile(content, name=name), kinds=("document", "law"), limit="document")
    except ValidationError as refusal:
        raise ImportFileError(refusal.messages[0]) from refusal
    pairs = list(islice(reader(content, name), MOST_ROWS + 1))
    if not pairs:
        raise ImportFileError(
            _("Không thấy câu hỏi nào. Bảng tính cần cột “Câu hỏi” và “Trả lời”; Word cần dòng “Câu 1:” và “Trả lời:”.")
        )
    if len(pairs) > MOST_ROWS:
        raise ImportFileError(_("Tệp có hơn %d câu. Hãy chia thành nhiều tệp.") % MOST_ROWS)
    return pairs


def _from_json(content: bytes, name: str) -> Iterator[Pair]:
    try:
        lines = content.decode("utf-8-sig").splitlines()
        for number, line in enumerate(lines, 1):
            if line.strip():
                values = {fold(str(key)).replace("_", " "): value for key, value in json.loads(line).items()}
                yield Pair(number, _first(values, _QUESTION_NAMES), _first(values, _ANSWER_NAMES))
    except (UnicodeDecodeError, json.JSONDecodeError, AttributeError) as error:
        raise ImportFileError(_("Tệp .jsonl có dòng không đọc được. Mỗi dòng là một câu, mã hóa UTF-8.")) from error


def _first(values: dict[str, Any], names: Iterable[str]) -> str:
    return next((str(values[name] or "") for name in sorted(names) if name in values), "")


def _from_sheet(content: bytes, name: str) -> Iterator[Pair]:
    """The first sheet with a column of questions and one of answers."""
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1)
            columns = next(filter(None, (_columns(row) for _number, row in islice(rows, HEADER_ROWS))), None)
            if columns:
                yield from _below(rows, *columns)
                return
    except BROKEN as error:
        raise ImportFileError(_("Tệp bị hỏng. Mở bằng Excel, lưu lại thành .xlsx rồi thử lần nữa.")) from error


def _columns(row: Sequence[Any]) -> tuple[int, int] | None:
    """Where questions and answers stand, when this row is the header."""
    titles = [fold(str(value or "")) for value in row]
    question = next((place for place, title in enumerate(titles) if title in _QUESTION_NAMES), None)
    answer = next((place for place, title in enumerate(titles) if title in _ANSWER_NAMES), None)
    return None if question is None or answer is None else (question, answer)


def _below(rows: Iterator[tuple[int, Sequence[Any]]], question: int, answer: int) -> Iterator[Pair]:
    for number, row in rows:
        asked, told = (str(row[place] or "").strip() if place < len(row) else "" for place in (question, answer))
        if asked or told:
            yield Pair(number, asked, told)


def _from_text(content: bytes, name: str) -> Iterator[Pair]:
    """ "Câu 1: …" opens a question, "Trả lời:" its answer; what follows belongs to the last one opened."""
    try:
        lines = read_file(content, name).text.splitlines()
    except UnreadableFileError as error:
        raise ImportFileError(str(error)) from error
    question: list[str] = []
    answer: list[str] | None = None
    number = 0
    for line in lines:
        if answer is None and question and _ANSWER.match(line):
            answer = [_ANSWER.sub("", line)]
        elif _QUESTION.match(line):
            if answer is not None:
                yield _pair(number, question, answer)
            number, question, answer = number + 1, [_QUESTION.sub("", line)], None
        elif answer is not None:
            answer.append(line)
        elif question:
            question.append(line)
    if question:
        yield _pair(number, question, answer or [])


def _pair(number: int, question: list[str], answer: list[str]) -> Pair:
    return Pair(number, clean(" ".join(question)), "\n".join(line.strip() for line in answer if line.strip()))


_READERS: dict[str, Callable[[bytes, str], Iterator[Pair]]] = {
    ".jsonl": _from_json,
    ".xlsx": _from_sheet,
    ".docx": _from_text,
    ".txt": _from_text,
}
