"""The values a question passes through: frozen, with plain fields, so that a run can be stored and read again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from luatgandan.lib.legaltext.provisions import provision_of

from ..enums import Status


class Language(StrEnum):
    """In what language somebody asks."""

    VIETNAMESE = "vi"
    KHMER = "km"
    ENGLISH = "en"


@dataclass(frozen=True, kw_only=True)
class Scrubbed:
    """The question without personal data; `kinds` of what was taken out."""

    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One provision as it reads on the day asked for: what an answer may rest on.

    `lead` are the words of the units around it that lead to it, outermost first; `words` its own, with what is inside.
    `state` is the validity of its document that day.
    """

    id: str  # "<document id>/<eId>"
    document: int
    eid: str
    number: str
    name: str
    label: str
    url: str
    state: str
    heading: str = ""
    lead: tuple[str, ...] = ()
    words: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    untold: tuple[str, ...] = ()  # documents that changed its article and whose new words are not here

    @property
    def place(self) -> tuple[int, str]:
        """Its document and the provision it stands in: an article, also one of an annex."""
        return self.document, provision_of(self.eid)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its words and those that lead to it, line by line."""
        return tuple("\n".join((*self.lead, self.words)).split("\n"))

    @cached_property
    def length(self) -> int:
        """How many words it has of its own."""
        return len(self.words.split())

    @property
    def text(self) -> str:
        """All that may be said with this unit as proof."""
        return "\n".join(part for part in (self.heading, *self.lead, self.words) if part)


class MarkKind(StrEnum):
    """What in a sentence decides for the reader."""

    AMOUNT = "amount"
    PERIOD = "period"
    AGE = "age"
    SHARE = "share"
    CONDITION = "condition"


@dataclass(frozen=True)
class Mark:
    """Characters `start` to `end` (excluded) of a sentence."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True)
class Check:
    """One thing the verifier looked at; `detail` says what failed."""

    name: str
    is_passed: bool
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One thing said, with the units that prove it and what the verifier found. `is_quote`: the words of the law."""

    text: str
    evidence: tuple[str, ...]
    is_quote: bool = False
    marks: tuple[Mark, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether it may reach a reader: it was looked at and nothing failed."""
        return bool(self.checks) and all(one.is_passed for one in self.checks)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer to a question of ours; `text` is what is asked then."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Clarification:
    """The one fact that decides, asked back. `fact` names it: "vehicle"."""

    fact: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Official:
    """An answer that an agency has published: given word for word."""

    title: str
    url: str
    answer: str
    signer: str
    signed_on: date | None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Helper:
    """Who can help: an agency or a number to call."""

    who: str
    what: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """The answer as people, programs and the proof sheet read it. `day`: of which day the law is that was used."""

    status: Status
    question: str
    day: date
    language: Language = Language.VIETNAMESE
    sentences: tuple[Sentence, ...] = ()
    units: tuple[Unit, ...] = ()
    official: Official | None = None
    guide: Official | None = None  # a published answer that rests on what is quoted: its steps stand beside it
    clarification: Clarification | None = None
    related: tuple[Choice, ...] = ()  # published answers that may be meant: `text` is their address
    helpers: tuple[Helper, ...] = ()
    is_sensitive: bool = False  # hotlines stand beside the answer
    hidden: tuple[str, ...] = ()  # kinds of personal data taken out of the question
    why: str = ""  # a stable code of what decided, for the desk and for evaluation
    dropped: int = 0  # sentences that did not pass the verifier
    numbers: Mapping[str, float] = field(default_factory=dict)  # what the decision was made by

    def unit(self, key: str) -> Unit | None:
        """The unit of an evidence id; None for an id that was not given to the answer."""
        return next((one for one in self.units if one.id == key), None)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: days as ISO, enums by value."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum | Status) else value
