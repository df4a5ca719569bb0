"""Consolidated texts: from which day each of their articles reads so, and which documents amended the base."""

from collections.abc import Mapping, Sequence
from datetime import date

from luatgandan.lib.legaltext.amendments import read_footnotes
from luatgandan.lib.legaltext.consolidated import Consolidation
from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.provisions import provision_of
from luatgandan.lib.legaltext.tree import Parsed

from ..enums import Origin, RelationKind
from ..models import Document
from .relations import Related, relate


def amended_since(*, consolidation: Consolidation, parsed: Parsed, lines: Sequence[Line]) -> Mapping[str, date] | None:
    """The day of the last amendment of each amended provision, by eId; None when the text has no notes that tell."""
    days: dict[str, date] = {}
    for note in read_footnotes(parsed, _notes(lines), lines):
        day = note.effective_on or consolidation.text_since
        eid = provision_of(note.eid)
        if day and eid:
            days[eid] = max(day, days.get(eid, day))
    return days or None


def _notes(lines: Sequence[Line]) -> list[str]:
    """The notes, each whole: a second amendment of the same unit stands in a paragraph of its own without the mark."""
    notes: list[str] = []
    for line in lines:
        if line.is_note and (line.text.startswith("[") or not notes):
            notes.append(line.text)
        elif line.is_note:
            notes[-1] += f"\n{line.text}"
    return notes


def relate_consolidation(*, document: Document, consolidation: Consolidation) -> None:
    """Record which documents amended `document`, as its consolidated text says: of several the newest knows all."""
    if document.editions.filter(valid_from__gt=consolidation.text_since or date.min).exists():
        return
    amendments = [
        Related(kind=RelationKind.AMENDS, number=act.number, name=act.name, is_passive=True, on=act.effective_on)
        for act in consolidation.amendments
    ]
    relate(document=document, relations=amendments, origin=Origin.MERGED)
