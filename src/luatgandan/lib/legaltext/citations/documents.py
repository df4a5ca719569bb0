"""Names of documents in running text: by number, by title and year, by kind ("Nghị định này"), by a short name."""

import re
from datetime import date
from functools import lru_cache

from .names import flat, unmarked
from .patterns import (
    ABBREVIATED,
    ATTACHED,
    KIND_OF_CODE,
    KINDS,
    NORMATIVE,
    NUMBER,
    OWN_CODE,
    PLAIN_NUMBER,
    SO,
    TITLED,
    Patterns,
)  # fmt: skip
from .values import Context, DocumentRef

Found = tuple[DocumentRef, int, int, bool]

_LOOK = 160  # letters in which a title must fit
_TITLE_STOPS = re.compile(
    r"[.;:,()\[\]\"“”\n/]|\s(?:quy định|được|bị|có|đã|thì|là|và|hoặc|của|do|này|đó|về|ngày|năm|số|để|trong|tại|theo|"
    r"khi|không(?! gian)|phải|bao gồm|hiện hành|mà|nhưng|còn|cho|đối với|cũng|nêu|sửa đổi|với|trước|sau|từ|mới|cũ|nói|"
    r"đang|sẽ|chưa|bằng|như|thay thế|điều|khoản)(?!\w)"
)
_NOT_TITLES = ("sư", "gia", "pháp", "lệ", "khoa", "học", "này", "nước", "quốc tế", "việt nam", "thi đấu", "chơi")
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|zip|rar)")
_DEFINED_KIND = re.compile(
    r"(?:bộ luật|luật|pháp lệnh|nghị|thông tư|quyết định|quy chế|điều lệ|bl[dhlt]|nđ|qđ|tt|văn bản|hiến pháp|chỉ thị|"
    r"quy định)",
    re.IGNORECASE,
)


