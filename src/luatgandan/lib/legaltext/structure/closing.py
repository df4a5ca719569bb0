"""What the end of a document adds to its head.

A law carries its date in "Luật này được Quốc hội … thông qua ngày …"; a consolidated text its own number, date and
issuer beside "XÁC THỰC VĂN BẢN HỢP NHẤT", since its head repeats that of the consolidated document.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..tree import Header
from .heading import HISTORY, find_date, read_date
from .issuers import read_issuers

_ADOPTED = re.compile(
    r"thông qua ngày\s+(?P<day>\d{1,2})\s*(?:tháng|/)\s*(?P<month>\d{1,2})\s*(?:năm|/)\s*(?P<year>\d{4})"
)
_CONSOLIDATED_NUMBER = re.compile(r"(?P<number>\d{1,5}(?:/\d{4})?/VBHN-[A-ZĐƯ][\wĐƯ\-]*)")
_WORDS = "VĂN BẢN HỢP NHẤT"
KIND = "Văn bản hợp nhất"


def complete(header: Header, top: Sequence[str], ending: Sequence[str]) -> Header:
    """`header` with what stands in the texts of the ending; `top` are the texts of the head."""
    if any(_WORDS in text for text in (*top, *ending)) or _history(header):
        return _consolidated(header, top, ending)
    return header if header.issued_on else _dated(header, ending)


def _dated(header: Header, texts: Sequence[str]) -> Header:
    adopted = next((found for text in texts if (found := _ADOPTED.search(text))), None)
    day = read_date(adopted) if adopted else None
    if day is not None:
        return replace(header, issued_on=day)
    place, day, _at = find_date(texts)
    return replace(header, place=header.place or place, issued_on=day)


def _consolidated(header: Header, top: Sequence[str], ending: Sequence[str]) -> Header:
    """The head of a consolidated text: its own number and date; the title names the consolidated document."""
    number, at, texts = _own_number([ending, top])
    place, day, _at = find_date(texts[max(at - 3, 0) :]) if number else ("", None, -1)
    history = _history(header)
    name = " ".join(history["name"].split()) if history else ""
    is_law = name.startswith(("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"))
    title = name if is_law else " ".join(part for part in (header.kind, header.title) if part)
    return replace(
        header,
        kind=KIND,
        number=number,
        issuers=read_issuers(texts[max(at - 3, 0) :], min(at, 3)) or header.issuers if number else header.issuers,
        place=place,
        issued_on=day,
        title=header.title if header.kind == KIND else title,
    )


def _history(header: Header) -> re.Match[str] | None:
    """The line that names the consolidated document."""
    return next((found for line in header.enacting.split("\n") if (found := HISTORY.match(line))), None)


def _own_number(zones: Sequence[Sequence[str]]) -> tuple[str, int, Sequence[str]]:
    for texts in zones:
        for place, text in enumerate(texts):
            if found := _CONSOLIDATED_NUMBER.search(text):
                return found["number"], place, texts
    return "", -1, ()
