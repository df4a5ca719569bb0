"""The end of a document: "Nơi nhận", the signature block, and where annexes begin behind them."""

import re
from collections.abc import Sequence

from ..lines import Line
from ..tree import Signature
from .heading import flatten

RECIPIENTS = re.compile(r"nơi\s+nhận\s*:?", re.IGNORECASE)
_ON_BEHALF = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q|TUN)\s?\.\s?(?=[A-ZĐÀ-Ỹ])")
_POSTS = (
    "CHỦ TỊCH, PHÓ CHỦ TỊCH, THỦ TƯỚNG, PHÓ THỦ TƯỚNG, BỘ TRƯỞNG, THỨ TRƯỞNG, THỐNG ĐỐC, PHÓ THỐNG ĐỐC, "
    "TỔNG THANH TRA, CHÁNH ÁN, PHÓ CHÁNH ÁN, VIỆN TRƯỞNG, PHÓ VIỆN TRƯỞNG, TỔNG KIỂM TOÁN, GIÁM ĐỐC, "
    "PHÓ GIÁM ĐỐC, CHỦ NHIỆM, PHÓ CHỦ NHIỆM, CỤC TRƯỞNG, PHÓ CỤC TRƯỞNG, VỤ TRƯỞNG, TỔNG GIÁM ĐỐC, "
    "PHÓ TỔNG GIÁM ĐỐC, TỔNG CỤC TRƯỞNG, BÍ THƯ, PHÓ BÍ THƯ, TỔNG BÍ THƯ, CHÁNH VĂN PHÒNG, "
    "PHÓ CHÁNH VĂN PHÒNG, HIỆU TRƯỞNG, TRƯỞNG BAN, PHÓ TRƯỞNG BAN, THƯỜNG TRỰC BAN BÍ THƯ, TỔNG BIÊN TẬP, "
    "CHÁNH THANH TRA, TRƯỞNG PHÒNG, PHÓ TRƯỞNG PHÒNG, THỦ TRƯỞNG, QUYỀN BỘ TRƯỞNG, PHÓ TỔNG THANH TRA, "
    "PHÓ TỔNG KIỂM TOÁN"
)
_POST = re.compile(rf"(?:{_POSTS.replace(', ', '|')})(?:\s+[A-ZĐÀ-Ỹ ,\-–]+)?$")
_AUTHENTIC = re.compile(r"XÁC THỰC VĂN BẢN HỢP NHẤT")
_SIGNED = re.compile(r"\(?(?:đã ký|ký tên|chữ ký|ấn ký|đã kí|ký điện tử).*\)?$", re.IGNORECASE)
_TITLES = r"(?:(?:GS|PGS|TS|ThS|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Luật sư|BS)[.,]?\s*)*"
_NAME = re.compile(rf"{_TITLES}(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]*)(?:\s+(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]*)){{1,5}}$")
_ADOPTED = re.compile(
    r"(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết)\s+này\s+(?:đã\s+)?được\s.{5,200}thông qua\s+(?:tại|ngày|trong)",
    re.DOTALL,
)
_RULER = re.compile(r"[\s\-–—_*=.…~]*$")
_LIST = re.compile(r"[-–+•]\s?")


def is_ending(line: Line) -> bool:
    """Whether the closing block may begin at this line."""
    for text in flatten([line])[:60]:
        if (text.lower().startswith("nơi nhận") and len(text) < 600) or _ADOPTED.match(text):
            return True
        if len(text) < 120 and (
            _ON_BEHALF.match(text) or (text.isupper() and (_POST.match(text) or _AUTHENTIC.match(text)))
        ):
            return True
        if not line.rows:
            return False
    return False


def read_ending(lines: Sequence[Line]) -> tuple[tuple[Signature, ...], tuple[str, ...]]:
    """Who signed, and who gets the document."""
    return _signatures(lines), _recipients(lines)


def _columns(lines: Sequence[Line]) -> list[str]:
    """The texts in reading order, a table column by column: recipients stand left, signatures right."""
    texts: list[str] = []
    for line in lines:
        if not line.rows:
            texts += flatten([line])
            continue
        for column in range(max(len(row) for row in line.rows)):
            cells = [row[column] for row in line.rows if column < len(row)]
            texts += [text for cell in cells for piece in cell.split("\n") if (text := " ".join(piece.split()))]
    return [text for text in texts if not _RULER.match(text)]


def _recipients(lines: Sequence[Line]) -> tuple[str, ...]:
    found: list[str] = []
    is_open = False
    for text in _columns(lines):
        lead = RECIPIENTS.match(text)
        if lead:
            is_open, text = True, text[lead.end() :].strip(" :")
            found += [part for piece in re.split(r";\s*[-–]\s*", text) if (part := _bare(piece))]
        elif is_open and _LIST.match(text):
            found.append(_bare(text))
        elif is_open and found and not _is_signature_line(text) and len(text) < 200 and text[:1].islower():
            found[-1] += " " + _bare(text)
        elif is_open and found and found[-1].startswith("Lưu"):
            break
    return tuple(part for part in found if part)


def _bare(text: str) -> str:
    return _LIST.sub("", text, count=1).strip(" ;.")


def _is_signature_line(text: str) -> bool:
    return bool(_ON_BEHALF.match(text) or (text.isupper() and _POST.match(text)))


def _signatures(lines: Sequence[Line]) -> tuple[Signature, ...]:
    found: list[Signature] = []
    authority: list[str] = []
    post = ""
    for text in _columns(lines):
        if RECIPIENTS.match(text) or _LIST.match(text) or _SIGNED.match(text):
            continue
        if _ON_BEHALF.match(text):
            authority.append(text)
        elif text.isupper() and (_POST.match(text) or _AUTHENTIC.match(text)):
            post = text
        elif (post or authority) and _is_name(text):
            found.append(Signature(" ".join(authority), post, text))
            authority, post = [], ""
        elif text.isupper() and authority and not post:
            authority[-1] += " " + text
    if (authority or post) and not found:
        found.append(Signature(" ".join(authority), post, ""))
    return tuple(found)


def _is_name(text: str) -> bool:
    return len(text) < 60 and _NAME.match(text) is not None and not text.endswith(":")