class DocumentReader:
    """Reads documents at places where a head was found."""

    def __init__(self, text: str, low: str, context: Context, words: Patterns) -> None:
        self.text, self.low, self.context, self.words = text, low, context, words
        self.definitions: dict[str, DocumentRef] = dict(context.definitions)
        self.new_definitions: dict[str, DocumentRef] = {}
        self.last: dict[str, DocumentRef] = {}

    def define(self, name: str, ref: DocumentRef) -> None:
        """Keep a short name for the rest of the text."""
        self.definitions[flat(name)] = self.new_definitions[flat(name)] = ref

    def is_document_name(self, name: str) -> bool:
        """Whether a short name reads like that of a document."""
        return bool(_DEFINED_KIND.match(name))

    def read(self, head: re.Match[str]) -> Found | None:
        """The document named at a head, remembered for "Nghị định nêu trên"."""
        found = self._read(head)
        if found and not found[3] and not found[0].is_present and found[0].kind:
            self.last[found[0].kind.lower()] = found[0]
        return found

    def _read(self, head: re.Match[str]) -> Found | None:
        start = head.start()
        if head["foreign"]:
            return DocumentRef(kind=head["foreign"].capitalize()), start, head.end(), True
        if head["number"]:
            return self._bare_number(start)
        if found := self._defined(start):
            return found
        if head["abbreviated"]:
            return self._numbered(start, head.end(), ABBREVIATED[_marked(head["abbreviated"])], may_be_partial=True)
        if head["code"]:
            return self._titled(start, start)
        return self._of_kind(start, head.end(), self._kind(head["kind"]))

    def _kind(self, written: str) -> str:
        words = " ".join(written.split())
        return next((kind for kind in KINDS if words in (kind, unmarked(kind))), words)

    # --- by kind -------------------------------------------------------------------------------------------------
    def _of_kind(self, start: int, end: int, kind: str) -> Found | None:
        label = kind.capitalize()
        if found := self.words.this.match(self.low, end) or self.words.guiding.match(self.low, end):
            return self._present(start, found.end(), kind)
        is_capital = self.text[start].isupper()
        if found := self.words.earlier.match(self.low, end):
            ref = self.last.get(kind)
            return (ref, start, found.end(), False) if ref and (is_capital or kind in NORMATIVE) else None
        if kind in TITLED and (read := self._amending(start, end, label) or self._titled(start, end)):
            return read
        return self._numbered(start, end, label, may_be_partial=is_capital and kind in NORMATIVE)

    def _present(self, start: int, end: int, kind: str) -> Found | None:
        """ "Nghị định này": the present document, also the rules attached to it; else a document we do not know."""
        own = self.context.kind.lower()
        is_capital = self.text[start].isupper()
        if own and (kind in own or own in kind):
            pass
        elif kind in ATTACHED or kind == "quyết định":
            if not is_capital or not (kind in NORMATIVE or own):
                return None
        elif kind not in NORMATIVE:
            return None
        elif own and kind in NORMATIVE and kind not in ("quy chế", "điều lệ"):
            earlier = self.last.get(kind)
            return (earlier or DocumentRef(kind=kind.capitalize())), start, end, False
        return self.present(kind), start, end, False

    def present(self, kind: str = "") -> DocumentRef:
        """The document the text stands in."""
        return DocumentRef(kind=self.context.kind or kind.capitalize(), number=self.context.number, is_present=True)

    def _amending(self, start: int, end: int, label: str) -> Found | None:
        """ "Luật sửa đổi, bổ sung một số điều của Luật X": the amending law, unless the number is that of Luật X."""
        found = self.words.amending_title.match(self.low, end)
        if not found:
            return None
        inner_kind = next(
            (kind for kind in ("bộ luật", "pháp lệnh", "luật") if self.low.startswith(kind, found.end())), ""
        )
        inner = self._titled(found.end(), found.end() + len(inner_kind)) if inner_kind else None
        if not inner:
            return None
        ref, inner_start, stop, _ = inner
        if (
            ref.number
            and ref.number in self.context.names.numbers(ref.name)
            and ref.number in self.text[inner_start:stop]
        ):
            return inner
        written = self.text[inner_start:stop]
        number = ref.number if ref.number and ref.number in written else ""
        name = " ".join(f"{self.text[start : found.end()]}{ref.name or ref.label}".split())
        year = ref.year if ref.year and str(ref.year) in written else 0
        return DocumentRef(label, number, name, year, ref.issued_on, ref.issuer), start, stop, False

    # --- by title ------------------------------------------------------------------------------------------------
    def _titled(self, start: int, end: int) -> Found | None:
        """A law by its title, with the number or year behind it."""
        length, title = self.context.names.match(self.text[start : start + _LOOK])
        if length and (length > end - start or end == start):
            return self._behind_title(start, start + length, title)
        if self.text[start:end].lower() in ("hiến pháp", "hien phap"):
            return self._constitution(start, end)
        stop = self._unknown_title(end) if self.text[start].isupper() else 0
        return self._behind_title(start, stop, " ".join(self.text[start:stop].split())) if stop else None

    def _unknown_title(self, end: int) -> int:
        """Where the title of a law we do not know ends (0: none begins): capital first, up to a word that stops it."""
        window = self.text[end : end + 90]
        words = re.match(r"\s\w{2,}", window)
        if not words or not window[1].isupper() or window.lower().lstrip().startswith(_NOT_TITLES):
            return 0
        stop = _TITLE_STOPS.search(window, words.end())
        title = window[: stop.start()] if stop else window if len(window) < 90 else ""
        return end + len(title.rstrip()) if title and len(title.split()) <= 12 else 0

    def _constitution(self, start: int, end: int) -> Found | None:
        found = re.compile(r"\s(?:nước cộng hòa xã hội chủ nghĩa việt nam)").match(self.low, end)
        stop = found.end() if found else end
        year = self.words.year.match(self.low, stop)
        if not year and not self.text[start].isupper():
            return None
        which = int(year["year"]) if year else 0
        return DocumentRef(kind="Hiến pháp", name="Hiến pháp", year=which), start, year.end() if year else stop, False

    def _behind_title(self, start: int, stop: int, title: str) -> Found:
        kind = next((kind for kind in ("Bộ luật", "Pháp lệnh") if title.startswith(kind)), "Luật")
        so = SO.match(self.text, stop)
        number = NUMBER.match(self.text, so.end()) if so else NUMBER.match(self.text, stop + 1)
        if number and (number["code"] or number["plain"]) and (so or number["code"]):
            ref = DocumentRef(kind, _tidy(number[0]), title)
            return self._dated(ref, start, number.end())
        if found := self.words.issued.match(self.low, stop):
            return self._chosen(DocumentRef(kind, name=title), start, found.end(), _day(found), int(found["year"]))
        year = self.words.year.match(self.low, stop)
        return self._chosen(
            DocumentRef(kind, name=title), start, year.end() if year else stop, None, int(year["year"]) if year else 0
        )

    def _chosen(self, ref: DocumentRef, start: int, stop: int, issued_on: date | None, year: int) -> Found:
        citing = self.context.issued_on.year if self.context.issued_on else 0
        number, candidates = self.context.names.choose(ref.name, year, citing)
        return DocumentRef(ref.kind, number, ref.name, year, issued_on, candidates=candidates), start, stop, False

    # --- by number -----------------------------------------------------------------------------------------------
    def _numbered(self, start: int, end: int, label: str, may_be_partial: bool) -> Found | None:
        so = SO.match(self.text, end)
        at = so.end() if so else end + len(self.text[end : end + 2]) - len(self.text[end : end + 2].lstrip(" .\n"))
        number = NUMBER.match(self.text, at)
        if number and _FILE.match(self.low, number.end()):
            return None
        is_dated = number is not None and bool(number["year"]) and label.lower() in NORMATIVE
        if number and (number["code"] or number["plain"] or may_be_partial or is_dated):
            return self._dated(DocumentRef(label, _tidy(number[0])), start, number.end())
        plain = PLAIN_NUMBER.match(self.text, at) if may_be_partial and not number else None
        if not plain or (not so and label not in ("Nghị định", "Thông tư")):
            return None
        if self.low.startswith(("/", " %"), plain.end()):
            return None
        year = self.words.year.match(self.low, plain.end())
        whole = f"{plain[0]}/{year['year']}" if year else plain[0]
        return self._dated(DocumentRef(label, whole), start, year.end() if year else plain.end())

    def _bare_number(self, start: int) -> Found | None:
        """A number with no kind before it: only one whose code says what it is."""
        if start and self.text[start - 1] in "./-–:":
            return None
        number = NUMBER.match(self.text, start)
        code = (number["code"] or number["plain"]) if number else None
        if not number or not code or not OWN_CODE.match(code.upper()):
            return None
        kind = KIND_OF_CODE.get(
            re.split(r"[-–/]", code.upper())[0], "Luật" if number["year"] and "QH" in code.upper()[:2] else ""
        )
        return self._dated(DocumentRef(kind, _tidy(number[0])), start, number.end())

    def _dated(self, ref: DocumentRef, start: int, stop: int) -> Found:
        """The date and the issuer behind a number."""
        issued_on, issuer = None, ""
        if found := self.words.issued.match(self.low, stop):
            issued_on, stop = _day(found), found.end()
        if found := self.words.issuer.match(self.low, stop):
            issuer, stop = self.text[found.start() : found.end()].strip(" ,\n").partition(" ")[2], found.end()
        stop += (
            1
            if self.text[start:stop].count("(") > self.text[start:stop].count(")") and self.text[stop : stop + 1] == ")"
            else 0
        )
        year = issued_on.year if issued_on else 0
        return (
            DocumentRef(ref.kind, ref.number, ref.name, year, issued_on, " ".join(issuer.split())),
            start,
            stop,
            False,
        )

    # --- by a short name -----------------------------------------------------------------------------------------
    def _defined(self, start: int) -> Found | None:
        if not self.definitions:
            return None
        found = _names_pattern(tuple(self.definitions)).match(flat(self.text[start : start + _LOOK]))
        if not found or self.words.this.match(self.low, start + found.end()):
            return None
        name = found[0]
        is_kind = name in {unmarked(kind) for kind in KINDS}
        if is_kind and (
            not self.text[start].isupper() or re.match(r"\s(?:số\s)?[\dA-ZĐ]", self.text[start + len(name) :][:6])
        ):
            return None
        return self.definitions[name], start, start + found.end(), False


@lru_cache(maxsize=64)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        "(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r")(?![\w/])"
    )


def _marked(abbreviation: str) -> str:
    return abbreviation if abbreviation in ABBREVIATED else abbreviation.replace("d", "đ")


def _tidy(number: str) -> str:
    """A number without spaces, with plain hyphens: "03/2014/TT - BTTTT" is 03/2014/TT-BTTTT."""
    return re.sub(r"\s+", "", re.sub(r"(?<=TT)\s+(?=B)", "-", number)).replace("–", "-").rstrip(".-/")


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
