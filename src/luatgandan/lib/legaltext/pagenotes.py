"""Notes at the foot of gazette pages, in plain text: "31 Điều này được sửa đổi …" below, "y tế31" in the words above.

They are counted through the document, so that each is known by its number. What comes out is what readers of other
files give: marks as "[31]" in the text, the notes last, marked `is_note`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from .furniture import is_running_head, page_number
from .lines import Line

_ACTS = "Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định"
_NOTE = re.compile(
    r"(\d{1,3})\s+(?="
    r"(?:Khoản|Điều|Điểm|Tiết|Chương|Mục|Tiểu mục|Phần|Phụ lục|Mẫu|Văn bản)(?: số \S+| này){1,2}"
    r" (?:được|bị|hết|đã|bao gồm)"
    rf"|(?:Khoản|Điều) \d+ (?:của )?(?:{_ACTS})[\w ]{{0,12}} số"
    r"|(?:Cụm từ|Các cụm từ|Từ|Các từ|Nội dung|Tên|Đoạn|Câu|Quy định|Việc|Số|Dòng|Chỉ tiêu)\b"
    rf"|(?:{_ACTS})\b)"
)
_CITING = re.compile(r"\b(?:khoản|điểm|điều)$", re.IGNORECASE)  # a citation broken over two lines
_OWN = re.compile(r"(?:Điều \d{1,4}[a-zđ]?|\d{1,3}[a-zđ]?)\.\s|[a-zđ]\d?\)\s")
# where a text says that it is a consolidated one; others have tables with rows like notes
_CONSOLIDATED = re.compile(r"(?:XÁC THỰC )?VĂN BẢN HỢP NHẤT|Số\s*:?\s*\d+/VBHN-")
_LEAST = 2  # notes that a text must have, to be believed


def with_notes(lines: Sequence[Line]) -> list[Line]:
    """The lines with the foot notes of their pages taken out and put last; other texts as they are."""
    if not any(_CONSOLIDATED.match(line.text) for line in lines):
        return list(lines)
    body: list[Line] = []
    notes: list[Line] = []
    is_open = False
    for line in lines:
        is_cited = not is_open and body and _CITING.search(body[-1].text[-20:])
        found = _NOTE.match(line.text) if line.page and not line.rows and not is_cited else None
        if found and int(found[1]) == len(notes) + 1:
            notes.append(replace(line, text=f"[{found[1]}] {line.text[found.end() :]}", is_note=True))
            is_open = True
        elif is_open and _goes_on(line, notes[-1]):
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {line.text}")
        else:
            is_open = False
            body.append(line)
    return [*_marked(body, notes), *notes] if len(notes) >= _LEAST else list(lines)


def _goes_on(line: Line, note: Line) -> bool:
    """Whether a line belongs to the note above: on its page, and no clause of the law unless a quotation is open."""
    is_furniture = is_running_head(line.text) or page_number(line.text) is not None
    is_quoted = note.text.count("“") > note.text.count("”")
    return line.page == note.page and not is_furniture and not line.rows and (is_quoted or not _OWN.match(line.text))


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
