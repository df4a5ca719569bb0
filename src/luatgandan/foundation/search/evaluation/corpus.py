"""Corpora and questions from files of JSON lines, plain or `.xz`.

A corpus holds whole documents, `{id, text, title?}`, or articles, `{law_id, article_id, title, text}`. A row may say
more of a document: `name` (a name or slug), `link`, `so_hieu`, `loai`, `ngay_ban_hanh`. Questions are
`{id, question, relevant}`; `relevant` lists ids, or pairs of law and article.
"""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A whole document as the file has it."""

    id: str
    text: str
    title: str = ""
    slug: str = ""  # the last part of its address, where there is no title
    number: str = ""
    kind: str = ""
    issued_on: str = ""  # ISO


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article as the file has it; `id` is that of law and article together."""

    id: str
    law: str
    article: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the ids that answer it."""

    text: str
    relevant: frozenset[str]


class BadRowError(ValueError):
    """A row cannot be used; the text is a Vietnamese sentence that says where and what to do."""


Row = DocumentRow | ArticleRow


def read_corpus(path: Path) -> Iterator[Row]:
    """The rows of a corpus; all of one shape. Raises BadRowError."""
    seen: set[str] = set()
    shape: type[Row] | None = None
    for line, values in _rows(path):
        row = _corpus_row(path, line, values)
        if shape not in (None, type(row)):
            raise _bad(path, line, "lẫn hai kiểu dòng: hãy để văn bản và điều luật trong hai tệp riêng")
        if row.id in seen:
            raise _bad(path, line, f"mã {row.id} đã có ở dòng trước: mỗi mã chỉ được dùng một lần")
        shape = type(row)
        seen.add(row.id)
        yield row
    if not seen:
        raise BadRowError(f"{path.name}: tệp không có dòng nào.")


def read_questions(path: Path) -> list[Question]:
    """The labelled questions of a file. Raises BadRowError."""
    found = [_question(path, line, values) for line, values in _rows(path)]
    if not found:
        raise BadRowError(f"{path.name}: tệp không có câu hỏi nào.")
    return found


def article_key(law: str, article: str) -> str:
    """One id for an article of a law."""
    return f"{law}\n{article}"


def _corpus_row(path: Path, line: int, values: dict[str, Any]) -> Row:
    if "law_id" in values:
        law, article = _text(path, line, values, "law_id"), _text(path, line, values, "article_id")
        text = _text(path, line, values, "text")
        return ArticleRow(article_key(law, article), law, article, str(values.get("title") or ""), text)
    if "id" not in values:
        raise _bad(path, line, "thiếu trường “id” (văn bản) hoặc “law_id” (điều luật)")
    return DocumentRow(
        id=_text(path, line, values, "id"),
        text=_text(path, line, values, "text"),
        title=str(values.get("title") or ""),
        slug=str(values.get("name") or "") or _last_part(str(values.get("link") or "")),
        number=str(values.get("so_hieu") or ""),
        kind=str(values.get("loai") or ""),
        issued_on=str(values.get("ngay_ban_hanh") or ""),
    )


def _question(path: Path, line: int, values: dict[str, Any]) -> Question:
    relevant = values.get("relevant")
    if not isinstance(relevant, list) or not relevant:
        raise _bad(path, line, "trường “relevant” phải là danh sách không rỗng các mã trả lời câu hỏi")
    return Question(_text(path, line, values, "question"), frozenset(_answer(path, line, one) for one in relevant))


def _answer(path: Path, line: int, value: Any) -> str:
    if isinstance(value, list) and len(value) == 2:
        return article_key(str(value[0]), str(value[1]))
    if isinstance(value, str | int):
        return str(value)
    raise _bad(path, line, "mỗi mục của “relevant” phải là một mã, hoặc một cặp [law_id, article_id]")


def _text(path: Path, line: int, values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise _bad(path, line, f"thiếu trường “{name}”, hoặc trường đó không phải là chữ")
    return value


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number of the line, its values); empty lines are passed over."""
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, _values(path, number, line)
    except (UnicodeDecodeError, lzma.LZMAError, EOFError) as error:
        raise BadRowError(f"{path.name}: không đọc được tệp ({error}). Cần JSON Lines, UTF-8.") from None


def _values(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except ValueError as error:
        raise _bad(path, number, f"không phải là JSON ({error})") from None
    if not isinstance(values, dict):
        raise _bad(path, number, "mỗi dòng phải là một đối tượng JSON {…}")
    return values


def _bad(path: Path, line: int, why: str) -> BadRowError:
    return BadRowError(f"{path.name}, dòng {line}: {why}.")


def _last_part(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0] if link else ""
