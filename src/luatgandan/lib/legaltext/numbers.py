"""Numbers of documents: read and told apart, as people type them, and as addresses that never change.

Forms after Nghị định 34/2016/NĐ-CP (normative: with the year), Nghị định 30/2020/NĐ-CP (administrative: without it),
Quy định 66-QĐ/TW (the Party: dash first) and those before 1996 ("17-LCT/HĐNN8", "163/SL", "217/CP").
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from luatgandan.lib.vietnamese import fold, slug

PREFIXES = {
    "hien-phap": "",
    "bo-luat": "bo-luat",
    "luat": "luat",
    "phap-lenh": "phap-lenh",
    "nghi-quyet": "nq",
    "nghi-dinh": "nd",
    "quyet-dinh": "qd",
    "thong-tu": "tt",
    "thong-tu-lien-tich": "ttlt",
}
KINDS = {
    "L": "Lệnh", "LCT": "Lệnh", "SL": "Sắc lệnh", "PL": "Pháp lệnh", "NQ": "Nghị quyết", "NĐ": "Nghị định",
    "QĐ": "Quyết định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "NQLT": "Nghị quyết liên tịch",
    "CT": "Chỉ thị", "VBHN": "Văn bản hợp nhất", "QC": "Quy chế", "QyĐ": "Quy định", "QĐi": "Quy định",
    "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch",
    "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình",
    "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời", "KL": "Kết luận", "ĐL": "Điều lệ", "TL": "Tài liệu", "CV": "Công văn",
}  # fmt: skip
_CODES = {fold(code): code for code in reversed(KINDS)}


class Style(StrEnum):
    """Families of numbers."""

    NORMATIVE = "normative"  # 168/2024/NĐ-CP, 91/2025/QH15
    JOINT = "joint"  # 17/2015/TTLT-BTP-BQP, 01/2014/NQLT/CP-UBTƯMTTQVN
    ADMINISTRATIVE = "administrative"  # 766/QĐ-TTg
    CONSOLIDATED = "consolidated"  # 26/VBHN-NHNN
    PARTY = "party"  # 66-NQ/TW
    LETTER = "letter"  # 1866/BTP-PLHSHC
    OLD = "old"  # 163/SL, 17-LCT/HĐNN8, 217/CP
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number as written (`text`, with its leading zeros) and its parts; `kind` is the code ("NĐ"), empty for laws."""

    text: str
    number: str
    style: Style
    year: int | None = None
    kind: str = ""
    issuers: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return number_key(self.text)


_CODE = "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True))
_HEAD = r"(?P<number>\d{1,6}(?:\.\d{1,3})?[A-Za-z]?)"
_BODIES = r"(?P<issuers>[\w.&]+(?:[-–,/][\w.&]+)*)"
_PARTY = "TW|TU|BCSĐ|ĐU|ĐUK|HU|UBKT|BTC|BTG|VP"
_FORMS: tuple[tuple[Style, re.Pattern[str]], ...] = tuple(
    (style, re.compile(form))
    for style, form in (
        (Style.NORMATIVE, rf"{_HEAD}/(?P<year>\d{{4}})/(?P<issuers>(?:QH|UBTVQH)(?:\d{{1,2}}|[KXVI]+))"),
        (Style.JOINT, rf"{_HEAD}(?:/(?P<year>\d{{4}}))?/(?P<kind>TTLT|NQLT|CTLT|QCLT|KHLT|HDLT)[-/]{_BODIES}"),
        (Style.CONSOLIDATED, rf"{_HEAD}(?:/(?P<year>\d{{4}}))?/(?P<kind>VBHN)-{_BODIES}"),
        (Style.NORMATIVE, rf"{_HEAD}/(?P<year>\d{{4}})/(?P<kind>[A-ZĐ][A-ZĐa-zđ]{{0,5}})[-/]{_BODIES}"),
        (
            Style.PARTY,
            rf"{_HEAD}-(?P<kind>[A-ZĐ][A-ZĐa-zđ]{{0,4}})/(?P<issuers>(?:{_PARTY})[\w\-]*)",
        ),
        (Style.OLD, rf"{_HEAD}[-/](?P<kind>LCT|SL|NQ|PL|L|QĐ)[-/](?P<issuers>(?:HĐNN|TVQH|CTN|NQTVQH|QH)\w*)"),
        (Style.OLD, rf"{_HEAD}[-/](?P<kind>SL|LCT|SLT)"),
        (Style.OLD, rf"{_HEAD}[-/](?P<kind>)(?P<issuers>CP|TTg|HĐBT|HĐCP|HĐNN\d?|NCP|TVQH\w*)"),
        (Style.ADMINISTRATIVE, rf"{_HEAD}/(?P<kind>[A-ZĐ][A-ZĐa-zđ]{{0,5}})[-/]{_BODIES}"),
    )
)
_LETTER = re.compile(rf"{_HEAD}/{_BODIES}")


