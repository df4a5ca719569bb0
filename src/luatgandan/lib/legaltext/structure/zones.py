"""Where the parts of a document stand: head, body, signature block, annexes, notes, and a second document behind it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..lines import Line, LineMark
from .ending import is_ending
from .heading import KINDS, flatten
from .issuers import ISSUER_WORDS, NATION
from .marks import Kind, Mark, number_step, read_structure, read_unit
from .quotes import is_lead

_OTHER_KINDS = "DANH MỤC|QUY CHUẨN|QUY TẮC|BỘ QUY TẮC|NỘI QUY|CHIẾN LƯỢC|BẢNG|BIỂU|TIÊU CHUẨN|KHUNG|LỘ TRÌNH|MẪU"
ANNEX_KINDS = (*(kind.upper() for kind in KINDS), *_OTHER_KINDS.split("|"))
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHU LUC|PHỤ BIỂU|BIỂU MẪU)"
    r"(?:\s+(?:(?:SỐ|số|Số)\s*:?\s*)?(?P<number>[IVXLC]{1,7}[A-Za-z]?|\d{1,3}(?:\.\d{1,2})?[A-Za-z]?|[A-HĐ])(?![\w]))?"
    r"\s?(?:\[\d+\])?\s*(?P<sign>[.:\-–]?)\s*(?P<rest>.*)",
    re.DOTALL,
)
_FORM = re.compile(
    r"(?:MẪU|Mẫu|BIỂU|Biểu)\s+(?:SỐ|số|Số)?\s*:?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?[A-Za-zđ]?(?:[-/][\wĐđ.\-]{1,20})?)"
    r"\s*(?P<sign>[.:]?)\s*(?P<rest>.*)",
    re.DOTALL,
)
_ISSUED_WITH = re.compile(r"\(?\s*(?:được\s+)?(?:ban hành\s+)?(?:kèm|đính kèm)\s+theo", re.IGNORECASE)
_REAL_NUMBER = re.compile(r"(?:(?:Luật|Nghị quyết|Pháp lệnh)\s)?[Ss]ố\s*:\s*\d{1,5}(?:/\d{4})?[/\-][A-ZĐ]")
_ACT = re.compile(
    r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|CHỈ THỊ|NGHỊ QUYẾT|LỆNH|YÊU CẦU|BAN HÀNH|THÔNG BÁO)\s*:$"
    r"|(?:chỉ thị|yêu cầu|quyết nghị)\s*:$"
)
_OWN_NUMBER = re.compile(r"[Ss]ố\s*:?\s*\d*(?:/\d{4})?/[A-ZĐ]{2,6}-")
_OWN_DATE = re.compile(r"[A-ZĐÀ-Ỹ][^,.;:]{1,30},\s*ngày\s.{1,40}$")
_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình|Trên cơ sở)\s")
HEAD_LINES = 80
_IN_BODY = (LineMark.DIVISION, LineMark.ARTICLE, LineMark.CLAUSE, LineMark.POINT)
_NEAR = 8


class AnnexHead(NamedTuple):
    """A line that begins an annex: its number as written ("I", "01"; empty), what stands behind it on the line."""

    place: int
    number: str
    rest: str
    is_form: bool = False


class Zones(NamedTuple):
    """First line of each part; a part that is missing begins where the next one does."""

    body: int
    ending: int
    annexes: int
    notes: int


def annex_head(lines: Sequence[Line], place: int) -> AnnexHead | None:
    """The head of an annex at `place`, by its words and by what stands below it."""
    line = lines[place]
    text = line.text
    if line.rows or not text or len(text) > 250 or line.mark not in (LineMark.NONE, LineMark.ANNEX):
        return None
    found = _ANNEX.match(text)
    if line.mark is LineMark.ANNEX:
        return AnnexHead(place, found["number"] or "", found["rest"]) if found else AnnexHead(place, "", text)
    if found and _stands_alone(found["rest"], bool(found["sign"]), text):
        return AnnexHead(place, found["number"] or "", found["rest"])
    if len(text) <= 60 and (form := _FORM.match(text)) and not form["rest"]:
        return AnnexHead(place, form["number"], "", is_form=True)
    if text.isupper() and len(text) < 200 and text.startswith(ANNEX_KINDS) and _is_issued_with(lines, place):
        return AnnexHead(place, "", text)
    return None


def _stands_alone(rest: str, has_sign: bool, text: str) -> bool:
    """Whether "Phụ lục II …" is a heading: nothing behind it, capitals, a short title, or the words "kèm theo"."""
    if not rest or rest.startswith("("):
        return True
    if text[:7].isupper():
        return True
    return (
        (rest[0].isupper() or rest[0] in '“"')
        and not rest.endswith((";", ",", "."))
        and (has_sign or rest.isupper())
        and len(rest) < 200
    )


def _is_issued_with(lines: Sequence[Line], place: int) -> bool:
    for line in lines[place + 1 : place + 1 + _NEAR]:
        if _ISSUED_WITH.match(line.text):
            return True
        if read_structure(line.text) is not None:
            return False
    return False


def divide(lines: Sequence[Line], quoted: Sequence[bool], notes: int) -> Zones:
    """The parts of one document; `notes` is where its notes begin."""
    body = _body_start(lines, quoted, notes)
    ending, annexes = _End(lines, quoted, body, notes).find()
    return Zones(body, ending, annexes, notes)


def _body_start(lines: Sequence[Line], quoted: Sequence[bool], end: int) -> int:
    """The first division or article; without any, the first line behind the legal bases or the title."""
    first_other = -1
    for place in range(end):
        told = lines[place].mark
        if told in _IN_BODY:
            return place
        mark = read_structure(lines[place].text) if not (quoted[place] or told or lines[place].rows) else None
        if mark is not None and _is_first(mark, lines[place].text):
            return place
        if mark is None and place and first_other < 0 and annex_head(lines, place) and place > 5:
            first_other = place
    return _plain_start(lines, first_other if first_other >= 0 else end)


def _is_first(mark: Mark, text: str) -> bool:
    if mark.kind is Kind.ARTICLE:
        is_titled = mark.number == "1" and mark.rest[:1].isupper()  # "Điều 1 Phạm vi điều chỉnh"
        return bool(mark.sign or not mark.rest or is_titled) and mark.rest[:1] not in (",", ";", ")")
    number = mark.number.lower()
    is_one = number in ("i", "1", "thứ nhất", "a")
    return is_one and (not mark.rest or bool(mark.sign) or text.isupper() or mark.rest.isupper())


def _plain_start(lines: Sequence[Line], end: int) -> int:
    """Where the body of a document without divisions and articles begins."""
    start = 0
    for place, line in enumerate(lines[: min(end, HEAD_LINES)]):
        text = line.text
        if _ACT.search(text) and len(text) < 400:
            return place + 1
        if _BASIS.match(text) and not line.rows:
            start = place + 1
    if start:
        return start
    for place, line in enumerate(lines[: min(end, HEAD_LINES)]):
        mark = read_unit(line.text)
        is_unit = (
            mark is not None
            and mark.kind in (Kind.CAPITAL, Kind.NUMBER)
            and mark.number in ("I", "A", "1")
            and bool(mark.rest)
        )
        if is_unit or (not line.rows and len(line.text) > 150 and not line.text.isupper()):
            return place
    return 0


class _End:
    """Looks for the end of the body: the signature block, then the annexes."""

    def __init__(self, lines: Sequence[Line], quoted: Sequence[bool], body: int, end: int) -> None:
        self.lines, self.end = lines, end
        self.open = [place for place in range(body, end) if not quoted[place]]
        self.articles = [(place, mark) for place in self.open if (mark := self._article(place))]
        self.last = ""

    def _article(self, place: int) -> Mark | None:
        text = self.lines[place].text
        told = self.lines[place].mark
        is_open = told in (LineMark.NONE, LineMark.ARTICLE) and not self.lines[place].rows
        mark = read_structure(text) if text[:1] in ("Đ", "đ") and is_open else None
        is_head = mark is not None and mark.kind is Kind.ARTICLE and mark.sign and mark.rest[:1] not in (",", ";")
        return mark if is_head and not (place and is_lead(self.lines[place - 1].text)) else None

    def find(self) -> tuple[int, int]:
        """Where the signature block begins, and where the annexes do."""
        waiting = -1
        marks = dict(self.articles)
        for place in self.open:
            mark, told = marks.get(place), self.lines[place].mark
            if told and place > self.open[0]:
                if told is LineMark.ANNEX:
                    return (waiting if waiting >= 0 else place), place
                waiting, self.last = -1, mark.number if mark else self.last
            elif mark is not None and (not self.last or number_step(self.last, mark.number) == 1):
                if waiting >= 0 and not self.last:
                    continue
                waiting, self.last = -1, mark.number
            elif place > self.open[0]:
                if self._is_annex(place, is_signed=waiting >= 0):
                    return (waiting if waiting >= 0 else place), place
                if waiting < 0 and is_ending(self.lines[place]):
                    waiting = self._top_of(place)
        return (waiting, self.end) if waiting >= 0 else (self.end, self.end)

    def _top_of(self, place: int) -> int:
        """The first line of a closing block: issuer, number and date may stand above the words "XÁC THỰC …"."""
        first = self.open[0]
        while place - 1 > first and _belongs_above(self.lines[place - 1]):
            place -= 1
        return place

    def _is_annex(self, place: int, *, is_signed: bool) -> bool:
        head = annex_head(self.lines, place)
        return head is not None and (is_signed or _is_sure_annex(self.lines, head)) and not self._goes_on(place)

    def _goes_on(self, place: int) -> bool:
        """Whether the articles of the body go on behind a line that looks like the head of an annex."""
        if not self.last:
            return False
        behind = bisect_right(self.articles, place, key=lambda one: one[0])
        return behind < len(self.articles) and number_step(self.last, self.articles[behind][1].number) == 1


def _belongs_above(line: Line) -> bool:
    text = line.text
    if line.rows or line.mark or len(text) > 90:
        return False
    return bool((text.isupper() and ISSUER_WORDS.match(text)) or _OWN_NUMBER.match(text) or _OWN_DATE.match(text))


def _is_sure_annex(lines: Sequence[Line], head: AnnexHead) -> bool:
    """Whether an annex begins here though no signature was seen: capitals, or words that say with what it is issued."""
    if head.is_form:
        return False
    return lines[head.place].text[:7].isupper() or _is_issued_with(lines, head.place)


def second_document(lines: Sequence[Line], start: int) -> int:
    """Where another document begins behind line `start`: the national head, then a real number within a few lines."""
    for place in range(start, len(lines)):
        texts = flatten([lines[place]]) if not lines[place].mark else []
        if any(NATION.search(text) for text in texts) and _has_number(lines, place):
            return _top_of(lines, place, start)
    return len(lines)


def _has_number(lines: Sequence[Line], place: int) -> bool:
    near = flatten(lines[max(place - 3, 0) : place + _NEAR])
    below = flatten(lines[place : place + 40])
    return any(_REAL_NUMBER.match(text) for text in near) and any(_BASIS.match(text) for text in below)


def _top_of(lines: Sequence[Line], place: int, start: int) -> int:
    """The first line of a head whose national line is `place`: the issuer may stand above it."""
    while place - 1 > start and lines[place - 1].text.isupper() and not annex_head(lines, place - 1):
        place -= 1
    return place
