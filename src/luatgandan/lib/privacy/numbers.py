"""Numbers that lead to one person: papers, telephones, accounts, plots of land, plates, days of birth.

What words around a number say comes first ("tài khoản số …"); bare numbers are taken when their form alone tells.
All patterns are linear: between a word and its number stands a bounded stretch.
"""

import re
from collections.abc import Iterator

from .finds import Find, FindKind, Taken

_DAY = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?:19|20)\d\d"
_ID = r"\d{12}|\d{9}|\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{3}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{4}[ .]\d{4}"
# In the order in which they are asked; the group `it` is the find, else the whole match.
PATTERNS: tuple[tuple[FindKind, re.Pattern[str]], ...] = (
    (FindKind.EMAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")),
    (FindKind.ACCOUNT, re.compile(r"(?:facebook|fb|zalo|tiktok|instagram)\.(?:com|me|vn)/[^\s,;)]{2,80}", re.I)),
    (
        FindKind.ACCOUNT,
        re.compile(
            r"(?:tài khoản|STK|số TK|\bTK|số thẻ|thẻ ATM)\b[^\d\n;]{0,60}(?P<it>\d(?:[ .-]?\d){5,18})(?!\d|/)", re.I
        ),
    ),
    (
        FindKind.LICENCE,
        re.compile(r"(?:giấy phép lái xe|GPLX|bằng lái)[^\n;]{0,60}?\b(?P<it>\d{12}|[A-Z]{1,2} ?\d{6})\b", re.I),
    ),
    (
        FindKind.TAX,
        re.compile(r"(?:mã số thuế|\bMST|mã số doanh nghiệp)\b[^\d\n;]{0,40}(?P<it>\d{10}(?:-\d{3})?|\d{12})\b", re.I),
    ),
    (
        FindKind.INSURANCE,
        re.compile(
            r"(?:bảo hiểm (?:xã hội|y tế)|BHXH|BHYT)[^\d\n;]{0,40}?(?P<it>(?:[A-Z]{2} ?\d ?)?\d(?: ?\d){9,12})\b", re.I
        ),
    ),
    (FindKind.PASSPORT, re.compile(r"(?:hộ chiếu|passport)[^\d\n;]{0,30}?\b(?P<it>[A-Z] ?\d{7,8})\b", re.I)),
    (
        FindKind.CITIZEN_ID,
        re.compile(
            rf"(?:CCCD|CMND|CMTND|căn cước|chứng minh|định danh)[^\d\n;]{{0,60}}(?P<it>{_ID})(?!\d|[.,]\d)", re.I
        ),
    ),
    (
        FindKind.BIRTH,
        re.compile(rf"(?:(?<!khai )sinh|ngày sinh|\bSN|\bs\.n\.?)\s?:?\s?(?P<it>(?:ngày\s?:?\s?)?(?:{_DAY}))", re.I),
    ),
    (
        FindKind.LAND,
        re.compile(
            r"thửa(?: đất)?(?: số)?:? ?\d{1,5}[a-z]?(?:(?:,| và|;) ?\d{1,5}(?! ?m))*"
            r"(?:[, ]{1,3}(?:thuộc )?tờ bản đồ(?: địa chính)?(?: số)?:? ?\d{1,4})?"
            r"|tờ bản đồ(?: địa chính)?(?: số)?:? ?\d{1,4}(?:[, ]{1,3}thửa(?: đất)?(?: số)?:? ?\d{1,5})?",
            re.I,
        ),
    ),
    (
        FindKind.LAND,
        re.compile(
            r"(?:[Gg]iấy chứng nhận|GCN|[Ss]ố phát hành|[Ss]ố vào sổ|[Ss]ổ (?:đỏ|hồng)|[Ss]ê-?ri)[^\n.;]{0,90}?"
            r"\b(?P<it>[A-ZĐ]{1,3}[ -]?\d{4,8})\b"
        ),
    ),
    (
        FindKind.PLATE,
        re.compile(
            r"(?<![\w/.-])\d{2} ?-? ?(?:MĐ|[A-ZĐ]{1,2})\d?(?: ?[ -] ?\d{3}\.?\d{2}| ?[ -] ?\d{4}|\d{5})(?![\d/])"
            r"|(?<![\w/.-])(?!QH|TW)[A-Z]{2}-(?!(?:19|20)\d\d\b)\d{4,5}(?:-TS)?(?![\w/])"
        ),
    ),
    (
        FindKind.PHONE,
        re.compile(
            r"(?<![\d.])(?:\(?\+?84\)?[ .-]?|0)[35789]\d(?:[ .-]?\d){7}(?!\d)"
            r"|(?<![\d.])(?:\(0?2\d{1,2}\)|\+?84[ .-]?2\d{1,2}|02\d{1,2})(?:[ .-]?\d){7,8}(?!\d)"
        ),
    ),
    (FindKind.ACCOUNT, re.compile(r"(?<!\d)9704(?: ?\d{4}){3}(?: ?\d{3})?(?!\d)")),
    (FindKind.CITIZEN_ID, re.compile(r"(?<![\d./-])0[0-9]{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d/]|[.,]\d| ?đồng)")),
    (FindKind.CITIZEN_ID, re.compile(r"(?<![\d.,/-])[0-3]\d{8}(?![\d/]|[.,]\d| ?(?:đồng|đ\b|VN[DĐ]))")),
)
_BIRTH_YEAR = re.compile(r"(?:19|20)\d\d$")
_SIGNS = {
    FindKind.CITIZEN_ID: "[số căn cước đã ẩn]",
    FindKind.PHONE: "[số điện thoại đã ẩn]",
    FindKind.ACCOUNT: "[tài khoản đã ẩn]",
    FindKind.EMAIL: "[thư điện tử đã ẩn]",
    FindKind.LAND: "[số thửa, số giấy đã ẩn]",
    FindKind.PLATE: "[biển số đã ẩn]",
    FindKind.LICENCE: "[số giấy phép lái xe đã ẩn]",
    FindKind.TAX: "[mã số thuế đã ẩn]",
    FindKind.INSURANCE: "[số bảo hiểm đã ẩn]",
    FindKind.PASSPORT: "[số hộ chiếu đã ẩn]",
}


def find_numbers(text: str) -> Iterator[Find]:
    """All numbers of persons; of two that overlap the earlier pattern wins."""
    taken = Taken(len(text))
    for kind, pattern in PATTERNS:
        group = "it" if "it" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            find = Find(kind, *match.span(group), match[group], instead(kind, match[group]))
            if taken.take(find):
                yield find


def instead(kind: FindKind, value: str) -> str:
    """A birthday becomes its year; everything else a sign that says what stood there."""
    if kind is FindKind.BIRTH:
        year = _BIRTH_YEAR.search(value)
        return f"năm {year[0]}" if year else "[ngày sinh đã ẩn]"
    return _SIGNS[kind]