def document_slug(kind: str, number: str) -> str:
    """The address of a document, after ELI's idea that number and kind name a work: `nd-168-2024-nd-cp`."""
    return "-".join(part for part in (PREFIXES.get(kind, slug(kind)), slug(number)) if part)


def number_key(number: str) -> str:
    """One form for a number however it is spelled: "02037/QĐ-UBND" and "2037/qd-ubnd" give "2037-qd-ubnd"."""
    return re.sub(r"^0+(?=\d)", "", slug(number))


def parse_number(written: str) -> DocumentNumber | None:
    """The parts of a number in its official form; None when `written` is no number of a document."""
    text = tidy_number(written)
    upper = _restored(text)
    for style, form in _FORMS:
        found = form.fullmatch(upper)
        if found and _fits(style, found):
            return _number(text, style, found)
    found = _LETTER.fullmatch(upper)
    return _number(text, Style.LETTER, found) if found and "-" in upper else None


def tidy_number(written: str) -> str:
    """A number in NFC without spaces around its signs and without the word "Số"."""
    text = unicodedata.normalize("NFC", written).replace("–", "-").replace("\u00a0", " ").strip(" .,;:")
    return re.sub(r"\s*([/\-])\s*", r"\1", re.sub(r"^(?i:số)\s*:?\s*", "", text))


def _restored(text: str) -> str:
    """`text` in the official letters: "168/2024/nd-cp" is 168/2024/NĐ-CP."""
    parts = re.split(r"([/\-])", text)
    restored = [_CODES.get(fold(part), part if not part.islower() else part.upper()) for part in parts]
    return "".join(_SPELLED.get(part, part) for part in restored)


_SPELLED = {
    "TTG": "TTg",
    "HDND": "HĐND",
    "HDBT": "HĐBT",
    "HDCP": "HĐCP",
    "QD": "QĐ",
    "ND": "NĐ",
    "UBTUMTTQVN": "UBTƯMTTQVN",
}


def _fits(style: Style, found: re.Match[str]) -> bool:
    kind = found.groupdict().get("kind") or ""
    return style not in (Style.ADMINISTRATIVE, Style.PARTY) or kind in KINDS


def _number(text: str, style: Style, found: re.Match[str]) -> DocumentNumber:
    groups = found.groupdict()
    bodies = tuple(part for part in re.split(r"[-,/]", groups.get("issuers") or "") if part)
    year = int(groups["year"]) if groups.get("year") else None
    return DocumentNumber(text, groups["number"], style, year, groups.get("kind") or "", bodies)


# --- as people type them

