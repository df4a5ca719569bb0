"""Issuing bodies: the lines in capitals at the top left of a document, or above the number of a consolidated text."""

import re
from collections.abc import Sequence

NATION = re.compile(r"c[ộô]ng\s+h[òo][àa]?\s*xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam", re.IGNORECASE)
MOTTO = re.compile(r"độc\s+lập\s*[-–—.]\s*tự\s+do\s*[-–—.]\s*hạnh\s+phúc", re.IGNORECASE)
_PARTY = re.compile(r"đảng\s+cộng\s+sản\s+việt\s+nam", re.IGNORECASE)
ISSUER_WORDS = re.compile(
    r"(?:QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ\s|BỘ$|TÒA ÁN|TOÀ ÁN|VIỆN KIỂM|"
    r"KIỂM TOÁN|NGÂN HÀNG|THANH TRA|"
    r"VĂN PHÒNG|BAN\s|SỞ\s|TỔNG CỤC|CỤC\s|BẢO HIỂM|ĐẠI HỌC|HỌC VIỆN|THÀNH ỦY|TỈNH ỦY|TRUNG ƯƠNG|TỔNG LIÊN|ĐOÀN\s|HỘI\s)"
)
_CONSOLIDATED = re.compile(r"VĂN BẢN HỢP NHẤT\s*[-–]?\s*")
_JOINT = re.compile(r"\s*[-–]\s+(?=BỘ |TÒA |TOÀ |VIỆN |ỦY |UỶ |NGÂN |THANH TRA)")


def read_issuers(texts: Sequence[str], end: int) -> tuple[str, ...]:
    """The issuing bodies in the lines before `end`, each once; the national and the Party's head are left out.

    A name broken over lines is joined; "BỘ CÔNG AN - BỘ QUỐC PHÒNG" are two.
    """
    names: list[str] = []
    for text in texts[:end]:
        line = _CONSOLIDATED.sub("", NATION.sub("", text)).strip(" -–")
        if not _may_name(line):
            continue
        if ISSUER_WORDS.match(line) or not names:
            names.append(line)
        elif not any(letter.isdigit() for letter in line):
            names[-1] += " " + line
    found = (" ".join(part.split()) for name in names for part in _JOINT.split(name))
    return tuple({_key(name): name for name in reversed([*found]) if name}.values())[::-1]


def _may_name(line: str) -> bool:
    return line.isupper() and not MOTTO.search(line) and not _PARTY.search(line) and not set("/:") & set(line)


def _key(name: str) -> str:
    """The name by its letters: a gazette repeats it with other spaces and hyphens."""
    return "".join(letter for letter in name if letter.isalpha())
