"""Notes at the foot of gazette pages, in plain text: "31 Điều này được sửa đổi …" below, "y tế31" in the words above.

They are counted through the document, so that each is known by its number. What comes out is what readers of other
files give: marks as "[31]" in the text, the notes last, marked `is_note`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from .furniture import is_running_head, page_number
from .lines import Line

_ACTS = "Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định"
_NOTE = re.compile(
    r"(\d{1,3})\s+(?="
    r"(?:Khoản|Điều|Điểm|Tiết|Chương|Mục|Tiểu mục|Phần|Phụ lục|Mẫu|Văn bản)(?: số \S+| này){1,2}"
    r" (?:được|bị|hết|đã|bao gồm)"
    rf"|(?:Khoản|Điều) \d+ (?:của )?(?:{_ACTS})[\w ]{{0,12}} số"
    r"|(?:Cụm từ|Các cụm từ|Từ|Các từ|Nội dung|Tên|Đoạn|Câu|Quy định|Việc|Số|Dòng|Chỉ tiêu)\b"
    rf"|(?:\([ivx]+\) |- )?(?:{_ACTS})\b)"
)
_CITING = re.compile(r"\b(?:khoản|điểm|điều)$", re.IGNORECASE)  # a citation broken over two lines
_OWN = re.compile(r"(?:Điều \d{1,4}[a-zđ]?|\d{1,3}[a-zđ]?)\.\s|[a-zđ]\d?\)\s")
# where a text says that it is a consolidated one; others have tables with rows like notes
_CONSOLIDATED = re.compile(r"(?:XÁC THỰC )?VĂN BẢN HỢP NHẤT|Số\s*:?\s*\d+/VBHN-")
_LEAST = 2  # notes that a text must have, to be believed; one is enough where it tells the bases of an act
_TELLS = "có căn cứ ban hành như sau"
_ONE_MORE = re.compile(rf"(?:\([ivx]+\) |- )?(?:{_ACTS})\b[^“”;]{{1,600}}?{_TELLS}:")


def with_notes(lines: Sequence[Line]) -> list[Line]:
    """The lines with the foot notes of their pages taken out and put last; other texts as they are."""
    if not any(_CONSOLIDATED.match(line.text) or _TELLS in line.text for line in lines):
        return list(lines)
    found = _Pages()
    for _number, page in groupby(lines, key=lambda line: line.page):
        found.add(list(page))
    is_sure = len(found.notes) >= _LEAST or any(_TELLS in note.text for note in found.notes)
    return [*_marked(found.body, found.notes), *found.notes] if is_sure else list(lines)


@dataclass
class _Pages:
    """The words and the notes of the pages read so far; `is_open` while the last line read was one of a note."""

    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    is_open: bool = False

    def add(self, page: Sequence[Line]) -> None:
        """Read one page; below its words, a note of the page before may go on above the first of its own."""
        has_words = False
        for block in _blocks(page):
            carried = self._carried(block, is_first=not has_words)
            for line in block[:carried]:
                self._go_on(line)
            for line in block[carried:]:
                self._add(line)
            has_words = has_words or not all(_is_furniture(line) for line in block)

    def _carried(self, block: Sequence[Line], *, is_first: bool) -> int:
        """How many lines at the start of a block go on with the last note: those before a note that begins in it."""
        before = [Line(""), *block]
        own = next((place for place, line in enumerate(block) if self._opens(line, before[place].text)), len(block))
        is_more = own < len(block) and not is_first
        return own if self.notes and (is_more or self._tells_more(block, is_first=is_first)) else 0

    def _tells_more(self, block: Sequence[Line], *, is_first: bool) -> bool:
        """Whether a block goes on telling the bases of acts: with one more act, or to the end of what is quoted."""
        note, words = self.notes[-1].text, " ".join(line.text for line in block)
        if _TELLS not in note:
            return False
        if is_first:
            return _ONE_MORE.match(words) is not None or (note.endswith(":") and words.startswith("“"))
        return _TELLS in words or _quoted(note) > 0 > _quoted(words)

    def _opens(self, line: Line, before: str) -> bool:
        """Whether the line begins the next note, and is no citation that goes on from the line before."""
        found = _NOTE.match(line.text) if line.page and not line.rows else None
        is_next = found is not None and int(found[1]) == len(self.notes) + 1
        return is_next and not _CITING.search(before[-20:])

    def _add(self, line: Line) -> None:
        before = "" if self.is_open or not self.body else self.body[-1].text
        if self._opens(line, before):
            number, _space, words = line.text.partition(" ")
            self.notes.append(replace(line, text=f"[{number}] {words.lstrip()}", is_note=True))
            self.is_open = True
        elif self.is_open and _goes_on(line, self.notes[-1]):
            self._go_on(line)
        else:
            self.is_open = False
            self.body.append(line)

    def _go_on(self, line: Line) -> None:
        self.notes[-1] = replace(self.notes[-1], text=f"{self.notes[-1].text} {line.text}")


def _blocks(page: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a page between empty lines; all of it where none is known."""
    block: list[Line] = []
    for line in page:
        if line.is_apart and block:
            yield block
            block = []
        block.append(line)
    yield block


def _is_furniture(line: Line) -> bool:
    return is_running_head(line.text) or page_number(line.text) is not None


def _quoted(text: str) -> int:
    """How many quotations it leaves open; below 0 where it closes more than it opens."""
    return text.count("“") - text.count("”")


def _goes_on(line: Line, note: Line) -> bool:
    """Whether a line belongs to the note above: on its page, and no clause of the law unless a quotation is open."""
    is_words = _quoted(note.text) > 0 or not _OWN.match(line.text)
    return line.page == note.page and not _is_furniture(line) and not line.rows and is_words


def _marked(body: list[Line], notes: Sequence[Line]) -> list[Line]:
    """The words with the mark of each note as "[5]", looked for on the page of the note behind the mark before it."""
    at = 0
    for number, note in enumerate(notes, start=1):
        places = (place for place in range(at, len(body)) if body[place].page == note.page)
        found = next(((place, text) for place in places if (text := _with_mark(body[place].text, number))), None)
        if found:
            at = found[0]
            body[at] = replace(body[at], text=found[1])
    return body


def _with_mark(text: str, number: int) -> str:
    """The text with the mark of this note in brackets ("3.9 Mức hưởng", "y tế51", not "QH13"); empty without one."""
    if start := re.match(rf"(?:\d{{1,3}}[a-zđ]?\.|[a-zđ]\d?\)){number}(?=\s)", text):
        cut = start.end() - len(str(number))
        return f"{text[:cut]}[{number}]{text[start.end() :]}"
    for found in re.finditer(rf"(?<=[^\W\d_]){number}(?!\w)", text):
        if text[found.start() - 1].islower():
            return f"{text[: found.start()]}[{number}]{text[found.end() :]}"
    return ""
