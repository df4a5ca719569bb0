"""Our own format, which loses nothing, and lines of JSON as data sets have them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from ..enums import Kind
from .rows import ItemFileError, Row, row_of
from .values import Content, Entry, Option, choosing

NAME = "luatgandan-questions"


def write(entries: Iterable[Entry]) -> bytes:
    """One document with all questions."""
    items = [asdict(one) for one in entries]
    return json.dumps({"format": NAME, "version": 1, "items": items}, ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> Iterator[Row]:
    """Questions of our own document, or one object a line with question, options and answer_index."""
    text = _text(content)
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, dict) and values.get("format") == NAME and isinstance(values.get("items"), list):
        yield from (row_of(number, entry_of, one) for number, one in enumerate(values["items"], 1))
    else:
        yield from _lines(text)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ItemFileError(_("Tệp không phải UTF-8. Hãy lưu lại với mã UTF-8 rồi thử lần nữa.")) from error


def entry_of(values: Mapping[str, Any]) -> Entry:
    """The question that `write` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    content = values["content"]
    options = tuple(Option(id=str(one["id"]), text=str(one["text"]), side=str(one["side"]))
                    for one in content["options"])  # fmt: skip
    return Entry(
        content=Content(
            kind=Kind(content["kind"]), stem=str(content["stem"]), options=options,
            key=tuple(str(one) for one in content["key"]), unit=str(content["unit"]),
            explanation=str(content["explanation"]),
        ),
        code=str(values["code"]), field=str(values["field"]), difficulty=int(values["difficulty"]),
        audience=tuple(str(one) for one in values["audience"]),
        cites=tuple((str(number), str(where)) for number, where in values["cites"]),
    )  # fmt: skip


def _lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield row_of(number, _of_line, line)


def _of_line(line: str) -> Entry:
    try:
        values = json.loads(line)
        stem, options, right = values["question"], values["options"], values["answer_index"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(_("Dòng này không phải câu hỏi: cần question, options và answer_index.")) from error
    if values.get("image"):
        raise ValueError(_("Câu này cần hình mà tệp không có."))
    return Entry(content=choosing(Kind.ONE, str(stem), [str(one) for one in options], [int(right)]))
