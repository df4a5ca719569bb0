"""Consolidated texts (văn bản hợp nhất): which document they speak for, and the amendments they have worked in.

Above the bases such a text says "Luật X số 84/2015/QH13 ngày 25 tháng 6 năm 2015 của Quốc hội, có hiệu lực kể từ
ngày 01 tháng 7 năm 2016, được sửa đổi, bổ sung bởi:" and then one paragraph for each amending document (Pháp lệnh Hợp
nhất văn bản quy phạm pháp luật 01/2012/UBTVQH13).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from .lines import Line

_BODY = re.compile(r"^(?:Căn cứ|Điều \d|Chương [IVX\d]|CHƯƠNG [IVX\d]|Phần |PHẦN |LỜI NÓI ĐẦU)")
_KIND = r"Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư"
_DAY = r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})"
_ACT = re.compile(rf"^(?P<kind>{_KIND})\b(?P<name>[^:;]*?)\bsố\s+(?P<number>\d[\w.]*[/-][\w&/.-]*\w)\s*(?P<rest>.*)")
_ISSUED = re.compile(
    rf"^,?\s*{_DAY}(?:\s+của\s+(?P<issuer>[^,;]+?)(?=\s+(?:về|ban hành|quy định|hướng dẫn|sửa đổi)|[,;.]|$))?"
)
_EFFECT = re.compile(rf"có hiệu lực(?: thi hành)?(?: kể)? từ {_DAY}")
_INTRODUCES = re.compile(r"(?:được|đã được) (?:sửa đổi|bổ sung|sửa đổi, bổ sung)[^:]*:?\s*$")


@dataclass(frozen=True, slots=True)
class Act:
    """A document named in the head of a consolidated text."""

    kind: str
    number: str
    name: str = ""
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The document whose text this is, and what amended it in the order of the text."""

    base: Act
    amendments: tuple[Act, ...]

    @property
    def text_since(self) -> date | None:
        """The day from which the consolidated words stand: the last amendment that has a day."""
        days = [one.effective_on for one in self.amendments if one.effective_on]
        return max(days, default=None)


def read_consolidation(lines: Iterable[Line]) -> Consolidation | None:
    """What the head of a consolidated text says, or None for any other text."""
    head = [line.text for line in takewhile(lambda line: not _BODY.match(line.text), lines) if not line.is_note]
    acts: list[Act] = []
    for text in head:
        act = _act(text)
        if act and (acts or _introduces(text)):
            acts.append(act)
    return Consolidation(acts[0], tuple(acts[1:])) if len(acts) > 1 else None


def _introduces(text: str) -> bool:
    return bool(_INTRODUCES.search(text))


def _act(text: str) -> Act | None:
    found = _ACT.match(re.sub(r"^(?:\d+\.|[-–+])\s*", "", text))
    if not found:
        return None
    issued, effect = _ISSUED.match(found["rest"]), _EFFECT.search(found["rest"])
    return Act(
        kind=found["kind"],
        number=found["number"],
        name=found["name"].strip(" ,"),
        issuer=(issued["issuer"] or "").strip() if issued else "",
        issued_on=_date(issued.groups()[:3]) if issued else None,
        effective_on=_date(effect.groups()) if effect else None,
    )


def _date(parts: tuple[str, ...]) -> date | None:
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
