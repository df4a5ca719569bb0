"""What amending documents do to provisions, as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..citations import DocumentRef, Place
from ..tree import Node


class Action(StrEnum):
    """What is done to a unit; the values are those of `edits.Order`. WORDS without a place: in the whole document."""

    AMEND = "amend"  # sửa đổi, bổ sung: new words for a unit that stands
    ADD = "add"  # bổ sung: a new unit
    REPLACE = "replace"  # thay thế: another unit instead
    REPEAL = "repeal"  # bãi bỏ
    WORDS = "words"  # some words for others, taken out or put in
    RENUMBER = "renumber"  # the unit gets another number


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one unit of one document.

    `eid` is the unit of the amending document that orders it, `target` the document and `place` the unit changed (its
    new number when it is added). `content` are the new units as quoted (a `TEXT` unit: new words of the unit itself,
    its inside stays), `words` pairs of old and new phrases, `after` the unit it is put behind, `becomes` its new
    number. `confidence` is 0-1; `effective_on` is set when the amending document states the day.
    """

    action: Action
    target: DocumentRef
    place: Place
    eid: str = ""
    content: tuple[Node, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    after: Place | None = None
    becomes: Place | None = None
    text: str = ""
    effective_on: date | None = None
    confidence: float = 1.0
