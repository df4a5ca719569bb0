"""Questions as officials write them: options with letters, and a key of letters ("B", "A, C", "A-2, B-1", "Đúng").

Spreadsheets and Word files share this writing. Without the name of a kind it is guessed from the key.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from luatgandan.lib.vietnamese import clean, fold

from ..enums import Kind
from .rows import RowError
from .values import (
    FALSE,
    LEFT,
    PAIR,
    RIGHT,
    TRUE,
    Content,
    Option,
    choosing,
    counting,
    deciding,
    khmer_words,
    options_of,
)

LETTERS = "ABCDEFGHIJKL"
_LINE = re.compile(r"^\s*(?P<mark>[A-La-l]|\d{1,2})\s*[.):]\s*(?P<text>.*)$")
_KEY_LETTERS = re.compile(r"[A-L](?:\s*[,;&+ ]?\s*[A-L])*")
_KEY_PAIRS = re.compile(r"[A-L]\s*[-–→]\s*\d{1,2}(?:\s*[,;]?\s*[A-L]\s*[-–→]\s*\d{1,2})*")
_WORDS = {"dung": TRUE, "d": TRUE, "sai": FALSE, "s": FALSE}


def kind_names() -> dict[str, Kind]:
    """Folded Vietnamese names of the kinds, and their codes."""
    with override("vi"):
        return {**{fold(str(one.label)): one for one in Kind}, **{fold(one): one for one in Kind}}


def name_of(kind: Kind) -> str:
    """The Vietnamese name of a kind: files are Vietnamese on every desk."""
    with override("vi"):
        return str(kind.label)


def khmer_lines(content: Content, khmer: Mapping[str, Any]) -> list[str]:
    """The options in Khmer, each behind the mark it has in Vietnamese."""
    told = khmer.get("options") or {}
    texts = tuple(replace(one, text=told.get(one.id, "")) for one in content.options)
    return lines_of(replace(content, options=texts)) if told else []


def khmer_of(content: Content, stem: str, lines: Sequence[str], explanation: str) -> dict[str, Any]:
    """Words in Khmer as `khmer_lines` writes them, beside the options of a question: of all of them, or of none.

    Raises RowError when their number is another: the words would stand at the wrong options.
    """
    letters, numbers = _read(lines)
    left, right = [one for one in content.options if one.side != RIGHT], content.of_side(RIGHT)
    told = [*letters, *numbers]
    if told and (len(letters), len(numbers)) != (len(left), len(right)):
        values = {"told": len(told), "count": len(content.options)}
        raise RowError(_("Có %(told)d phương án tiếng Khmer cho %(count)d phương án. Hãy ghi đủ chữ cái.") % values)
    pairs = zip([*left, *right], told, strict=bool(told))
    return khmer_words(stem, ((one.text, one.side, text) for one, text in pairs), explanation)


def lines_of(content: Content) -> list[str]:
    """The options, one a line: letters, and numbers for the right sides of a matching."""
    if content.kind == Kind.MATCH:
        left = [f"{LETTERS[place]}. {one.text}" for place, one in enumerate(content.of_side(LEFT))]
        return [*left, *(f"{place}. {one.text}" for place, one in enumerate(content.of_side(RIGHT), 1))]
    return [f"{LETTERS[place]}. {one.text}" for place, one in enumerate(content.options)]


def key_of(content: Content) -> str:
    """The key in letters and numbers."""
    if content.kind == Kind.TRUE_FALSE:
        return "Đúng" if content.key == (TRUE,) else "Sai"
    if content.kind == Kind.NUMBER:
        return content.key[0]
    left = [one.id for one in (content.of_side(LEFT) if content.kind == Kind.MATCH else content.options)]
    if content.kind == Kind.MATCH:
        right = [one.id for one in content.of_side(RIGHT)]
        cut = (one.partition(PAIR) for one in content.key)
        return ", ".join(f"{LETTERS[left.index(one)]}-{right.index(other) + 1}" for one, _sign, other in cut)
    return ", ".join(LETTERS[left.index(one)] for one in content.key)


def content_of(
    stem: str, lines: Sequence[str], key: str, *, kind: Kind | None = None, unit: str = "", explanation: str = ""
) -> Content:
    """The question in lettered lines. Raises RowError, in words for the person, when the key cannot be read."""
    letters, numbers = _read(lines)
    given = clean(key).rstrip(".")
    kind = kind or _guessed(letters, numbers, given)
    if numbers and kind != Kind.MATCH:
        if not letters:
            raise RowError(_("Các phương án cần có chữ cái A, B, C ở đầu dòng."))
        letters, _none = _read(lines, has_numbers=False)
    if kind == Kind.TRUE_FALSE:
        return deciding(stem, _decision(given) == TRUE, explanation)
    if kind == Kind.NUMBER:
        return counting(stem, given, unit, explanation)
    if kind == Kind.MATCH:
        return _matched(stem, letters, numbers, given, explanation)
    places = _places(given, len(letters))
    return choosing(kind, stem, letters, places, explanation=explanation)


def _read(lines: Sequence[str], *, has_numbers: bool = True) -> tuple[list[str], list[str]]:
    """Texts behind letters and behind numbers; a line without a mark goes on with the one before."""
    letters: list[str] = []
    numbers: list[str] = []
    last = letters
    for line in lines:
        found = _LINE.match(line)
        if found and found["mark"].isdecimal() and not has_numbers:
            found = None
        wanted = found and (numbers if found["mark"].isdecimal() else letters)
        is_next = found and wanted is not None and _mark(found["mark"]) == len(wanted)
        if found and wanted is not None and is_next:
            last = wanted
            last.append(found["text"])
        elif last and line.strip():
            last[-1] = f"{last[-1]} {line.strip()}"
        elif line.strip():
            letters.append(line.strip())
    return letters, numbers


def _mark(mark: str) -> int:
    return int(mark) - 1 if mark.isdecimal() else LETTERS.index(mark.upper())


def _guessed(letters: Sequence[str], numbers: Sequence[str], key: str) -> Kind:
    if numbers and _KEY_PAIRS.fullmatch(key.upper()):
        return Kind.MATCH
    if not letters:
        return Kind.TRUE_FALSE if fold(key) in _WORDS else Kind.NUMBER
    return Kind.ONE if len(_marks(key)) <= 1 else Kind.SEVERAL


def _decision(key: str) -> str:
    if fold(key) not in _WORDS:
        raise RowError(_("Đáp án phải là “Đúng” hoặc “Sai”, không phải “%s”.") % key)
    return _WORDS[fold(key)]


def _marks(key: str) -> list[str]:
    return re.findall(r"[A-L]", key.upper()) if _KEY_LETTERS.fullmatch(key.upper()) else []


def _places(key: str, count: int) -> list[int]:
    marks = _marks(key)
    if not marks:
        raise RowError(_("Đáp án phải là chữ cái của phương án, ví dụ: B hoặc A, C; đang ghi “%s”.") % key)
    places = [LETTERS.index(one) for one in marks]
    if max(places) >= count:
        raise RowError(_("Đáp án %s không có trong các phương án.") % key)
    return places


def _matched(stem: str, letters: list[str], numbers: list[str], key: str, explanation: str) -> Content:
    if not _KEY_PAIRS.fullmatch(key.upper()):
        raise RowError(_("Đáp án ghép cặp phải như “A-2, B-1”, không phải “%s”.") % key)
    left, right = options_of(letters, LEFT), options_of(numbers, RIGHT)
    pairs = re.findall(r"([A-L])\s*[-–→]\s*(\d{1,2})", key.upper())
    try:
        wanted = tuple(f"{left[LETTERS.index(one)].id}{PAIR}{right[int(other) - 1].id}" for one, other in pairs)
    except IndexError as error:
        raise RowError(_("Đáp án %s không có trong các vế.") % key) from error
    options: tuple[Option, ...] = (*left, *right)
    return Content(kind=Kind.MATCH, stem=clean(stem), options=options, key=wanted, explanation=explanation)
