"""Paragraphs out of lines that were broken at the margin, and running heads and stamps out of pages.

For text of PDFs, the gazette (Công báo) and old text files. A reader that knows where a line stands on its page says so
by `starts`; without that, the words decide: what opens a unit of a law, what cannot end a sentence, and whether the
first word of the next line would still have fitted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .furniture import without_furniture
from .lines import Align, Line

__all__ = ["is_hard_broken", "join_broken", "without_furniture"]

_UNIT = re.compile(
    r"[“\"]?\s*(?:(?:Điều|ĐIỀU)\s+\d+[a-zđ]{0,2}\s*[.:](?!\d)"
    r"|(?:Chương|CHƯƠNG|Phần|PHẦN)\s+(?:thứ\s|THỨ\s|[IVXLC]+\b|\d+\b)"
    r"|(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?:\d+|[IVX]+)\b(?!\s+(?:này|Chương|của|Phụ))"
    r"|(?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+)?[IVXLC\d]+)?[A-Z]?\s*(?:$|[.:\-–(]))"
)
# "Điều 5" alone is the whole head of an article in older laws; a citation goes on with the document it means
_BARE = re.compile(r"Điều \d{1,4}[a-zđ]?")
_NUMBERED = re.compile(r"\d{1,3}[a-zđ]?\.\s")
_CITED = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh|Nghị|Thông tư|Quyết định|Hiến pháp|Quy chế|Điều lệ)\s")
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s+(\d{1,4})\s*[.:](?!\d)")
_PREAMBLE = re.compile(
    r"(?:Căn cứ\s|Theo đề nghị (?:của|tại)|Xét đề nghị|Xét Tờ trình|Thực hiện\s.{5,80};$|Nơi nhận\s*:|Kính gửi|"
    r"(?:TM|KT|TL|TUQ|Q)\.\s*[A-ZĐ]|(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Bản án)?\s*[Ss]ố\s*:|"
    r"Độc lập\s*[-–]\s*Tự do|[^.;]{2,30}, ngày\s+\S{1,3}\s+tháng\s+\S{1,3}\s+năm\s+\S{4}\.?$)"
)
_CLAUSE = re.compile(r"[“\"]?\s*(\d{1,3})([a-zđ]?)(?:\.|\.\d+\.?)\s*(?:\[\d+\]\s*)?(?=[^\d\s.,])")
_POINT = re.compile(r"[“\"]?\s*([a-zđ])(\d?)\)\s*(?=\S)")
_VERB = r"(?:Sửa đổi|Bổ sung|Thay thế|Bãi bỏ)[,\s]"
_CHANGED = re.compile(rf"Điều \d+[a-zđ]?\. {_VERB}(?:.*\s)?(?:Điều|khoản|điểm|Mục|Chương) \w{{1,5}}$")
_ORDERED = re.compile(rf"1\. {_VERB}|[“\"]\s?(?:(?:Điều|Mục|Chương)\s|\d{{1,3}}[a-zđ]?\.\s|[a-zđ]\d?\)\s)")
_BULLET = re.compile(r"[-–—+•*]\s+\S")
_BRACKET = re.compile(r"\[\d{1,3}(?:\.\d+)*\]\s")
_TERMINAL = re.compile(r"[.;:!?…]\s*[”\"’)\]]*\s*(?:\[\d+\])?[.;,]?$|[”\"]$|/\.?$")
_OPEN = re.compile(
    r"(?:[,(–]|\s-|\b(?:tại|theo|của|và|hoặc|khoản|điểm|các|những|với|đến|từ|đối với|trừ|quy định|là|về|cho|do|bởi"
    r"|trong|trên|dưới|bằng|để|số|ngày|tháng|năm|mục|Mục|Điều|điều|Luật|Nghị định|Thông tư|Bộ|Ủy ban|Uỷ ban|một"
    r"|được|không|bị|có|như|khoản \d+[a-zđ]?|điểm [a-zđ]|Điều \d+[a-zđ]?,?))$"
)
_OPEN_TITLE = re.compile(
    r"(?:,|\s-|\b(?:VÀ|CỦA|VỀ|TRONG|CÁC|SỐ|ĐIỀU|CHO|VỚI|ĐỐI VỚI|THEO|TỪ|ĐẾN|MỘT|HOẶC|DO|LĨNH VỰC"
    r"|THUỘC|CỦA LUẬT|BỘ LUẬT|VÀ LUẬT))$"
)
_LINKING = re.compile(r"(?:VÀ|CỦA|VỀ VIỆC|TRONG|CHO|VỚI|ĐỐI VỚI|THEO|THUỘC|HOẶC|TRÊN|DO|TẠI|GIỮA|ĐIỀU CỦA|SỐ)\s")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_GLUE = re.compile(r"(?:\d/|[^\s\-–]-)$")
_SHORT, _FITS, _MOST_LENGTH, _END = 0.6, 0.93, 220, 24


@dataclass(slots=True)
class _State:
    """What has been read of the current unit: for knowing which number comes next."""

    clause: int = 0
    point: int = -1


def is_hard_broken(lines: Sequence[Line]) -> bool:
    """True when many lines end in the middle of a sentence and go on in small letters."""
    texts = [line.text for line in lines if not line.rows]
    if len(texts) < 8 or sorted(map(len, texts))[len(texts) * 9 // 10] > _MOST_LENGTH:
        return False
    broken = sum(
        1 for before, text in pairwise(texts) if text[0].islower() and not _POINT.match(text) and not _is_ended(before)
    )
    return broken > 0.12 * len(texts)


def join_broken(lines: Sequence[Line], starts: Sequence[bool | None] | None = None) -> list[Line]:
    """Paragraphs of `lines`, heads and stamps of pages left out; a paragraph keeps the page it begins on.

    `starts[i]`: the page shows that line i begins a paragraph (True), goes on (False), or does not tell (None).
    """
    hints = list(starts) if starts is not None else [None] * len(lines)
    kept = without_furniture(lines)
    width = _width([line for _, line in kept])
    state = _State()
    joined: list[list[Line]] = []
    for index, line in kept:
        before = joined[-1] if joined else None
        if before is None or _begins(line, before, hints[index], width, state):
            joined.append([line])
        else:
            before.append(line)
        _follow(line.text, len(joined[-1]) == 1, state)
    return _unglued([_paragraph(parts) for parts in joined])


def _unglued(lines: Sequence[Line]) -> list[Line]:
    """An article that stands behind a sentence in the same line gets its own, where its number is the one that is
    missing: no line begins with it, the one before it was there, and no quotation is open."""
    begun = {int(found[1]) for line in lines if (found := _ARTICLE.match(line.text))}
    done: list[Line] = []
    last = quotes = 0
    for line in lines:
        found = _ARTICLE.match(line.text)
        last = int(found[1]) if found and not quotes else last
        glued = None if line.rows or last + 1 in begun else _glued(line.text, last + 1)
        if last and glued and not quotes + _open_quotes(line.text[: glued.start()]):
            done += [replace(line, text=line.text[: glued.start()]), replace(line, text=line.text[glued.end() :])]
            last += 1
        else:
            done.append(line)
        quotes = max(0, quotes + _open_quotes(line.text))
    return done


def _glued(text: str, number: int) -> re.Match[str] | None:
    found = re.search(rf"(?<=[.;])\s+(?=Điều {number}\.\s(\w))", text)
    return found if found and found[1].isupper() else None


def _open_quotes(text: str) -> int:
    return text.count("“") - text.count("”") + text.count('"') % 2


def _width(lines: Sequence[Line]) -> int:
    """How many letters a full line has: nearly the longest, since letters differ in width."""
    lengths = sorted(len(line.text) for line in lines if not line.rows)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _is_ended(text: str) -> bool:
    """The line ends as a sentence or an item of a list ends."""
    return bool(_TERMINAL.search(text[-_END:]))


def _is_open(text: str) -> bool:
    """The line ends in a word that cannot end a sentence: "tại", "khoản 2", a comma."""
    return bool(_OPEN.search(text[-_END:]))


def _begins(line: Line, before: list[Line], hint: bool | None, width: int, state: _State) -> bool:
    last, text = before[-1], line.text
    if line.rows or last.rows or line.is_note != last.is_note:
        return True
    if _is_title(text) or _is_title(last.text):
        return _begins_title(text, last.text)
    if _ORDERED.match(text) and _CHANGED.match(" ".join(part.text for part in before)):
        return True  # "Điều 1. Sửa đổi, bổ sung Điều 5" is the whole order; below it stands the new text
    if _UNIT.match(text):
        return not (_is_open(last.text) and hint is not True)
    if len(before) == 1 and _BARE.fullmatch(last.text) and hint is not False:
        return (text[:1].isupper() or _NUMBERED.match(text) is not None) and not _CITED.match(text)
    if hint is not None:
        return _by_hint(text, last.text, hint, state)
    return _by_words(text, last.text, before[0].text, width, state)


def _begins_title(text: str, last: str) -> bool:
    """Titles in capitals stay apart, but for one that plainly goes on: "… ĐIỀU CỦA" / "LUẬT …"."""
    if not (_is_title(text) and _is_title(last)) or _UNIT.match(text):
        return True
    return not (_OPEN_TITLE.search(last[-_END:]) or _LINKING.match(text))


def _by_hint(text: str, last: str, hint: bool, state: _State) -> bool:
    """Where the line stands decides, unless the words say plainly otherwise."""
    if hint:
        return not (text[0].islower() and not _POINT.match(text) and not _is_ended(last))
    if _PREAMBLE.match(text):
        return _is_ended(last)
    return _is_ended(last) and _is_expected(text, state)


def _by_words(text: str, last: str, first: str, width: int, state: _State) -> bool:
    is_ended = _is_ended(last)
    if _PREAMBLE.match(text) or _PREAMBLE.fullmatch(last):
        return is_ended or not _is_open(last)
    if _CLAUSE.match(text) or _POINT.match(text) or _BRACKET.match(text):
        return is_ended or (not _is_open(last) and (_is_expected(text, state) or len(last) < _SHORT * width))
    if _BULLET.match(text):
        return is_ended or len(last) < _SHORT * width
    if text[0].islower() or _is_open(last):
        return False
    if is_ended and last.rstrip('”"')[-1:] in ";:":
        return True
    would_fit = len(last) + 1 + len(text.split(" ", 1)[0]) <= _FITS * width
    return would_fit or (is_ended and len(last) < width and _UNIT.match(first) is not None)


def _is_expected(text: str, state: _State) -> bool:
    """True when the number or letter at the start is the one that comes next."""
    if found := _CLAUSE.match(text):
        number = int(found.group(1))
        return number in (1, state.clause + 1) or (bool(found.group(2)) and number == state.clause)
    if found := _POINT.match(text):
        place = _ALPHABET.find(found.group(1))
        return place in (0, state.point + 1) or (bool(found.group(2)) and place == state.point)
    return False


def _follow(text: str, is_start: bool, state: _State) -> None:
    if not is_start:
        return
    if _UNIT.match(text):
        state.clause, state.point = 0, -1
    elif found := _CLAUSE.match(text):
        state.clause, state.point = int(found.group(1)), -1
    elif found := _POINT.match(text):
        state.point = _ALPHABET.find(found.group(1))


def _is_title(text: str) -> bool:
    """All letters are capitals, and they are words rather than a number of a document."""
    return text.isupper() and sum(letter.isalpha() for letter in text) >= 4 and not _POINT.match(text)


def _paragraph(parts: list[Line]) -> Line:
    if len(parts) == 1:
        return parts[0]
    text = parts[0].text
    for part in parts[1:]:
        is_glued = _GLUE.search(text[-3:]) and part.text[0].isalnum() and not part.text[0].islower()
        text += part.text if is_glued else f" {part.text}"
    letters = sum(len(part.text) for part in parts)
    return replace(
        parts[0],
        text=text,
        align=parts[0].align if parts[0].align is Align.CENTRE else Align.LEFT if parts[0].align else Align.UNKNOWN,
        is_bold=2 * sum(len(part.text) for part in parts if part.is_bold) > letters,
        is_italic=2 * sum(len(part.text) for part in parts if part.is_italic) > letters,
        confidence=sum(part.confidence * len(part.text) for part in parts) / letters,
    )