_WORDS = {
    "van ban hop nhat": "vbhn", "thong tu lien tich": "ttlt", "nghi quyet lien tich": "nqlt", "nghi dinh": "nd",
    "thong tu": "tt", "quyet dinh": "qd", "nghi quyet": "nq", "chi thi": "ct", "phap lenh": "pl",
    "ke hoach": "kh", "thong bao": "tb", "bao cao": "bc", "huong dan": "hd", "to trinh": "ttr",
    "ket luan": "kl", "cong dien": "cd", "chuong trinh": "ctr", "bo luat": "luat", "luat": "luat",
    "sac lenh": "sl", "cong van": "cv", "lenh": "l", "de an": "da", "quy che": "qc", "quy dinh": "qyd",
}  # fmt: skip
_TYPED_CODES = "ttlt|nqlt|vbhn|nd|qd|tt|nq|ct|pl|kh|tb|bc|hd|ttr|ctr|kl|sl|lct|cv"
_BODY = (
    r"(?:ubtvqh|qh)\d{1,2}|cp|ttg|ubnd|hdnd|tw|tu|stp|vpcp|vpqh|nhnn|tandtc|vksndtc|ktnn|ttcp|ubdt|hdbt|hdtp|hdnn\d?|ctn"
    r"|b[a-z]{1,7}"
)
_TYPED = re.compile(
    rf"(?:\b(?P<word>{'|'.join(_WORDS)}|{_TYPED_CODES})(?:\s*[-/ ]\s*(?P<early>{_BODY}))?\s*[-/.]?\s*(?:so\s*)?)?"
    rf"(?<![\d.])0*(?P<number>\d{{1,6}}(?:\.\d{{1,2}})?)(?:\s*[-/. ]\s*(?P<year>(?:19|20)\d\d)(?!\d))?"
    rf"(?:\s*[-/ ]\s*(?P<code>{_TYPED_CODES})\b)?(?:\s*[-/ ]\s*(?P<body>{_BODY})\b)?"
    r"(?:\s*[-/ ]\s*(?P<late>(?:19|20)\d\d)\b)?"
)
_PLACE = re.compile(r"\b(?:dieu|khoan|diem|muc|chuong|phan|phu luc|[dk]\.?)\s*\d+[a-z]?\b")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What a person typed of a number: digits without leading zeros; year, kind, issuer (folded codes) where said."""

    number: str
    year: int | None = None
    kind: str = ""
    issuer: str = ""

    @property
    def pattern(self) -> str:
        """A regular expression for `number_key`: "nd 168 2024" matches "168-2024-nd-cp"."""
        number = re.escape(self.number.replace(".", "-"))
        year = f"-{self.year}" if self.year else r"(?:-\d{4})?"
        kind = "" if self.kind in ("", "luat", "cv") else f"-{self.kind}"
        rest = f"(?:-.*)?-{self.issuer}(?:-.*)?" if self.issuer else "(?:-.*)?"
        return f"^{number}{year}{kind}{rest}$" if self.kind != "luat" else f"^{number}{year}-(?:ub.*)?qh[0-9]+$"

    @property
    def starts(self) -> str:
        """What every matching key begins with: for a look-up by index before `matches`."""
        return f"{self.number.replace('.', '-')}-"

    def matches(self, key: str) -> bool:
        """Whether a `number_key` may be what was typed."""
        return re.match(self.pattern, key) is not None


def find_numbers(typed: str) -> list[TypedNumber]:
    """The numbers in what a person typed, most fully said first; a bare "15" is none.

    Understands "nd 168 2024", "168/2024/ND-CP", "NĐ168", "nghi dinh 15", "nd cp 15 2020", "luật 31/2024", "766 qđ ttg".
    """
    folded = _PLACE.sub(" ", fold(typed[:400]))
    found = [number for match in _TYPED.finditer(folded) if (number := _typed(match)) is not None]
    return sorted(dict.fromkeys(found), key=lambda one: -sum(map(bool, (one.year, one.kind, one.issuer))))


def _typed(found: re.Match[str]) -> TypedNumber | None:
    kind = _WORDS.get(found["word"] or "", found["word"] or "")
    kind = found["code"] or kind
    year = found["year"] or found["late"]
    issuer = found["body"] or found["early"] or ""
    if not (kind or issuer or year):
        return None
    return TypedNumber(found["number"].lstrip("0") or "0", int(year) if year else None, kind, issuer)
