"""Notes at the foot of pages: small print from the first numbered note down, and pages that only go on with it."""

import re
from collections.abc import Sequence

from .page import Row

_NUMBERED = re.compile(r"^(?:\[(\d{1,3})\]|(\d{1,3})(?=\s))\s*")
_SMALLER = 0.93


def split_notes(pages: Sequence[list[Row]], body_size: float) -> tuple[list[list[Row]], list[list[Row]]]:
    """The rows of each page without its notes, and the notes of each page."""
    bodies: list[list[Row]] = []
    notes: list[list[Row]] = []
    goes_on = False
    for rows in pages:
        start = _start(rows, body_size, goes_on)
        bodies.append(rows[:start])
        notes.append(rows[start:])
        goes_on = start < len(rows) or (goes_on and not rows)
    return bodies, notes


def _start(rows: list[Row], body_size: float, goes_on: bool) -> int:
    """Index of the first row of the notes; `len(rows)` without notes."""
    first = len(rows)
    while first and rows[first - 1].size < _SMALLER * body_size:
        first -= 1
    if goes_on and first < len(rows):
        return first
    return next((index for index in range(first, len(rows)) if opens_note(rows[index])), len(rows))


def opens_note(row: Row) -> bool:
    """True when the row begins with the number of a note: raised, or standing before the text."""
    found = _NUMBERED.match(row.text)
    return bool(found and (found.group(1) or row.text[found.end() :][:1].isupper()))


def note_mark(text: str) -> str:
    """The row's text with its number as [3]."""
    return _NUMBERED.sub(lambda found: f"[{found.group(1) or found.group(2)}] ", text)
