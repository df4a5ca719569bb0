"""Amounts, ages, shares, periods and conditions in Vietnamese text: what decides for the reader, for marking."""

import re

from .values import Mark, MarkKind

_SUM = r"\d[\d.,]*(?: (?:nghìn|ngàn|triệu|tỷ|tỉ))? đồng"
_AMOUNT = re.compile(rf"(?:từ )?{_SUM}(?: đến (?:dưới )?{_SUM})?")
_SPAN = r"\d{1,3} (?:giờ|ngày làm việc|ngày|tuần|tháng|năm)(?! \d)"
_PERIOD = re.compile(
    rf"(?:từ |ít nhất |không quá |tối đa |trong thời hạn |quá |trước )?(?<![\d/.]){_SPAN}(?: đến (?:dưới )?{_SPAN})?"
)
_AGE = re.compile(
    r"(?:từ |đủ |chưa đủ |dưới |từ đủ )*\d{1,3} tuổi(?: (?:đến|trở lên)(?: (?:chưa đủ|dưới|đủ)?\s?\d{1,3} tuổi)?)?"
)
_SHARE = re.compile(r"\d+(?:,\d+)? ?%")
_CONDITION = re.compile(
    r"\b(?:[Tt]rừ (?:trường hợp|các|khi|hành vi)|[Nn]ếu|[Vv]ới điều kiện|[Kk]hi có (?:đủ|một trong)|"
    r"[Tt]rong trường hợp)\b[^,;.:\n]{0,140}"
)
_KINDS = ((MarkKind.AMOUNT, _AMOUNT), (MarkKind.AGE, _AGE), (MarkKind.SHARE, _SHARE), (MarkKind.PERIOD, _PERIOD),
          (MarkKind.CONDITION, _CONDITION))  # fmt: skip


def marks(text: str) -> tuple[Mark, ...]:
    """Amounts, ages, shares, periods and conditions, none overlapping, in reading order."""
    taken = bytearray(len(text))
    found = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append(Mark(start, end, kind))
    return tuple(sorted(found, key=lambda one: one.start))
