"""The head of a document: who issued it, number, place and date, kind and title, legal bases, enacting words.

Layout of Nghị định 30/2020/NĐ-CP (Phụ lục I) and, for laws, of Nghị quyết 351/2017/UBTVQH14.
"""

import re
from collections.abc import Sequence
from datetime import date

from ..lines import Line, without_notes
from ..tree import Header
from .issuers import ISSUER_WORDS, MOTTO, NATION, read_issuers

_KINDS = (
    "Hiến pháp, Bộ luật, Luật, Pháp lệnh, Lệnh, Nghị quyết liên tịch, Nghị quyết, Nghị định, Quyết định, "
    "Thông tư liên tịch, Thông tư, Chỉ thị, Văn bản hợp nhất, Quy chế, Quy định, Thông cáo, Thông báo, "
    "Hướng dẫn, Chương trình, Kế hoạch, Phương án, Đề án, Dự án, Báo cáo, Biên bản, Tờ trình, Hợp đồng, "
    "Công điện, Bản ghi nhớ, Bản thỏa thuận, Giấy ủy quyền, Giấy mời, Kết luận, Sắc lệnh, Sắc luật, "
    "Thông tri, Điều lệ, Án lệ, Công hàm, Tuyên bố, Hiệp định, Công ước, Nghị định thư"
)
KINDS = tuple(_KINDS.split(", "))
_BY_CAPITALS = {kind.upper(): kind for kind in KINDS}
_NUMBER = re.compile(
    r"(?:^(?P<issuer>(?i:của)\s[^\d:,;]{3,120}?\s)?"
    r"|\b(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư|Quyết định|Lệnh)\s+)(?i:số)\s*:?\s*"
    r"(?P<number>\d{1,6}(?:\.\d+)?[a-zA-Z]?\s?(?:[/\-]\s?(?:\d{4}|[A-ZĐƯÔa-zđư][\wĐđƯư.]*))(?:\s?[/\-–]\s?[\wĐđƯưÔô.,]+)*)"
)
_LATE_NUMBER = re.compile(
    r"(?:^|\s)(?P<number>\d{1,6}(?:\.\d+)?(?:/\d{4})?(?:/[A-ZĐƯ][\wĐƯ]*|-[A-ZĐƯ]+/[A-ZĐƯ]+)(?:[-/][A-ZĐƯa-zđư\d]+)*)\s*$"
)
_DATE = re.compile(
    r"(?:(?P<place>[A-ZĐÀ-Ỹ][\wÀ-ỹ.\s\-]{1,40}?)\s*,)?\s*ngày\s+(?P<day>\d{1,2})\s*tháng\s+(?P<month>\d{1,2})\s*năm\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_BASIS = re.compile(
    r"(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|xét|thực hiện|trên cơ sở|sau khi|theo\s+tờ trình)\s",
    re.IGNORECASE,
)
_ENACTS = re.compile(r"\bban hành\b|\bquyết (?:nghị|định)\b|\bchỉ thị\b|\blệnh\b", re.IGNORECASE)
_ACT = re.compile(r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|CHỈ THỊ|LỆNH|YÊU CẦU|THÔNG TƯ|BAN HÀNH)\s*:$")
_RULER = re.compile(r"[\s\-–—_*=.…~]*$")
TITLE_LINES = 9
LONGEST_LINE = 500


HISTORY = re.compile(
    r"(?P<name>(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị)"
    r"(?:\s[^\d]{0,200})?)\ssố\s(?P<number>\d[^\s,]*)\sngày\s\d{1,2}\s?(?:tháng|/).{0,1500}có hiệu lực",
    re.DOTALL,
)  # "Luật Bảo hiểm y tế số 25/2008/QH12 ngày 14 tháng 11 năm 2008 của Quốc hội, có hiệu lực kể từ ngày …"


def flatten(lines: Sequence[Line]) -> list[str]:
    """The texts of `lines`, cells of tables one by one: heads and signatures stand in tables without borders."""
    texts = []
    for line in lines:
        parts = [cell for row in line.rows for cell in row] if line.rows else [line.text]
        texts += [text for part in parts for piece in part.split("\n") if (text := " ".join(piece.split()))]
    return texts


def read_header(lines: Sequence[Line]) -> Header:
    """The head found in the lines above the body; what is not found stays empty."""
    texts = [text for text in flatten(lines) if not _RULER.match(text)]
    cut = _first_basis(texts)
    top, below = texts[:cut], texts[cut:]
    top, history = split_history(top)
    number, number_at = _number(top)
    place, day, date_at = find_date(top)
    kind, kind_at = _kind(top)
    bases, enacting = _bases(below)
    title, behind = _title(top, kind_at, {number_at, date_at})
    return Header(
        kind=kind or _kind_of_title(number),
        number=number,
        issuers=read_issuers(top, kind_at if kind_at >= 0 else len(top)) or _issuer_beside(top, number_at),
        place=place,
        issued_on=day,
        title=title,
        bases=bases,
        enacting="\n".join([*behind, *history, *([enacting] if enacting else [])]),
    )


