"""Source notes of the official codification (Bộ pháp điển): where an article comes from and what amended it.

A note reads "(Điều 3 Luật số 33/2013/QH13 Phòng, chống thiên tai ngày 19/06/2013, có hiệu lực thi hành kể từ ngày
01/05/2014, có nội dung được sửa đổi, bổ sung bởi Điều 1 Luật số 60/2020/QH14 có hiệu lực thi hành kể từ ngày
01/07/2021)". The note, not the row's own date fields, is what can be trusted: of an amended article these hold the day
of effect where the day of issue should be.
"""

import re
from dataclasses import dataclass
from datetime import date

_DATE = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_NUMBER = r"[\w.]+(?:\s?[/-]\s?[\w&-]+)+"
_ORIGIN = re.compile(
    rf"^[(\s]*(?:Điều|điều)\s+(?P<article>\d+[a-zđ]?)\.?\s+(?:của\s+)?(?P<kind>[^\d/,]{{2,40}}?)\s+(?:số\s*:?\s*)?"
    rf"(?P<number>{_NUMBER})\s*(?P<rest>[^\n]*)"
)
_ISSUED = re.compile(rf"\bngày\s+{_DATE}(?:\s+của\s+(?P<issuer>[^,()]+))?")
_EFFECT = re.compile(rf"có hiệu lực(?: thi hành)?(?: kể)? từ ngày\s+{_DATE}")
_AMENDED = re.compile(r"có nội dung (?:được|bị)|được sửa đổi, bổ sung (?:bởi|theo)")
_REPEALED = re.compile(rf"(?<!nội dung )(?:bị|được) bãi bỏ\b.*?{_EFFECT.pattern}")
_AMENDING = re.compile(
    rf"(?P<places>(?:(?:Điều|điều|khoản|điểm|Khoản)\s+[\w, ]+?)?)\s*"
    rf"(?P<kind>Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư)\s+số\s*:?\s*"
    rf"(?P<number>{_NUMBER})[^;]*?(?:{_EFFECT.pattern})"
)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A document that changed the article, and from which day."""

    kind: str
    number: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a note says. Empty or None where it says nothing; `amendments` in the order of the note.

    From `repealed_on` the whole article is law no more.
    """

    article: str
    kind: str
    number: str
    title: str = ""
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    repealed_on: date | None = None
    amendments: tuple[Amendment, ...] = ()

    @property
    def text_since(self) -> date | None:
        """The day from which the codified words stand: that of the latest amendment; None: as issued."""
        return max((one.effective_on for one in self.amendments), default=None)


def read_source_note(note: str) -> SourceNote | None:
    """The parts of a source note, or None when it does not name one article of one document."""
    found = _ORIGIN.match(" ".join(note.split()))
    if not found:
        return None
    origin, amended = _split(found["rest"])
    effect = _EFFECT.search(origin)
    issued = _ISSUED.search(origin, 0, effect.start() if effect else len(origin))
    issued_at = issued.start() if issued else len(origin)
    repealed = _REPEALED.search(found["rest"])
    return SourceNote(
        article=found["article"],
        kind=found["kind"].strip(),
        number=_number(found["number"]),
        title="" if not issued else origin[:issued_at].strip(" ,"),
        issuer=(issued["issuer"] or "").strip() if issued else "",
        issued_on=_date(issued.groups()[:3]) if issued else None,
        effective_on=_date(effect.groups()) if effect else None,
        repealed_on=_date(repealed.groups()) if repealed else None,
        amendments=tuple(_amendments(amended)),
    )


def _split(rest: str) -> tuple[str, str]:
    """What the note says of the document itself, and of what amended it."""
    found = _AMENDED.search(rest)
    return (rest[: found.start()], rest[found.end() :]) if found else (rest, "")


def _amendments(text: str) -> list[Amendment]:
    found = []
    for one in _AMENDING.finditer(text):
        day = _date(one.groups()[-3:])
        if day:
            found.append(Amendment(one["kind"], _number(one["number"]), day))
    return found


def _number(text: str) -> str:
    return text.replace(" ", "").rstrip("-/")


def _date(parts: tuple[str, ...]) -> date | None:
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
