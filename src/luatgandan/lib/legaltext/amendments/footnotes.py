"""Notes of consolidated texts (văn bản hợp nhất): which amending provision gave a unit its words, and since when.

"[1] Khoản này được sửa đổi, bổ sung theo quy định tại khoản 2 Điều 1 của Luật số …, có hiệu lực kể từ ngày …"
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..citations import Context, DocumentRef, Place, find
from ..tree import Node, Parsed
from .values import Action

_NOTE = re.compile(r"^\s*\[(?P<mark>\d{1,3})\]\s*(?P<text>.+)$", re.DOTALL)
_MARK = re.compile(r"\[(\d{1,3})\]")
_SAYS = re.compile(
    r"(?P<what>(?:Các )?cụm từ|Từ|Tên|Đoạn|(?:Các )?điểm|(?:Các )?khoản|Điều|Mục|Chương|Phụ lục|Tiểu mục|Phần|Mẫu|"
    r"Nội dung|Quy định)(?P<rest>[^.;]*?)\s(?:đã\s)?(?:được|bị)\s"
    r"(?P<verb>sửa đổi, bổ sung|sửa đổi|bổ sung|thay thế|thay|bãi bỏ|bỏ|hủy bỏ|đính chính)",
    re.IGNORECASE,
)
_BY = re.compile(r"\s(?:theo|bởi|tại|bằng)\s")
_SINCE = re.compile(
    r"có hiệu lực(?: thi hành)?(?: kể)? từ ngày\s(?P<day>\d{1,2})(?:\stháng\s|[/.-])(?P<month>\d{1,2})"
    r"(?:\snăm\s|[/.-])(?P<year>\d{4})"
)
_ACTIONS = {"bổ sung": Action.ADD, "thay": Action.REPLACE, "thay thế": Action.REPLACE}
_QUOTED = re.compile(r"[“\"]([^”\"]{1,300})[”\"]")
_MANY = 3_000  # letters of a note that are read


@dataclass(frozen=True, slots=True)
class NotedChange:
    """A change worked into a consolidated text: its unit `eid`, by `places` of `document`, since `effective_on`."""

    mark: str
    eid: str
    action: Action
    document: DocumentRef
    places: tuple[Place, ...] = ()
    effective_on: date | None = None
    words: tuple[str, ...] = ()
    text: str = ""
    confidence: float = 0.95


def read_footnotes(parsed: Parsed, notes: Iterable[str]) -> list[NotedChange]:
    """The changes told in `notes` (lines "[3] …"), each at the unit whose text or heading has the mark [3]."""
    places = _marks(parsed)
    return [change for note in notes for change in _read(note, places)]


def _marks(parsed: Parsed) -> dict[str, str]:
    """Where each mark stands first."""
    found: dict[str, str] = {}
    for node in parsed.walk():
        for mark in _marks_of(node):
            found.setdefault(mark, node.eid)
    return found


def _marks_of(node: Node) -> Iterator[str]:
    for text in (node.number, node.heading, node.text):
        if "[" in text:
            yield from _MARK.findall(text)


def _read(note: str, places: dict[str, str]) -> Iterator[NotedChange]:
    found = _NOTE.match(note)
    if not found:
        return
    text = " ".join(found["text"][:_MANY].split())
    says = _SAYS.search(text)
    if not says or says.start() > 40:
        return
    behind = text[says.end() :]
    since = _SINCE.search(behind)
    by = _BY.search(behind)
    mentions = [one for one in find(behind, Context(kind="Văn bản hợp nhất")) if not one.document.is_present]
    if not mentions or not by or mentions[0].start < by.start():
        return
    first = mentions[0]
    is_words = says["what"].lower().endswith("từ")
    verb = says["verb"].lower()
    action = (
        Action.WORDS
        if is_words
        else Action.REPEAL
        if verb in ("bãi bỏ", "bỏ", "hủy bỏ")
        else _ACTIONS.get(verb, Action.AMEND)
    )
    day = _date(since) if since else None
    eid = places.get(found["mark"], "")
    confidence = 0.95 if eid and first.places and day else 0.7
    words = tuple(_QUOTED.findall(says["rest"] + behind[: by.start()])) if is_words else ()
    yield NotedChange(found["mark"], eid, action, first.document, first.places, day, words, text, confidence)


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
