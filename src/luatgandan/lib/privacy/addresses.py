"""Addresses below the ward: house, street, alley, tổ, ấp, khu vực. A ward or commune alone tells nobody apart."""

import re
from collections.abc import Iterator

from .finds import LOWER, UPPER, Find, FindKind

_NAME = rf"(?:[{UPPER}][{LOWER}]+|[{UPPER}]\d{{0,2}}\b)"
_VALUE = (
    rf"(?:\d{{1,4}}[A-Za-z]?(?:[/-]\d{{1,4}}[A-Za-z]?)*(?: Tháng \d{{1,2}})?|{_NAME}(?: (?:{_NAME}|\d{{1,3}})){{0,4}})"
)
_UNITS = r"[Tt]ổ dân phố|[Tt]ổ|[Ấấ]p|[Kk]hóm|[Kk]hu vực|[Kk]hu phố|(?<!ông )[Tt]hôn|[Xx]óm|KV|KP|"
_UNITS += r"[Đđ]ường|[Hh]ẻm|[Nn]gõ|[Nn]gách|(?<!ành )(?<!hu )[Pp]hố"
_PART = rf"(?:{_UNITS})(?: số)? {_VALUE}"
_HOUSE = r"(?:[Ss]ố nhà|[Nn]hà số|[Ss]ố)[: ]{1,2}\d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?)*"
_SEQUENCE = re.compile(
    rf"(?:{_HOUSE}|(?<![\w/])\d{{1,4}}[A-Za-z]?(?:/\d{{1,4}}[A-Za-z]?)*)[, ]{{1,2}}{_PART}(?:, ?{_PART}){{0,4}}"
    rf"|(?<!\w){_PART}(?:, ?{_PART}){{0,4}}"
    r"|(?:[Ss]ố nhà|[Nn]hà số)[: ]{1,2}\d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?)*"
)
# A house and a street without the word "đường", after a word that announces an address.
_ANNOUNCED = re.compile(
    r"(?:[Đđ]ịa chỉ|[Tt]rú(?: tại)?|[Nn]gụ(?: tại)?|[Ởở] tại|[Ss]ống tại)(?: ở| số)?:? ?"
    rf"(?P<it>(?:số )?\d{{1,4}}[A-Za-z]?(?:/\d{{1,4}}[A-Za-z]?)*,? {_NAME}(?: {_NAME}){{1,4}})"
)
_COURT_BEFORE = re.compile(r"(?:nhân dân|THADS|án dân sự|kiểm sát|Tòa án|TAND|VKSND)\s+$")
_OFFICE_BEFORE = re.compile(r"(?:trụ sở|cơ quan|chi nhánh|văn phòng)[^\n;.]{0,120}$", re.I)
_PARTS = re.compile(rf"(?P<word>{_UNITS})(?P<number> số)? (?P<value>{_VALUE})")
_INITIAL = re.compile(rf"^[{UPPER}]\d{{0,2}}$")
_LOWER_NEXT = re.compile(rf" (?P<word>[{LOWER}]+)")
_MAY_FOLLOW = re.compile(
    "thuộc|phường|xã|thị|huyện|quận|thành|tỉnh|thì|và|là|hướng|có|để|của|bị|với|nhưng|đến|đi|về|từ|trong|lúc|khi|cho|nên|mà|theo|do|"
    "được|đã|ra|vào|gần|nơi|nay|cũ|giao|đoạn|cách|ở|tại|đang|hiện"
)


def find_addresses(text: str) -> Iterator[Find]:
    """Addresses that lead to a house or a hamlet; those already reduced to letters ("ấp Đ") are passed over."""
    end = 0
    for match in _SEQUENCE.finditer(text):
        if _is_address(text, match):
            end = match.end()
            yield _find(text, match.start(), end)
    for match in _ANNOUNCED.finditer(text):
        yield _find(text, *match.span("it"))


def _find(text: str, start: int, end: int) -> Find:
    value = text[start:end]
    is_office = bool(_OFFICE_BEFORE.search(text, max(0, start - 140), start))
    return Find(FindKind.ADDRESS, start, end, value, _instead(value), is_office)


def _is_address(text: str, match: re.Match[str]) -> bool:
    if _COURT_BEFORE.search(text, max(0, match.start() - 20), match.start()):
        return False
    values = [part["value"] for part in _PARTS.finditer(match[0])]
    named = [value for value in values if not value[0].isdigit()]
    if named and all(_INITIAL.match(value) for value in named):
        return False
    return not (_only_group(match[0]) and _next_part_is_initial(text, match.end())) and not _is_phrase(
        text, match.end(), values
    )


def _only_group(value: str) -> bool:
    """ "Tổ 01": a number without the hamlet it belongs to."""
    return value.lower().startswith("tổ ") and "," not in value


def _next_part_is_initial(text: str, end: int) -> bool:
    following = _PARTS.match(text, end + 2)
    return bool(following and _INITIAL.match(following["value"]))


def _is_phrase(text: str, end: int, values: list[str]) -> bool:
    """ "khu vực Đồng bằng sông Cửu Long": one capital and then small letters is not the name of a hamlet."""
    following = _LOWER_NEXT.match(text, end)
    is_short = len(values) == 1 and " " not in values[0] and not values[0][0].isdigit()
    return bool(following and is_short and not _MAY_FOLLOW.fullmatch(following["word"]))


def _instead(value: str) -> str:
    """Numbers go, names keep their first letter: "số 12, ấp Thạnh Lợi" becomes "số …, ấp T"."""
    shortened = _PARTS.sub(lambda part: f"{part['word']}{part['number'] or ''} {_short(part['value'])}", value)
    return re.sub(r"\d[\w/-]*", "…", shortened)


def _short(value: str) -> str:
    return "…" if value[0].isdigit() else value[0]
