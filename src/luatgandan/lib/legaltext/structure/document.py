"""A whole document: its lines divided into head, body, ending, annexes and notes, and each part read."""

from collections.abc import Sequence

from luatgandan.lib.vietnamese import clean

from ..lines import Finding, Line
from ..tree import Parsed
from .annexes import read_annexes
from .blocks import read_blocks
from .body import read_body
from .checks import check, second_document_finding
from .closing import complete
from .eids import identify
from .ending import read_ending
from .heading import flatten, read_header
from .notes import notes_start, read_notes
from .zones import Zones, divide, second_document


def parse(lines: Sequence[Line]) -> Parsed:
    """The document in `lines`; of a file with two documents the first, with a finding (`split_documents` cuts it)."""
    lines = list(lines)
    notes = notes_start(lines)
    quoted = _quoted(lines[:notes])
    zones = divide(lines, quoted, notes)
    other = second_document(lines[:notes], zones.annexes) if zones.annexes < notes else notes
    if other >= notes:
        other = second_document(lines[:notes], zones.ending + 1) if zones.ending < notes else notes
    return _read(lines, quoted, zones, min(other, notes))


def parse_text(text: str) -> Parsed:
    """The document in a plain text with one paragraph a line; where lines are cut anywhere, `lib.files` joins them."""
    return parse([Line(cleaned) for paragraph in text.splitlines() if (cleaned := clean(paragraph))])


def split_documents(lines: Sequence[Line]) -> list[list[Line]]:
    """The documents of a file that holds several, each with its own lines."""
    rest = list(lines)
    found: list[list[Line]] = []
    while rest:
        notes = notes_start(rest)
        zones = divide(rest, _quoted(rest[:notes]), notes)
        other = second_document(rest[:notes], zones.ending + 1)
        cut = len(rest) if other >= notes else other
        found.append(rest[:cut])
        rest = rest[cut:]
    return found


def _quoted(lines: Sequence[Line]) -> list[bool]:
    return read_blocks(lines)[1]


def _read(lines: Sequence[Line], quoted: Sequence[bool], zones: Zones, end: int) -> Parsed:
    annexes_at = min(zones.annexes, end)
    top, closing = flatten(lines[: zones.body]), flatten(lines[zones.ending : annexes_at])
    header = complete(read_header(lines[: zones.body]), top, closing)
    body = read_body(lines[zones.body : zones.ending], zones.body)
    signatures, recipients = read_ending(lines[zones.ending : annexes_at])
    annexes = read_annexes(lines, annexes_at, end, quoted) if annexes_at < end else []
    units = identify([*body, *annexes])
    parsed = Parsed(
        header=header,
        body=units[: len(body)],
        signatures=signatures,
        recipients=recipients,
        annexes=units[len(body) :],
        notes=read_notes(lines[zones.notes :], zones.notes),
    )
    findings: list[Finding] = [second_document_finding(end)] if end < zones.notes else []
    return Parsed(
        parsed.header,
        parsed.body,
        parsed.signatures,
        parsed.recipients,
        parsed.annexes,
        (*findings, *check(parsed, lines)),
        parsed.notes,
    )
