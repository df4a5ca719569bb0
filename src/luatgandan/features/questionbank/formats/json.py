"""Our own format, which loses nothing, and lines of JSON as data sets have them.

One document holds all words; as a package (.zip) it has the files of the questions beside it, under their hashes.
"""

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from ..enums import Kind
from .media import CAPTIONS, MEDIA, check_name, prepare
from .packages import open_package
from .rows import ItemFileError, Row, RowError, row_of
from .values import PAIR, RIGHT, Content, Entry, File, Medium, Option, choosing, option_id

NAME = "luatgandan-questions"
DOCUMENT = "questions.json"
FOLDER = "media"


def write(entries: Iterable[Entry], file: BinaryIO) -> None:
    """One document with all questions; of their files the hashes only."""
    file.write(_document_of(entries))


def _document_of(entries: Iterable[Entry]) -> bytes:
    items = [_values(one) for one in entries]
    return json.dumps({"format": NAME, "version": 1, "items": items}, ensure_ascii=False, indent=1).encode()


def _values(entry: Entry) -> dict[str, Any]:
    return {
        "content": entry.content.to_dict(), "code": entry.code, "field": entry.field, "difficulty": entry.difficulty,
        "audience": entry.audience, "cites": entry.cites, **({"khmer": entry.khmer} if entry.khmer else {}),
    }  # fmt: skip


def write_package(entries: Iterable[Entry], file: BinaryIO) -> None:
    """The document with the files beside it; one of them at a time is in memory."""
    known, there = list(entries), set[str]()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(DOCUMENT, _document_of(known))
        for files in (one.files for one in known):
            for sha256 in files.keys() - there:
                one = files[sha256]
                package.writestr(f"{FOLDER}/{sha256}.{one.suffix}", one.content)
            there |= files.keys()


def is_package(content: bytes) -> bool:
    """Whether a package is ours and not one of QTI. Raises ItemFileError."""
    with open_package(content) as package:
        return DOCUMENT in package.names


def read_package(content: bytes) -> Iterator[Row]:
    """Questions of a package with their files. Raises ItemFileError."""
    with open_package(content) as package:
        values = _document(package.read(DOCUMENT))
        if values is None:
            raise ItemFileError(_("Tệp questions.json trong gói không đúng dạng."))
        names = {name.rpartition("/")[2].partition(".")[0]: name for name in package.names}
        read: Callable[[str], bytes] = package.read
        for number, one in enumerate(values["items"], 1):
            yield row_of(number, _with_files, one, names, read)


def _with_files(values: Mapping[str, Any], names: Mapping[str, str], read: Callable[[str], bytes]) -> Entry:
    """A question with the files it names. Raises RowError when one is not there, or is not what it should be."""
    entry = entry_of(values)
    files: dict[str, File] = {}
    media = []
    for medium in entry.content.media:
        file = _file(medium.sha256, names, read, MEDIA)
        files[file.sha256] = file
        track = _file(medium.captions, names, read, (CAPTIONS,)) if medium.captions else None
        if track:
            files[track.sha256] = track
        media.append(_named(medium, file, track.sha256 if track else ""))
    return replace(entry, content=replace(entry.content, media=tuple(media)), files=files)


def _named(medium: Medium, file: File, captions: str) -> Medium:
    return file.medium(alt=medium.alt, transcript=medium.transcript, captions=captions, option=medium.option)


def _file(sha256: str, names: Mapping[str, str], read: Callable[[str], bytes], kinds: tuple[str, ...]) -> File:
    if sha256 not in names:
        raise RowError(_("Gói thiếu tệp của câu: %s.") % sha256[:16])
    check_name(names[sha256], kinds)
    file = prepare(read(names[sha256]), names[sha256], kinds)
    if file.sha256 != sha256:
        raise RowError(_("Tệp trong gói không còn nguyên: %s.") % names[sha256][-80:])
    return file


def read(content: bytes) -> Iterator[Row]:
    """Questions of our own document, or one object a line with question, options and answer_index."""
    text = _text(content)
    values = _document(content)
    if values is not None:
        yield from (row_of(number, entry_of, one) for number, one in enumerate(values["items"], 1))
    else:
        yield from _lines(text)


def _document(content: bytes) -> dict[str, Any] | None:
    """Our own document; None for anything else."""
    try:
        values = json.loads(_text(content))
    except (ValueError, RecursionError):
        return None
    is_ours = isinstance(values, dict) and values.get("format") == NAME and isinstance(values.get("items"), list)
    return values if is_ours else None


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ItemFileError(_("Tệp không phải UTF-8. Hãy lưu lại với mã UTF-8 rồi thử lần nữa.")) from error


def entry_of(values: Mapping[str, Any]) -> Entry:
    """The question that `write` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    content = Content.from_dict(values["content"])
    ids = {one.id: option_id(one.text, one.side) for one in content.options}
    if len(ids) < len(content.options):
        raise RowError(_("Hai phương án trùng mã (id) trong tệp."))
    return Entry(
        content=_renamed(content, ids), khmer=_khmer(values.get("khmer") or {}, ids),
        code=str(values["code"]), field=str(values["field"]), difficulty=int(values["difficulty"]),
        audience=tuple(str(one) for one in values["audience"]),
        cites=tuple((str(number), str(where)) for number, where in values["cites"]),
    )  # fmt: skip


def _renamed(content: Content, ids: Mapping[str, str]) -> Content:
    """The same question with ids out of its words: those of a file could tell the key to whoever reads a page's source.

    So could the order of things to order or to match.
    """

    def anew(answer: str) -> str:
        return PAIR.join(ids.get(one, one) for one in answer.split(PAIR))

    def place(one: Option) -> str:
        return one.id if content.kind == Kind.ORDER or one.side == RIGHT else ""

    return replace(
        content, key=tuple(map(anew, content.key)),
        options=tuple(sorted((replace(one, id=ids[one.id]) for one in content.options), key=place)),
        media=tuple(replace(one, option=one.option and ids.get(one.option, one.option)) for one in content.media),
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
        raise RowError(_("Dòng này không phải câu hỏi: cần question, options và answer_index.")) from error
    if values.get("image"):
        raise RowError(_("Câu này cần hình, âm thanh, phim mà tệp không có."))
    return Entry(content=choosing(Kind.ONE, str(stem), [str(one) for one in options], [int(right)]))


def _khmer(values: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """The words in Khmer as `ItemVersion.khmer` holds them; `ids` as the options are called now.

    Raises KeyError, ValueError, TypeError or AttributeError for anything else.
    """
    if not values:
        return {}
    options = {ids.get(str(key), str(key)): str(text) for key, text in dict(values.get("options") or {}).items()}
    media = {
        str(name): {key: str(told[key]) for key in ("alt", "transcript") if told.get(key)}
        for name, told in dict(values.get("media") or {}).items()
    }
    told = {"stem": str(values["stem"]), "explanation": str(values.get("explanation") or ""), "options": options}
    return {**told, "media": media} if media else told
