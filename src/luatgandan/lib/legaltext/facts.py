"""Numbers, document numbers and addresses in Vietnamese text, in one form: what is said must stand in the law."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORDS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_SCALES = {"trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_UNIT = r"(?:giờ|ngày|tuần|tháng|quý|năm|phút|tuổi|lần|người|điểm|đồng|mét|m²|m2|ha|km|%|bản)"
_NUMBER = re.compile(
    r"(?<![\w/.,-])(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?:\s?(?P<scale>trăm|nghìn|ngàn|triệu|tỷ|tỉ)\b)?(?![\d/])"
)
_WRITTEN = re.compile(rf"(?<!\w)(?P<word>{'|'.join(_WORDS)})(?:\s(?P<scale>{'|'.join(_SCALES)}))?(?=\s{_UNIT}\b)", re.I)
_DOCUMENT = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ][\w-]*", re.I)
_ADDRESS = re.compile(
    r"\b(?P<unit>điều|khoản|điểm|chương|mục|phụ lục)\s(?P<number>\d+[a-zđ]?|[a-zđ](?!\w)|[IVXLC]+(?!\w))", re.I
)
_QUOTED = re.compile(r"[“\"«](?P<words>[^”\"»]{3,})[”\"»]")


@dataclass(frozen=True, order=True)
class Fact:
    """A number, document number or address as it counts: 2.000.000, "2 triệu" and "hai triệu" are one."""

    kind: str  # "number", "document", "điều", "khoản" …
    value: str


def facts(text: str) -> frozenset[Fact]:
    """All that a sentence must not have without proof."""
    return frozenset(_facts(text))


def quoted(text: str) -> list[str]:
    """What stands between quotation marks."""
    return [found["words"].strip(" .…") for found in _QUOTED.finditer(text)]


def _facts(text: str) -> Iterator[Fact]:
    for match in _DOCUMENT.finditer(text):
        yield Fact("document", match[0].upper())
    rest = _DOCUMENT.sub(_blank, text)
    for match in _ADDRESS.finditer(rest):
        yield Fact(match["unit"].lower(), match["number"].lower())
    rest = _ADDRESS.sub(_blank, rest)
    for match in _NUMBER.finditer(rest):
        yield Fact("number", _value(match["digits"], match["scale"]))
    for match in _WRITTEN.finditer(rest):
        yield Fact("number", _value(str(_WORDS[match["word"].lower()]), match["scale"]))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _value(digits: str, scale: str | None) -> str:
    plain = re.sub(r"\.(?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    value = float(plain) * _SCALES.get((scale or "").lower(), 1)
    return str(int(value)) if value == int(value) else str(value)
