"""Annexes: each with its title, the words "Ban hành kèm theo …", and its own divisions, articles or clauses."""

import re
from collections.abc import Sequence

from ..lines import Line
from ..tree import Level, Node
from .body import read_body
from .drafts import Draft
from .marks import read_structure, read_unit
from .zones import AnnexHead, annex_head

_WITH = re.compile(r"\(?\s*(?:được\s+)?(?:ban hành\s+)?(?:kèm|đính kèm)\s+theo", re.IGNORECASE)
TITLE_LINES = 8


def read_annexes(lines: Sequence[Line], start: int, end: int, quoted: Sequence[bool]) -> list[Node]:
    """The annexes in lines `start` to `end` of the document."""
    heads = _heads(lines, start, end, quoted)
    found = []
    for place, head in enumerate(heads):
        stop = heads[place + 1].place if place + 1 < len(heads) else end
        found.append(_annex(head, lines[head.place : stop]))
    return found


def _heads(lines: Sequence[Line], start: int, end: int, quoted: Sequence[bool]) -> list[AnnexHead]:
    """Heads that have something below them; a list of forms is not a row of empty annexes."""
    heads = [head for place in range(start, end) if not quoted[place] and (head := annex_head(lines, place))]
    if not heads or heads[0].place > start:
        heads.insert(0, AnnexHead(start, "", ""))
    kept: list[AnnexHead] = []
    for head in heads:
        if kept and head.place - kept[-1].place <= 1:
            if not head.is_form and not kept[-1].is_form and not head.number:
                continue
            if head.is_form or kept[-1].is_form:
                kept.pop()
        kept.append(head)
    return kept


def _annex(head: AnnexHead, lines: Sequence[Line]) -> Node:
    unit = Draft(Level.ANNEX, head.number, at=head.place)
    used = _title(unit, head, lines)
    for node in read_body(lines[used:], head.place + used):
        if node.level is Level.TEXT and not unit.children:
            unit.paragraphs.append(node.text)
        else:
            unit.children.append(node)
    unit.last = head.place + len(lines) - 1
    return unit.freeze()


def _title(unit: Draft, head: AnnexHead, lines: Sequence[Line]) -> int:
    """Takes the lines of the title and "Ban hành kèm theo …"; gives the count of lines used."""
    parts = [head.rest] if head.rest else []
    is_marked = bool(head.number or head.rest) or lines[0].text[:7].lower() == "phụ lục"
    used = 1 if is_marked else 0
    has_with = False
    while is_marked and used < min(len(lines), TITLE_LINES + 1):
        text = lines[used].text
        if lines[used].rows or not text:
            break
        if _WITH.match(text):
            unit.paragraphs.append(text)
            has_with = True
        elif _is_title(text, parts, has_with=has_with):
            parts.append(text)
        else:
            break
        used += 1
    unit.heading = " ".join(parts)
    return used


def _is_title(text: str, parts: Sequence[str], *, has_with: bool) -> bool:
    if read_structure(text) is not None or read_unit(text) is not None or len(text) > 250:
        return False
    if text.isupper():
        return not has_with or not parts or parts[-1].isupper()
    return not parts and not has_with and not text.endswith((".", ";", ":"))
