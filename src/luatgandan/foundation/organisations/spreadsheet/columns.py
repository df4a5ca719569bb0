"""Finding the header: the columns we know under the names that people give them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from luatgandan.lib.vietnamese import clean, fold
from luatgandan.lib.vietnamese.distance import edits

CODE, NAME, KIND, PARENT, WARD = "code", "name", "kind", "parent", "ward"
HEADCOUNT, HEADCOUNT_ON, PHONE, EMAIL, ADDRESS, NOTE = (
    "headcount",
    "headcount_on",
    "phone",
    "email",
    "address",
    "note",
)
TITLES = {
    CODE: "Mã đơn vị",
    NAME: "Tên đơn vị",
    KIND: "Loại",
    PARENT: "Đơn vị cấp trên",
    WARD: "Xã/phường",
    HEADCOUNT: "Số người",
    HEADCOUNT_ON: "Tính đến ngày",
    PHONE: "Điện thoại",
    EMAIL: "Thư điện tử",
    ADDRESS: "Địa chỉ",
    NOTE: "Ghi chú",
}
_OTHER_NAMES = {
    CODE: ("ma", "ma so", "ma co quan", "ma dv", "ky hieu", "ma dinh danh"),
    NAME: ("ten", "ten co quan", "don vi", "co quan", "ten dv", "ten co quan don vi", "co quan don vi", "ten to chuc"),
    KIND: ("loai hinh", "loai don vi", "loai co quan", "phan loai"),
    PARENT: ("cap tren", "truc thuoc", "don vi chu quan", "co quan chu quan", "co quan cap tren", "ma don vi cap tren",
             "don vi truc thuoc", "thuoc"),
    WARD: ("xa phuong thi tran", "phuong xa", "xa", "phuong", "dia ban", "ma xa", "ma xa phuong"),
    HEADCOUNT: ("so luong", "si so", "quan so", "bien che", "so can bo", "so cbccvc", "so luong nguoi", "tong so nguoi",
                "so nguoi hien co", "so bien che"),
    HEADCOUNT_ON: ("ngay tinh", "so lieu den ngay", "den ngay", "thoi diem", "so nguoi tinh den ngay"),
    PHONE: ("so dien thoai", "dt", "sdt", "so dt", "dien thoai lien he", "tel", "phone"),
    EMAIL: ("email", "e mail", "hop thu", "dia chi email", "thu dien tu cong vu"),
    ADDRESS: ("dia chi tru so", "tru so", "noi dat tru so"),
    NOTE: ("ghi chu them", "chu thich"),
}  # fmt: skip
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class Header:
    """Where each known column stands (from 0), the row the header ends at, and titles that say nothing to us."""

    columns: dict[str, int]
    titles: dict[int, str]
    last_row: int
    twice: list[str]
    unknown: list[str]


def _plain(text: Any) -> str:
    bare = re.sub(r"\(.*?\)|\*", " ", fold(str(text)))
    return _NOT_WORD.sub(" ", bare).strip()


KNOWN = {_plain(title): key for key, title in TITLES.items()} | {
    name: key for key, names in _OTHER_NAMES.items() for name in names
}


def column_key(text: Any) -> str | None:
    """Which column a title means; small slips of the finger are forgiven."""
    plain = _plain(text)
    if plain in KNOWN:
        return KNOWN[plain]
    if len(plain) < 6:
        return None
    near = ((edits(plain, name, at_most=2), key) for name, key in KNOWN.items() if len(name) >= 6)
    found = sorted((distance, key) for distance, key in near if distance is not None)
    return found[0][1] if found else None


def find_header(rows: Sequence[tuple[Any, ...]]) -> Header | None:
    """The header within the first rows: the row, or the two rows under merged cells, with most columns we know."""
    best: Header | None = None
    for at in range(len(rows)):
        single = _header(list(rows[at]), at + 1)
        double = _header(_joined(rows[at], rows[at + 1]), at + 2) if at + 1 < len(rows) else None
        for candidate in (single, double):
            if candidate and (best is None or len(candidate.columns) > len(best.columns)):
                best = candidate
    return best


def _joined(above: tuple[Any, ...], below: tuple[Any, ...]) -> list[Any]:
    """A header of two rows: the lower title where there is one, else the upper."""
    width = max(len(above), len(below))
    upper = [*above, *[None] * (width - len(above))]
    lower = [*below, *[None] * (width - len(below))]
    if sum(1 for title in lower if isinstance(title, str) and column_key(title)) < 1:
        return []
    return [low or up for up, low in zip(upper, lower, strict=True)]


def _header(titles: Sequence[Any], last_row: int) -> Header | None:
    columns: dict[str, int] = {}
    twice: list[str] = []
    unknown: list[str] = []
    for place, title in enumerate(titles):
        if not isinstance(title, str) or not clean(title):
            continue
        key = column_key(title)
        if key is None:
            unknown.append(clean(title))
        elif key in columns:
            twice.append(clean(title))
        else:
            columns[key] = place
    if NAME not in columns or len(columns) < 2:
        return None
    texts = {place: clean(str(title)) for place, title in enumerate(titles) if title is not None}
    return Header(columns=columns, titles=texts, last_row=last_row, twice=twice, unknown=unknown)
