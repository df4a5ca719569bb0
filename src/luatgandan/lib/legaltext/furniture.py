"""What belongs to a page and not to the document: running heads, page numbers, stamps of digital signatures."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .lines import Line

_HEAD = re.compile(
    r"(?:\d{1,4}\s+)?CÔNG\s+BÁO\s*/?\s*S[ốÔ].{1,40}?/?\s*Ng[àÀ]y\s*\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}(?:\s+\d{1,4})?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-–—_|\s]*(?:Trang\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—_|\s]*", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:Người ký|Ký bởi|Được ký bởi|Ký số bởi|Thời gian ký|Ngày ký|Giờ ký|Digitally signed by"
    r"|Signature Not Verified)\b.*",
    re.IGNORECASE,
)
_STAMP_REST = re.compile(
    r"(?:Email|E-mail|Cơ quan|Tổ chức|Chức vụ|Date|Reason|Location|DN)\s*:.*|.*\+0700'?|\S+@\S+", re.IGNORECASE
)
_SECTION = re.compile(
    r"(?:PHẦN\s+\S+\.?\s*)?VĂN BẢN (?:(?:QUY PHẠM )?PHÁP LUẬT(?: KHÁC)?|HỢP NHẤT(?: - .{3,60})?|KHÁC)"
)
_CONTINUED = re.compile(r"\(?\s*(?:Xem tiếp|Tiếp theo|Xem tiếp theo) Công báo số.{1,60}\)?", re.IGNORECASE)
_NEAR, _APART, _TOP = 3, 12, 6


def without_furniture(lines: Sequence[Line]) -> list[tuple[int, Line]]:
    """The lines that belong to the document, each with its place in `lines`."""
    dropped = _heads(lines) | _stamps(lines)
    dropped |= _numbers(lines, dropped)
    return [(index, line) for index, line in enumerate(lines) if index not in dropped]


def is_running_head(text: str) -> bool:
    """True for the line at the top of a gazette page: "CÔNG BÁO/Số 290/Ngày 29-05-2026 10"."""
    return bool(_HEAD.fullmatch(text))


def is_stamp(text: str) -> bool:
    """True for a line of a digital signature's stamp."""
    return bool(_STAMP.fullmatch(text))


def with_pages(lines: Sequence[Line]) -> list[Line]:
    """The lines with pages counted by their running heads, for plain text that knows no pages."""
    page, counted = 1, []
    for index, line in enumerate(lines):
        if is_running_head(line.text) and index > 2:
            page += 1
        counted.append(replace(line, page=page))
    return counted if page > 1 else list(lines)


def page_number(text: str) -> int | None:
    """The number that stands alone on a line, as "12", "- 12 -" or "Trang 12/30"."""
    found = _NUMBER.fullmatch(text)
    return int(found.group(1)) if found else None


def _heads(lines: Sequence[Line]) -> set[int]:
    found = {index for index, line in enumerate(lines) if is_running_head(line.text) or _CONTINUED.fullmatch(line.text)}
    return found | {index for index, line in enumerate(lines[:_TOP]) if _SECTION.fullmatch(line.text)}


def _stamps(lines: Sequence[Line]) -> set[int]:
    stamped = {index for index, line in enumerate(lines) if is_stamp(line.text) and not line.rows}
    near = {index + step for index in stamped for step in range(-_NEAR, _NEAR + 1)}
    rest = {i for i in near if 0 <= i < len(lines) and _STAMP_REST.fullmatch(lines[i].text) and not lines[i].rows}
    return stamped | rest if _has_time(lines, stamped | rest) else set()


def _has_time(lines: Sequence[Line], indexes: set[int]) -> bool:
    """A stamp has a time of signing; a form with "Người ký:" alone is text."""
    return any(re.search(r"\d{1,2}[:.]\d{2}", lines[index].text) for index in indexes)


def _numbers(lines: Sequence[Line], dropped: set[int]) -> set[int]:
    """Page numbers: beside a running head, or in order through the document with a page between each two."""
    found = {i: n for i, line in enumerate(lines) if not line.rows and (n := page_number(line.text)) is not None}
    beside = {i for i in found if i - 1 in dropped or i + 1 in dropped}
    return beside | _in_order({i: n for i, n in found.items() if i not in beside})


def _in_order(found: dict[int, int]) -> set[int]:
    """The longest run 2, 3, 4 … whose members stand at least `_APART` lines from each other."""
    best: list[int] = []
    runs: dict[int, list[int]] = {}
    for index, number in found.items():
        before = runs.get(number - 1, [])
        run = [*before, index] if before and index - before[-1] >= _APART else [index]
        runs[number] = run
        best = max(best, run, key=len)
    return set(best) if len(best) >= 2 else set()
