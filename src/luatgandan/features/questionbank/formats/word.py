"""Word files as officials write them: "Câu 1: …" with options A, B, C below; the key in the file or in another."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import BinaryIO
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from luatgandan.lib.files import UnreadableFileError, read_file
from luatgandan.lib.vietnamese import clean, fold

from .drawings import Drawing, marked, take, without_marks
from .lettered import content_of, key_of, kind_names, lines_of, name_of
from .media import Album
from .rows import ItemFileError, Row, RowError, row_of
from .values import Entry

_STEM = re.compile(
    r"^\s*câu(?: hỏi)?(?: số)?\s*(?P<number>\d{1,4})\s*(?:\[(?P<kind>[^\]]+)\])?"
    r"\s*(?:[:.)]|(?<=\s)(?=(?-i:[A-ZĐÀ-Ỹ])))\s*(?P<text>.*)$",
    re.I,
)
_KEY = re.compile(r"^\s*đáp án(?: đúng)?\s*[:.]\s*(?P<text>.+)$", re.I)
_WHY = re.compile(r"^\s*giải thích\s*[:.]\s*(?P<text>.+)$", re.I)
_UNIT = re.compile(r"^\s*đơn vị tính\s*[:.]\s*(?P<text>.+)$", re.I)
_LISTED = re.compile(
    r"^\s*(?:câu\s*)?(?P<number>\d{1,4})\s*[.:)–-]\s*(?P<key>[A-L](?:\s*[,;]\s*[A-L])*|đúng|sai)\s*$", re.I
)
_HEADING = re.compile(r"^\s*(?:phần|chương|mục|chủ đề)\s+(?:\d{1,2}|[IVX]{1,5})\s*(?:[.:)–-].*)?$", re.I)
_OPTION = re.compile(r"^\s*(?P<mark>[A-La-l])\s*[.):]\s*")
_INLINE = re.compile(r"\s{2,}(?=[B-L][.)]\s)|\t+(?=[B-L][.)]\s)")
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
TWICE = "?"  # no key: numbers that begin anew in each part of a file
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(content: bytes, name: str, key: tuple[bytes, str] | None = None) -> Iterator[Row]:
    """Questions of a Word file; `key` is the file with the key, as (content, name), where it stands apart."""
    keys = read_key(*key) if key else {}
    document, drawings = drawings_of(content)
    questions = list(_questions(_lines(document, name)))
    if keys:
        for number, times in Counter(number for number, _kind, _lines in questions).items():
            keys[number] = keys.get(number, "") if times == 1 else TWICE
    for number, kind, lines in questions:
        yield row_of(number, _entry, number, kind, lines, keys, drawings)


def drawings_of(content: bytes) -> tuple[bytes, dict[int, Drawing]]:
    """As `drawings.marked`; what is no package is for the reader of Word files to refuse, in its own words."""
    return marked(content) if content[:2] == b"PK" else (content, {})


def read_key(content: bytes, name: str) -> dict[int, str]:
    """Number of a question → its key, from tables of pairs of columns or lines "12. B"; TWICE where two differ."""
    found: dict[int, str] = {}
    for line in _lines(content, name):
        cells = [clean(cell) for cell in line.split("\t")]
        pairs = [(one, other) for one, other in pairwise(cells) if one.isdecimal() and other and not other.isdecimal()]
        if listed := _LISTED.match(line):
            pairs = [(listed["number"], listed["key"])]
        for one, other in pairs:
            found[int(one)] = other if found.get(int(one), other) == other else TWICE
    if not found:
        raise ItemFileError(_("Tệp đáp án không có dòng nào như “1  B” hoặc “1. B”."))
    return found


def _lines(content: bytes, name: str) -> list[str]:
    try:
        reading = read_file(content, name)
    except UnreadableFileError as error:
        raise ItemFileError(str(error)) from error
    return [piece for line in reading.lines for piece in line.text.splitlines()]


def _questions(lines: Iterable[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Number, name of the kind where it is given, and lines of each question, its stem first.

    A heading ends the question before it.
    """
    number, kind, found, is_over = 0, "", list[str](), False
    for line in lines:
        if stem := _STEM.match(line):
            if found:
                yield number, kind, found
            number, kind, found = int(stem["number"]), stem["kind"] or "", [stem["text"]]
            is_over = False
        elif _HEADING.match(line):
            is_over = True
        elif found and line.strip() and not is_over:
            found += _INLINE.split(line)
    if found:
        yield number, kind, found


def _entry(number: int, kind: str, lines: list[str], keys: dict[int, str], drawings: dict[int, Drawing]) -> Entry:
    taken = {name: "" for name in ("key", "why", "unit")}
    rest = []
    for line in lines:
        for name, pattern in (("key", _KEY), ("why", _WHY), ("unit", _UNIT)):
            if found := pattern.match(line):
                taken[name] = found["text"].strip()
                break
        else:
            rest.append(line)
    start = next((place for place, line in enumerate(rest) if re.match(r"^\s*[Aa1][.)]\s", line)), len(rest))
    right = keys.get(number) or taken["key"]
    if right == TWICE:
        raise RowError(_("Số câu %d lặp lại, chưa rõ đáp án nào của câu nào. Hãy đánh số không trùng.") % number)
    if not right:
        raise RowError(_("Câu %d chưa có đáp án.") % number)
    content = content_of(
        without_marks(" ".join(rest[:start])), [_words(line) for line in rest[start:]], right,
        kind=kind_names().get(fold(kind)), unit=taken["unit"], explanation=taken["why"],
    )  # fmt: skip
    album, ids = Album(), {one.text: one.id for one in content.options}
    for line in rest:
        take(album, line, drawings, option=ids.get(clean(_OPTION.sub("", _words(line))), ""))
    return Entry(content=replace(content, media=tuple(album.media)), files=album.files)


def _words(line: str) -> str:
    """The words of a line; an option that is only a picture is called after its letter."""
    words = without_marks(line)
    letter = _OPTION.match(words)
    is_bare = letter and words != line and not _OPTION.sub("", words).strip()
    return f"{letter[0]} Hình {letter['mark'].upper()}" if letter and is_bare else words


def write(entries: Iterable[Entry], file: BinaryIO) -> None:
    """One Word file with questions, keys and explanations; filing and citations are not in it."""
    lines: list[str] = []
    for number, one in enumerate(entries, 1):
        content = one.content
        lines += [f"Câu {number} [{name_of(content.kind)}]: {content.stem}", *lines_of(content)]
        lines.append(f"Đáp án: {key_of(content)}")
        lines += [f"Đơn vị tính: {content.unit}"] if content.unit else []
        lines += [f"Giải thích: {clean(content.explanation)}"] if content.explanation else []
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", document)
