"""New text that an amending document gives between quotation marks, over one line or many.

A block opens where a line starts with a quotation mark (or it stands behind "như sau:") and closes where a line ends
with one. Curly marks are counted, so words quoted inside a block do not close it; where the closing mark is missing,
the block ends before the next line that is plainly the amending document's own ("2. Sửa đổi, bổ sung khoản 3 …").
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

OPENING = "“„«"
CLOSING = "”»"
_ANY = frozenset('“”„«»"')
_STARTS = re.compile(r"[“„«\"”]|‘‘|''|``")
_ENDS = re.compile(r"(?:[”»\"“]|’’|'')\s?[.;,:]{0,3}(?:/\.)?$")
_AFTER_LEAD = re.compile(r"(?:như sau|thành|là|như sau đây)\s?:\s?(?P<quote>[“„«\"])")
VERBS = re.compile(
    r"\b(?:sửa đổi|bổ sung|thay thế|thay cụm từ|thay đổi|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ cụm từ|bỏ từ|bỏ điểm|bỏ khoản|"
    r"đính chính|được sửa|thay từ|thay)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(r"(?:\d{1,3}[a-zđ]?\s?[.)/]|[a-zđ]\d?[)/.]|Điều\s+\d{1,4}[a-zđ]?\s?[.:])\s?")


_INNER = re.compile(r"[“\"]?\s?(\d{1,3})\.\s")
_FOREIGN = re.compile(
    r"(?:TM|KT|TL|TUQ)\.\s?[A-ZĐ]|XÁC THỰC VĂN BẢN|Nơi nhận\s*:|CỘNG HÒA XÃ HỘI|PHỤ LỤC(?:\s+[IVX\d]+)?$"
)  # what stands behind the body; new text may hold it too, so it only raises a doubt
_PATIENCE = 100  # lines read on behind a doubt, looking for the closing mark


class Span(NamedTuple):
    """Lines `start` to `end` (both within) are quoted; the mark stands at `offset` in the first."""

    start: int
    end: int
    offset: int
    is_closed: bool


def is_lead(text: str) -> bool:
    """Whether a line announces new text: it speaks of amending and ends with a colon."""
    return text.endswith(":") and VERBS.search(text[-600:]) is not None


def is_own(text: str) -> bool:
    """Whether a line can only be the amending document's own: it has a mark and then says what is amended."""
    found = _FIRM.match(text)
    if not found:
        return False
    head = text[found.end() : found.end() + 160]
    return VERBS.match(head) is not None or (is_lead(text) and VERBS.search(head) is not None)


def opening(text: str, before: str) -> int:
    """Where a quoted block opens in a line (the place of the mark), or -1. `before` is the line above."""
    if not text:
        return -1
    if text[0] in OPENING:
        return 0 if _is_block(text) or before.endswith(":") else -1
    if text[0] in "\"”'‘`" and _STARTS.match(text):
        return 0 if before.endswith(":") else -1
    if "“" in text or '"' in text:
        found = _AFTER_LEAD.search(text)
        if found and _is_block(text[found.start("quote") :]):
            return found.start("quote")
    return -1


def _is_block(text: str) -> bool:
    """Whether the mark that opens `text` does not close again before its end."""
    depth = 0
    for place, letter in enumerate(text):
        if letter in OPENING:
            depth += 1
        elif letter in CLOSING:
            depth -= 1
        elif letter == '"':
            depth += 1 if depth == 0 else -1
        if depth <= 0 and place > 0:
            return len(text) - place <= 5 and _ENDS.search(text[-6:]) is not None
    return True


def find_spans(texts: Sequence[str], walls: Collection[int] = ()) -> list[Span]:
    """All quoted blocks of a document or an article, in reading order, not overlapping; linear in the text.

    `walls` are lines that surely are the document's own: no block goes on over them.
    """
    spans: list[Span] = []
    place, before = 0, ""
    while place < len(texts):
        text = texts[place]
        offset = opening(text, before) if (text and not _ANY.isdisjoint(text)) or text[:2] in ("''", "‘‘") else -1
        if offset >= 0 and place not in walls:
            span = _Block(texts, place, offset, walls).close()
            spans.append(span)
            place = span.end
        before = texts[place] or before
        place += 1
    return spans


class _Block:
    """A block that has been opened at line `start`, while its end is looked for."""

    def __init__(self, texts: Sequence[str], start: int, offset: int, walls: Collection[int]) -> None:
        self.texts, self.start, self.offset, self.walls = texts, start, offset, walls
        self.depth, self.last_end = 0, -1
        self.doubt, self.doubt_end = -1, -1
        self.inner = 0
        self.is_straight = texts[start][offset] in "\"'`‘”"

    def close(self) -> Span:
        """The block: to the closing mark, else to the line before the document speaks again."""
        for place in range(self.start, len(self.texts)):
            if self._is_over(place):
                break
            text = self.texts[place]
            if self._closes(text[self.offset :] if place == self.start else text, place):
                return Span(self.start, place, self.offset, True)
        if self.doubt >= 0:
            end = self.doubt_end if self.doubt_end >= 0 else self.doubt - 1
        else:
            end = self.last_end if self.last_end >= 0 else len(self.texts) - 1
        return Span(self.start, end, self.offset, False)

    def _is_over(self, place: int) -> bool:
        """Whether nothing behind this line can belong to the block."""
        if place == self.start:
            return False
        text = self.texts[place]
        is_wall = place in self.walls
        if is_wall or is_own(text) or _FOREIGN.match(text):
            if self.doubt < 0:
                self.doubt, self.doubt_end = place, self.last_end
            if is_wall or _is_restart(self.texts, place):
                return True
        return self.doubt >= 0 and place - self.doubt > _PATIENCE

    def _closes(self, text: str, place: int) -> bool:
        self.depth += _depth(text)
        if found := _INNER.match(text):
            self.inner = int(found[1])
        if not _ENDS.search(text[-8:]) or (place == self.start and len(text) == 1):
            return self.depth <= 0 and not self.is_straight and place > self.start
        self.last_end = place
        following = self.texts[place + 1] if place + 1 < len(self.texts) else ""
        if self.depth <= 0 or self.is_straight:
            if not self._runs_on(following):
                return True
            self.depth = 1
        return text.rstrip(" .;,")[-1:] in CLOSING and is_own(following)

    def _runs_on(self, following: str) -> bool:
        """Whether the numbers inside the block go on below its closing mark, which then stands there by mistake."""
        number = _INNER.match(following)
        if not number or not self.inner or is_own(following) or not is_own(self.texts[self.start - 1]):
            return False
        return int(number[1]) == self.inner + 1


def _is_restart(texts: Sequence[str], place: int) -> bool:
    """Whether the amending document surely speaks again: it announces new text and the next line opens a block."""
    following = texts[place + 1] if place + 1 < len(texts) else ""
    return is_lead(texts[place]) and following[:1] in OPENING + '"'


def _depth(text: str) -> int:
    if _ANY.isdisjoint(text):
        return 0
    return sum(map(text.count, OPENING)) - sum(map(text.count, CLOSING))
