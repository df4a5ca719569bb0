"""Notes of consolidated texts (văn bản hợp nhất): which amending provision gave a unit its words, and since when.

"[1] Khoản này được sửa đổi, bổ sung theo quy định tại khoản 2 Điều 1 của Luật số …, có hiệu lực kể từ ngày …"
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from ..citations import Context, DocumentRef, Place, find
from ..lines import Line
from ..tree import Node, Parsed
from .values import Action

_NOTE = re.compile(r"^\s*\[(?P<mark>\d{1,3})\]\s*(?P<text>.+)$", re.DOTALL)
_MARK = re.compile(r"\[(\d{1,3})\]")
_WHAT = re.compile(
    r"(?P<what>(?:Các )?cụm từ|Từ|Tên|Đoạn|(?:Các )?điểm|(?:Các )?khoản|Điều|Mục|Chương|Phụ lục|Tiểu mục|Phần|Mẫu|"
    r"Nội dung|Quy định|Gạch đầu dòng|Dấu|Số|Danh mục|Biểu|Bảng|Nguồn gốc|Tiêu đề)(?!\w)",
    re.IGNORECASE,
)
_DAY = r"(?P<day>\d{1,2})(?:\stháng\s|[/.-])(?P<month>\d{1,2})(?:\snăm\s|[/.-])(?P<year>\d{4})"
_DONE = re.compile(
    r"\s(?:được|bị)\s(?P<verb>sửa đổi, bổ sung|sửa đổi|bổ sung|thay thế|thay|bãi bỏ|bỏ|hủy bỏ|huỷ bỏ|đính chính)"
    r"(?P<words>[^.;]{0,400}?)\s(?:theo|bởi|tại|bằng)\s(?=quy định|điểm|khoản|điều|điểm|luật|nghị|thông|quyết|pháp)"
    rf"|\s(?P<ends>hết hiệu lực)(?: thi hành)?(?: kể)? từ ngày\s{_DAY}[^.;]{{0,40}}?\s(?:theo|tại)\s",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"có hiệu lực(?: thi hành)?(?: kể)? từ ngày\s{_DAY}")
_ACTIONS = {"bổ sung": Action.ADD, "thay": Action.REPLACE, "thay thế": Action.REPLACE}
_REPEALS = frozenset({"bãi bỏ", "bỏ", "hủy bỏ", "huỷ bỏ"})
_QUOTED = re.compile(r"[“\"]([^”\"]{1,300})[”\"]")
_MANY = 3_000  # letters of a note that are read


@dataclass(frozen=True, slots=True)
class NotedChange:
    """A change worked into a consolidated text: its unit `eid`, by `places` of `document`, since `effective_on`.

    `words` are the phrases the note quotes, when some words were changed.
    """

    mark: str
    eid: str
    action: Action
    document: DocumentRef
    places: tuple[Place, ...] = ()
    effective_on: date | None = None
    words: tuple[str, ...] = ()
    text: str = ""
    confidence: float = 0.95


def read_footnotes(parsed: Parsed, notes: Iterable[str], lines: Sequence[Line]) -> list[NotedChange]:
    """The changes told in `notes` ("[3] Khoản này …"), each at the unit that has the mark [3].

    `lines` are those `parsed` was made of: marks in headings and behind numbers ("7.[5]") stand only there.
    """
    places = _marks(parsed, lines)
    return [change for note in notes for change in _read(note, places)]


def _marks(parsed: Parsed, lines: Sequence[Line]) -> dict[str, str]:
    """Where each mark stands first."""
    found: dict[str, str] = {}
    owners = _owners(parsed)
    for index, line in enumerate(lines):
        if "[" in line.text and not line.is_note and index in owners:
            for mark in _MARK.findall(line.text):
                found.setdefault(mark, owners[index])
    for node in parsed.walk():
        for mark in _MARK.findall(node.text):
            found.setdefault(mark, node.eid)
    return found


def _owners(parsed: Parsed) -> dict[int, str]:
    """The eId of the innermost unit that each line belongs to; units walked outermost first."""
    owners: dict[int, str] = {}
    for node in parsed.walk():
        for index in _own_lines(node):
            owners[index] = node.eid
    return {index: eid for index, eid in owners.items() if eid}


def _own_lines(node: Node) -> range:
    """The lines of a unit before those of its first child; none of an unnumbered one."""
    first, last = node.lines
    if first < 0 or not node.eid:
        return range(0)
    below = [child.lines[0] for child in node.children if child.eid and child.lines[0] > first]
    return range(first, min([last + 1, *below]))


def _read(note: str, places: dict[str, str]) -> Iterator[NotedChange]:
    found = _NOTE.match(note)
    if not found:
        return
    text = " ".join(found["text"][:_MANY].split())
    what = _WHAT.match(text)
    if not what:
        return
    done = list(_DONE.finditer(text))
    for one, following in zip_longest(done, done[1:]):
        behind = text[one.end() : following.start() if following else len(text)]
        change = _change(found["mark"], what["what"].lower(), text[: one.start()], one, behind)
        if change:
            eid = places.get(change.mark, "")
            confidence = 0.95 if eid and change.places and change.effective_on else 0.7
            yield NotedChange(
                change.mark,
                eid,
                change.action,
                change.document,
                change.places,
                change.effective_on,
                change.words,
                text,
                confidence,
            )


def _change(mark: str, what: str, before: str, done: re.Match[str], behind: str) -> NotedChange | None:
    mentions = [one for one in find(behind, Context(kind="Văn bản hợp nhất")) if not one.document.is_present]
    if not mentions:
        return None
    since = done if done["ends"] else _SINCE.search(behind)
    is_words = what.endswith("từ") or what in ("dấu", "số")
    verb = (done["verb"] or "").lower()
    action = Action.REPEAL if done["ends"] or verb in _REPEALS else _ACTIONS.get(verb, Action.AMEND)
    words = tuple(_QUOTED.findall(f"{before} {done['words'] or ''}")) if is_words else ()
    first = mentions[0]
    return NotedChange(
        mark,
        "",
        Action.WORDS if is_words else action,
        first.document,
        first.places,
        _date(since) if since else None,
        words,
    )


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
