"""The head of a document: who issued it, number, place and date, kind and title, legal bases, enacting words.

Layout of Nghị định 30/2020/NĐ-CP (Phụ lục I) and, for laws, of Nghị quyết 351/2017/UBTVQH14.
"""

import re
from collections.abc import Sequence
from datetime import date

from ..lines import Line
from ..tree import Header

_KINDS = (
    "Hiến pháp, Bộ luật, Luật, Pháp lệnh, Lệnh, Nghị quyết liên tịch, Nghị quyết, Nghị định, Quyết định, "
    "Thông tư liên tịch, Thông tư, Chỉ thị, Văn bản hợp nhất, Quy chế, Quy định, Thông cáo, Thông báo, "
    "Hướng dẫn, Chương trình, Kế hoạch, Phương án, Đề án, Dự án, Báo cáo, Biên bản, Tờ trình, Hợp đồng, "
    "Công điện, Bản ghi nhớ, Bản thỏa thuận, Giấy ủy quyền, Giấy mời, Kết luận, Sắc lệnh, Sắc luật, "
    "Thông tri, Điều lệ, Án lệ, Công hàm, Tuyên bố, Hiệp định, Công ước, Nghị định thư"
)
KINDS = tuple(_KINDS.split(", "))
_BY_CAPITALS = {kind.upper(): kind for kind in KINDS}
NATION = re.compile(r"c[ộô]ng\s+h[òo][àa]?\s*xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam", re.IGNORECASE)
_MOTTO = re.compile(r"độc\s+lập\s*[-–—.]\s*tự\s+do\s*[-–—.]\s*hạnh\s+phúc", re.IGNORECASE)
_PARTY = re.compile(r"đảng\s+cộng\s+sản\s+việt\s+nam", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:^|\b(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư|Quyết định|Lệnh)\s+)(?i:số)\s*:?\s*"
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
_ISSUER_WORDS = re.compile(
    r"(?:QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ\s|BỘ$|TÒA ÁN|TOÀ ÁN|VIỆN KIỂM|"
    r"KIỂM TOÁN|NGÂN HÀNG|THANH TRA|"
    r"VĂN PHÒNG|BAN\s|SỞ\s|TỔNG CỤC|CỤC\s|BẢO HIỂM|ĐẠI HỌC|HỌC VIỆN|THÀNH ỦY|TỈNH ỦY|TRUNG ƯƠNG|TỔNG LIÊN|ĐOÀN\s|HỘI\s)"
)
_FOOTNOTE = re.compile(r"\s?\[\d{1,3}\]$")


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
    number, number_at = _number(top)
    place, day, date_at = _date(top)
    kind, kind_at = _kind(top)
    bases, enacting = _bases(below)
    return Header(
        kind=kind or _kind_of_title(number),
        number=number,
        issuers=_issuers(top, kind_at if kind_at >= 0 else len(top)),
        place=place,
        issued_on=day,
        title=_title(top, kind_at, {number_at, date_at}),
        bases=bases,
        enacting=enacting,
    )


def _first_basis(texts: Sequence[str]) -> int:
    return next((place for place, text in enumerate(texts) if _BASIS.match(text) and place), len(texts))


def _number(texts: Sequence[str]) -> tuple[str, int]:
    for place, text in enumerate(texts[:40]):
        if found := _NUMBER.search(text):
            return _tidy(found["number"]), place
    for place, text in enumerate(texts[:15]):
        if len(text) < 60 and (found := _LATE_NUMBER.search(text)):
            return _tidy(found["number"]), place
    return "", -1


def _tidy(number: str) -> str:
    return re.sub(r"\s?([/\-–])\s?", r"\1", number).replace("–", "-").rstrip(".,-/ ")


def _date(texts: Sequence[str]) -> tuple[str, date | None, int]:
    for place, text in enumerate(texts[:40]):
        found = _DATE.search(text)
        if found and len(text) < 120:
            return _place(found["place"] or ""), _day(found), place
    return "", None, -1


def _place(words: str) -> str:
    return words.strip(" ,.") if words[:1].isupper() else ""


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _kind(texts: Sequence[str]) -> tuple[str, int]:
    """The kind of document, from the line in capitals that names it."""
    for place, text in enumerate(texts[:60]):
        bare = _FOOTNOTE.sub("", text).rstrip(" :")
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


def _issuers(texts: Sequence[str], kind_at: int) -> tuple[str, ...]:
    """The issuing bodies: lines in capitals above the kind, the national and the Party's head left out."""
    parts: list[str] = []
    for text in texts[:kind_at]:
        if NATION.search(text):
            text = NATION.sub("", text).strip()
        if (
            not text
            or not text.isupper()
            or _MOTTO.search(text)
            or _PARTY.search(text)
            or any(sign in text for sign in "/:")
        ):
            continue
        if _ISSUER_WORDS.match(text) or not parts:
            parts.append(text.strip(" -–"))
        elif not any(letter.isdigit() for letter in text):
            parts[-1] += " " + text.strip(" -–")
    return tuple(
        dict.fromkeys(
            part for whole in parts for part in re.split(r"\s+[-–]\s+(?=BỘ |TÒA |VIỆN |ỦY |NGÂN )", whole) if part
        )
    )


def _title(texts: Sequence[str], kind_at: int, skip: set[int]) -> str:
    if kind_at < 0:
        about = next((text for text in texts if text.startswith(("V/v", "Về việc"))), "")
        return about
    first = texts[kind_at]
    own = next((first[len(kind) :].strip() for kind in _BY_CAPITALS if first.startswith(kind + " ")), "")
    parts = [own] if own and _FOOTNOTE.sub("", first).rstrip(" :") not in _BY_CAPITALS else []
    for place in range(kind_at + 1, len(texts)):
        text = texts[place]
        if place in skip or NATION.search(text) or _MOTTO.search(text):
            continue
        if (
            len(parts) > 8
            or _ACT.search(text)
            or (parts and _is_author(text, parts))
            or text.startswith(("Kính gửi", "(Ban hành", "_"))
        ):
            break
        parts.append(text)
    return _FOOTNOTE.sub("", " ".join(parts)).strip()


def _is_author(text: str, parts: Sequence[str]) -> bool:
    """Whether a line below the title is the author in capitals ("BỘ TRƯỞNG BỘ TÀI CHÍNH"), not more of the title."""
    return (
        text.isupper()
        and not parts[-1].isupper()
        and bool(_ISSUER_WORDS.match(text) or text.startswith(("BỘ TRƯỞNG", "THỐNG ĐỐC", "GIÁM ĐỐC")))
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
