"""Exports with the structure already in them, one document after another in constant memory.

Shapes found in the wild, all UTF-8 and optionally packed as .xz or .gz:
- lines of the codification (Bộ pháp điển): one article each, in the order of topics, not of documents;
- lines of documents already cut into articles (vbpl), of gazette documents as extracted text, of portal metadata;
- one JSON file a law: `law_info` and `clauses`.
"""

import gzip
import json
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from luatgandan.lib.legaltext.furniture import with_pages
from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.pagenotes import with_notes
from luatgandan.lib.legaltext.paragraphs import join_broken

from .errors import TruncatedFileError, WrongContentError
from .plain import text_lines
from .tidy import tidy

Values = dict[str, Any]
BadRow = Callable[[int, str], None]
_OPENERS: dict[str, Callable[..., Any]] = {".xz": lzma.open, ".gz": gzip.open}


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the export gives it; `text` has one paragraph a line."""

    number: str
    heading: str
    text: str
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A document of an export: `number` and `kind` as given, `raw` every other value untouched.

    Either `articles` or `lines` (paragraphs for the parser) hold the text; metadata alone has neither.
    """

    number: str
    kind: str = ""
    title: str = ""
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    status: str = ""
    url: str = ""
    articles: tuple[Article, ...] = ()
    lines: tuple[Line, ...] = ()
    raw: Values = field(default_factory=dict)


def json_lines(path: Path, bad_row: BadRow | None = None) -> Iterator[tuple[int, Values]]:
    """Each line of a JSON Lines file with its number from 1; a bad one is told to `bad_row` and passed over.

    Raises TruncatedFileError when a packed file ends too early.
    """
    opener = _OPENERS.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8-sig", errors="replace") as file:
        number = 0
        while True:
            try:
                line = file.readline()
            except (EOFError, OSError, lzma.LZMAError) as error:
                raise TruncatedFileError from error
            if not line:
                return
            number += 1
            if line.strip() and (values := _object(line, number, bad_row)) is not None:
                yield number, values


def _object(line: str, number: int, bad_row: BadRow | None) -> Values | None:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        return values
    if bad_row:
        bad_row(number, f"Dòng {number} không phải một đối tượng JSON, bỏ qua.")
    return None


def codification_articles(path: Path, bad_row: BadRow | None = None) -> Iterator[Values]:
    """The rows of `phapdien_articles.jsonl(.xz)` as they are, text in NFC: demuc, dieu, tieu_de, nguon, noi_dung…"""
    for _, values in json_lines(path, bad_row):
        yield {name: _clean(value) for name, value in values.items()}


def split_documents(path: Path, bad_row: BadRow | None = None) -> Iterator[Export]:
    """`vbpl_documents.jsonl(.xz)`: documents already cut into articles."""
    for number, values in json_lines(path, bad_row):
        articles = tuple(_article(row) for row in values.get("articles") or () if isinstance(row, dict))
        if not values.get("so_hieu"):
            _tell(bad_row, number, "so_hieu")
            continue
        yield Export(
            number=tidy(str(values["so_hieu"])),
            url=str(values.get("url") or ""),
            articles=articles,
            raw=_rest(values, "articles"),
        )


def _article(row: Values) -> Article:
    number = tidy(str(row.get("dieu") or "")).removeprefix("Điều ").rstrip(".: ")
    return Article(
        number,
        tidy(str(row.get("tieu_de") or "")),
        _paragraphs(row.get("noi_dung")),
        tidy(str(row.get("chuong") or "")),
    )


def gazette_documents(path: Path, bad_row: BadRow | None = None) -> Iterator[Export]:
    """`congbao_documents.jsonl(.xz)`: text of gazette pages, its paragraphs joined and heads and stamps left out."""
    for number, values in json_lines(path, bad_row):
        text = values.get("text")
        if not isinstance(text, str):
            _tell(bad_row, number, "text")
            continue
        yield Export(
            number=tidy(str(values.get("so_hieu") or "")),
            kind=tidy(str(values.get("loai") or "")),
            title=tidy(str(values.get("mo_ta") or "")),
            url=str(values.get("nguon_url") or ""),
            lines=tuple(join_broken(with_notes(with_pages(text_lines(text))))),
            raw=_rest(values, "text"),
        )


def portal_documents(path: Path, bad_row: BadRow | None = None) -> Iterator[Export]:
    """`portal_metadata.jsonl`: what the national portal says about documents; no text."""
    for number, values in json_lines(path, bad_row):
        if not values.get("doc_identity"):
            _tell(bad_row, number, "doc_identity")
            continue
        yield Export(
            number=tidy(str(values["doc_identity"])),
            kind=_first(values.get("document_type")),
            title=tidy(str(values.get("doc_name") or "")),
            issuer=_first(values.get("organizations")),
            issued_on=day(values.get("issue_date")),
            effective_on=day(values.get("effect_date")),
            expires_on=day(values.get("expire_date")),
            status=_first(values.get("effect_status")),
            raw=values,
        )


def law_file(path: Path) -> Export:
    """One law as `{"law_info": {…}, "clauses": [{"position": {…}, "content": …}]}`. Raises WrongContentError."""
    try:
        values = json.loads(path.read_text(encoding="utf-8-sig"))
        about, clauses = values["law_info"], values["clauses"]
        articles = tuple(_of_clauses(clauses))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WrongContentError(
            "Tệp JSON không có cấu trúc nhận ra được: cần law_info và clauses. Hãy kiểm tra lại nguồn xuất dữ liệu."
        ) from error
    return Export(
        number=tidy(str(about.get("document_number") or "")),
        title=tidy(str(about.get("law_name") or "")),
        issuer=tidy(str(about.get("publisher") or "")),
        issued_on=day(about.get("issue_date")),
        effective_on=day(about.get("effective_date")),
        status=tidy(str(about.get("status") or "")),
        articles=articles,
        raw={"law_info": about},
    )


def _of_clauses(clauses: list[Values]) -> Iterator[Article]:
    """Neighbouring clauses of one article become its text."""
    key: tuple[str, str, str] | None = None
    parts: list[str] = []
    for clause in clauses:
        position = clause["position"]
        own = (
            str(position.get("article") or ""),
            tidy(position.get("article_title") or ""),
            str(position.get("chapter") or ""),
        )
        if key is not None and own != key:
            yield Article(key[0], key[1], "\n".join(parts), key[2])
            parts = []
        key = own
        parts.append(_paragraphs(clause["content"]))
    if key is not None:
        yield Article(key[0], key[1], "\n".join(parts), key[2])


def day(value: object) -> date | None:
    """A date as exports write it: 2024-11-29, 2024-11-29T00:00:00, 29/11/2024; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()[:10]
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _paragraphs(value: object) -> str:
    return "\n".join(text for part in str(value or "").splitlines() if (text := tidy(part)))


def _clean(value: object) -> object:
    return _paragraphs(value) if isinstance(value, str) else value


def _first(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return tidy(str(value or ""))


def _rest(values: Values, left_out: str) -> Values:
    return {name: value for name, value in values.items() if name != left_out}


def _tell(bad_row: BadRow | None, number: int, name: str) -> None:
    if bad_row:
        bad_row(number, f"Dòng {number} thiếu trường {name}, bỏ qua.")
