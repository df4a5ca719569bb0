"""Running text as tokens of citations: units with their numbers, documents, short names being defined."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .documents import DocumentReader
from .patterns import SHORT_UNITS, Patterns, patterns
from .values import Context, DocumentRef, Rank


@dataclass(slots=True)
class Value:
    """One number of a unit; `through` the end of a range."""

    text: str
    start: int
    end: int
    through: str = ""


@dataclass(slots=True)
class Unit:
    """A unit word with its numbers ("khoản 1, 2 và 3"); no values when it is "khoản này" or a lone "Phụ lục"."""

    rank: Rank
    start: int
    end: int
    values: list[Value] = field(default_factory=list)
    is_this: bool = False
    is_weak: bool = False  # "K.3": counts only beside other parts of a citation
    is_plural: bool = False  # "các Điều 2, Điều 3"
    is_sure: bool = True  # False: "Mục 2" needs something that shows it is no form or budget line


@dataclass(slots=True)
class Document:
    """A document; `is_foreign`: a treaty or contract, whose articles are not ours to cite."""

    ref: DocumentRef
    start: int
    end: int
    is_foreign: bool = False


Token = Unit | Document

_MOST = 100  # numbers after one unit word
_QUOTE_START = re.compile(r"[\s\"“'‘«]*$")
_TITLE_AFTER = re.compile(r"[.:](?:\s|$)|\s?[-–.]\s?[A-ZĐ]{2}|\s*\n|\s*$")
_RELATIVE_BEFORE = re.compile(
    r"(?:tại|theo|của|trong|từ|thuộc|với|ở|bởi|quy định|tiết|điểm|khoản|này|chi tiết|thi hành|ngoài|trừ)"
    r"\s{1,3}"
    r"(?:[\wđ,. ]{1,6}\s)?$"
)
_CONVENTION = re.compile(r"\s(?:của\s)?[A-Z]{4,}(?!\w)")  # "Phụ lục I CITES": of a treaty
_GLUED = ("iĐiều ", "àĐiều ", "oĐiều ", "aĐiều ")
_STATES = re.compile(r"\s(?:quy định|áp dụng|không áp dụng|được áp dụng|không điều chỉnh|có hiệu lực)")
_DEFINE = re.compile(
    r"(?:được )?(?:gọi|viết|gọi chung|gọi tắt|viết tắt)(?: (?:chung|tắt))?(?: là)?\s?:?\s?[\"“]?"
    r"(?P<name>[^()\[\];“”\"\n]{2,90}?)"
    r"(?=[)\];”\"\n.]|, |$)"
)


class Reader:
    """Reads one text; `definitions` grows as short names are met."""

    def __init__(self, text: str, low: str, context: Context) -> None:
        self.text, self.low, self.context = text, low, context
        self.words: Patterns = patterns(text.isascii(), any(one in text for one in _GLUED))
        self.is_bare = text.isascii()
        self.documents = DocumentReader(text, low, context, self.words)
        self.tokens: list[Token] = []

    def read(self) -> list[Token]:
        """All tokens in reading order, never overlapping."""
        done = 0
        for head in self.words.heads.finditer(self.low):
            if head.start() < done:
                continue
            token = self._define(head) if head["define"] else self._token(head)
            if isinstance(token, int):
                done = token
            elif token:
                self.tokens.append(token)
                done = token.end
        return self.tokens

    def _token(self, head: re.Match[str]) -> Token | None:
        if head["unit"] or head["short"]:
            return self._unit(head)
        found = self.documents.read(head)
        return Document(*found) if found else None

    # --- short names ---------------------------------------------------------------------------------------------
    def _define(self, head: re.Match[str]) -> int | None:
        """Learn "(sau đây gọi là Luật Đất đai)"; gives where the name ends, since it is no citation itself."""
        found = _DEFINE.match(self.low, head.end())
        if not found:
            return None
        name = self.text[found.start("name") : found.end("name")].strip(" .,")
        if name.endswith("này"):
            return None
        before = [token for token in self.tokens[-4:] if isinstance(token, Document) and not token.is_foreign]
        is_close = bool(before) and head.start() - before[-1].end < 400
        if is_close and self.documents.is_document_name(name):
            ref = self._meant(name, before)
        elif is_close and re.fullmatch(r"[\s(,]*", self.low[before[-1].end : head.start()]) and name.count(" ") < 6:
            ref = before[-1].ref
        else:
            return None
        if not ref.is_present:
            self.documents.define(name, ref)
        return found.end("name")

    def _meant(self, name: str, before: list[Document]) -> DocumentRef:
        """Of the documents before a short name the last whose kind or number the name repeats, else the last."""
        low = name.lower()
        for token in reversed(before):
            ref = token.ref
            if (ref.number and ref.number.lower() in low) or (ref.kind and low.startswith(ref.kind.lower())):
                return ref
        return before[-1].ref

    # --- units ---------------------------------------------------------------------------------------------------
    def _unit(self, head: re.Match[str]) -> Unit | None:
        word = head["unit"] or head["short"]
        rank = SHORT_UNITS[word] if head["short"] else self.words.units[" ".join(word.split())]
        start, end = head.span()
        if head["short"]:
            end += 1 if self.low[end : end + 1] == "." else 0
            return self._numbered(rank, start, end, is_weak=True)
        if found := self.words.this.match(self.low, end):
            return self._this(rank, start, found.end())
        if rank is Rank.ANNEX:
            return self._annex(start, end)
        return self._numbered(rank, start, end)

    def _this(self, rank: Rank, start: int, end: int) -> Unit | None:
        """ "Điều này"; "điều này" (this thing) only where a provision can stand."""
        is_capital = self.text[start].isupper()
        before = self.low[max(0, start - 24) : start]
        at_start = not before.strip() or before.rstrip()[-1] in '.;:"“\n'
        if is_capital and at_start:
            stands = bool(_STATES.match(self.low, end)) and self.context.has_document
        elif is_capital or rank in (Rank.CLAUSE, Rank.POINT, Rank.ITEM):
            stands = not before.endswith(("các ", "những ", "số "))
        else:
            stands = bool(_RELATIVE_BEFORE.search(before))
        return Unit(rank, start, end, is_this=True) if stands else None

    def _annex(self, start: int, end: int) -> Unit | None:
        if self.text[start:end].isupper() and self._starts_line(start):
            return None
        unit = self._numbered(Rank.ANNEX, start, end)
        if unit and _CONVENTION.match(self.text, unit.end):
            return None
        if unit and all(_is_annex_number(self.text[value.start : value.end]) for value in unit.values):
            return unit
        return Unit(Rank.ANNEX, start, end, is_sure=False)

    def _starts_line(self, start: int) -> bool:
        line = self.low.rfind("\n", 0, start) + 1
        return start - line < 4 and bool(_QUOTE_START.match(self.low[line:start]))

    def _numbered(self, rank: Rank, start: int, end: int, is_weak: bool = False) -> Unit | None:
        first = self.words.first_value[rank]
        found = (
            re.compile(r"\s?" + first.pattern[first.pattern.index('[\\"') :]).match(self.low, end) if is_weak else None
        )
        found = found or first.match(self.low, end)
        if not found or self._is_heading(rank, start, found) or not self._fits(rank, found):
            return None
        values = [Value(self._number(rank, found), start, found.end())]
        values += self._more(rank, values[0], start)
        is_plural = self.low.endswith(("các ", "những "), 0, start)
        unit = Unit(rank, start, values[-1].end, values, is_weak=is_weak, is_plural=is_plural)
        unit.is_sure = self._is_sure(unit)
        return unit

    def _number(self, rank: Rank, found: re.Match[str]) -> str:
        """The number as we keep it: points in small letters, Roman numbers and annexes in capitals, "IV-A" whole."""
        written = self.text[found.start("value") : found.end("value")]
        if rank <= Rank.ARTICLE:
            return written.lower().strip("()")
        if rank is Rank.ANNEX:
            return re.sub(r"(?i)^(?:số|so)\s", "", written)
        return written if written.lower().startswith("th") else written.upper() if rank >= Rank.SECTION else written

    def _more(self, rank: Rank, first: Value, start: int) -> Iterator[Value]:
        """The further numbers of a list or range."""
        last, pattern, count = first, self.words.next_value[rank], 0
        while count < _MOST and (found := pattern.match(self.low, last.end)):
            count += 1
            separator = found["separator"].strip(" \n,;")
            if found["separator"].strip().startswith(";") or self._is_unit_ahead(rank, found):
                return
            value = Value(self._number(rank, found), found.start("value"), found.end())
            if separator in ("đến", "tới", "den", "toi", "-", "–"):
                last.through, last.end = value.text, value.end
                continue
            last = value
            yield value

    def _is_unit_ahead(self, rank: Rank, found: re.Match[str]) -> bool:
        """Whether a letter after "và" is a word ("điểm a và y tế") or a number starts a date."""
        return self.low.startswith((" tế", "/"), found.end())

    def _is_heading(self, rank: Rank, start: int, found: re.Match[str]) -> bool:
        """ "Điều 5. Phạm vi" at the start of a line is an article's own heading, "CHƯƠNG II" a chapter's."""
        if rank < Rank.ARTICLE or not self._starts_line(start):
            return False
        after = self.text[found.end() : found.end() + 4]
        if rank > Rank.ARTICLE and after[:1].isspace() and after[1:3].isupper() and after[1:3].isalpha():
            return True
        return bool(_TITLE_AFTER.match(after)) and not (
            after.startswith(".") and rank is Rank.ARTICLE and start == 0 and not after.strip(".")
        )

    def _fits(self, rank: Rank, found: re.Match[str]) -> bool:
        """Guards against everyday words: "điểm y tế", "tiết kiệm", "phần i" in small letters."""
        written = self.text[found.start("value") : found.end("value")]
        if rank is Rank.POINT:
            return not self.low.startswith(" tế", found.end()) or written != "y"
        if (
            rank >= Rank.SECTION
            and rank is not Rank.ANNEX
            and not written[0].isdigit()
            and not written.lower().startswith("th")
        ):
            return written[0].isupper() or self.is_bare
        return True

    def _is_sure(self, unit: Unit) -> bool:
        """Parts, chapters and sections need a capital and a word of place before them when they stand alone."""
        if unit.rank < Rank.SUBSECTION or unit.rank is Rank.ANNEX:
            return True
        before = self.low[max(0, unit.start - 14) : unit.start]
        return self.text[unit.start].isupper() and bool(self.words.before_bare.search(before))


def _is_annex_number(written: str) -> bool:
    """Annex numbers are digits or capitals; "phụ lục a" is not told from a word."""
    last = written.split()[-1]
    return any(letter.isdigit() for letter in last) or last[:1].isupper()