def split_history(texts: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the head, and those of a consolidated text that say from which documents it is made."""
    start = next((place for place, text in enumerate(texts) if HISTORY.match(text)), len(texts))
    return texts[:start], texts[start:]


def _first_basis(texts: Sequence[str]) -> int:
    return next((place for place, text in enumerate(texts) if _BASIS.match(text) and place), len(texts))


def _number(texts: Sequence[str]) -> tuple[str, int]:
    for place, text in enumerate(texts[:40]):
        found = _NUMBER.search(text)
        if found and _is_own_line(text[: found.start()]):
            return _tidy(found["number"]), place
    for place, text in enumerate(texts[:15]):
        found = _LATE_NUMBER.search(text) if len(text) < 60 else None
        if found and _is_own_line(text[: found.start()]):
            return _tidy(found["number"]), place
    return "", -1


def _is_own_line(before: str) -> bool:
    """Whether a number is that of the document: the title and the bases name others ("hướng dẫn Quyết định số …")."""
    words = before.removesuffix("số").strip(" :")
    return words in KINDS or not any(letter.islower() for letter in words)


def _issuer_beside(texts: Sequence[str], number_at: int) -> tuple[str, ...]:
    """The issuer that older documents name below their kind: "CỦA BỘ TÀI CHÍNH SỐ 09/2010/TT-BTC NGÀY …"."""
    found = _NUMBER.search(texts[number_at]) if number_at >= 0 else None
    words = (found["issuer"] or "").split()[1:] if found else []
    return (" ".join(words).upper(),) if words else ()


def _tidy(number: str) -> str:
    return re.sub(r"\s?([/\-–])\s?", r"\1", number).replace("–", "-").rstrip(".,-/ ")


def find_date(texts: Sequence[str]) -> tuple[str, date | None, int]:
    """Place and day of "Hà Nội, ngày 26 tháng 12 năm 2024", and in which of the first texts they stand."""
    for place, text in enumerate(texts[:40]):
        found = _DATE.search(text)
        if found and len(text) < 120:
            return _place(found["place"] or ""), read_date(found), place
    return "", None, -1


def _place(words: str) -> str:
    return words.strip(" ,.") if words[:1].isupper() else ""


def read_date(found: re.Match[str]) -> date | None:
    """The day in the groups day, month and year; None when there is no such day."""
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _kind(texts: Sequence[str]) -> tuple[str, int]:
    """The kind of document, from the line in capitals that names it."""
    for place, text in enumerate(texts[:60]):
        bare = without_notes(text).rstrip(" :")
        if bare in _BY_CAPITALS:
            return _BY_CAPITALS[bare], place
    for place, text in enumerate(texts[:60]):
        for capitals, kind in _BY_CAPITALS.items():
            if text.startswith(capitals + " ") and not _NUMBER.search(text):
                return kind, place
    return "", -1


def _kind_of_title(number: str) -> str:
    return (
        "Công văn"
        if re.match(r"\d+/[A-ZĐ]+-[A-ZĐ]+$", number) and not re.search(r"/(?:QĐ|NQ|CT|KH|TB)-", number)
        else ""
    )


def _title(texts: Sequence[str], kind_at: int, skip: set[int]) -> tuple[str, list[str]]:
    """The title, and what stands behind it above the legal bases (a preamble, "Kính gửi: …")."""
    if kind_at < 0:
        return next((text for text in texts if text.startswith(("V/v", "Về việc"))), ""), []
    first = texts[kind_at]
    own = next((first[len(kind) :].strip() for kind in _BY_CAPITALS if first.startswith(kind + " ")), "")
    parts = [own] if own and without_notes(first).rstrip(" :") not in _BY_CAPITALS else []
    rest = [text for place, text in enumerate(texts) if place > kind_at and place not in skip and not _is_emblem(text)]
    used = 0
    while used < len(rest) and len(parts) <= TITLE_LINES and not _ends_title(rest[used], parts):
        parts.append(rest[used])
        used += 1
    behind = [text for text in rest[used:] if not text.isupper() or text.startswith("LỜI")]
    return without_notes(" ".join(parts)).strip(), behind


def _is_emblem(text: str) -> bool:
    """Whether a line is the national head; "NƯỚC CỘNG HÒA …" is the title of the Constitution."""
    return bool(MOTTO.search(text)) or (NATION.search(text) is not None and not text.startswith("NƯỚC"))


def _ends_title(text: str, parts: Sequence[str]) -> bool:
    if _ACT.search(text) or text.startswith(("Kính gửi", "(Ban hành", "_", "LỜI NÓI ĐẦU", "Lời nói đầu", "Nguồn:")):
        return True
    return bool(parts) and (_is_author(text, parts) or len(text) > LONGEST_LINE)


def _is_author(text: str, parts: Sequence[str]) -> bool:
    """Whether a line below the title is the author in capitals ("BỘ TRƯỞNG BỘ TÀI CHÍNH"), not more of the title."""
    return (
        text.isupper()
        and not parts[-1].isupper()
        and bool(ISSUER_WORDS.match(text) or text.startswith(("BỘ TRƯỞNG", "THỐNG ĐỐC", "GIÁM ĐỐC")))
    )


def _bases(texts: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Legal bases, one each without ";", and the enacting words below them."""
    bases: list[str] = []
    enacting: list[str] = []
    for text in texts:
        if (
            _BASIS.match(text)
            and not enacting
            and not (_ENACTS.search(text[-200:]) and text.endswith((".", ":")) and bases)
        ):
            bases.append(text.rstrip(" ;,."))
        elif bases and not enacting and text[:1].islower():
            bases[-1] += " " + text.rstrip(" ;,.")
        else:
            enacting.append(text)
    return tuple(bases), " ".join(enacting)
