"""Citations as values: which document, which units of it, where in the running text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from luatgandan.lib.legaltext.address import Address, BadAddressError
from luatgandan.lib.roman import roman_value

from .names import BUILT_IN, Names

WITHOUT_NUMBER = "*"  # "Phụ lục ban hành kèm theo …": the annex, or all of them; "Mục này" where the place is not known


class Rank(IntEnum):
    """Units from the smallest to the largest; the values order them."""

    ITEM = 0  # tiết, below a point
    POINT = 1
    CLAUSE = 2
    ARTICLE = 3
    SUBSECTION = 4
    SECTION = 5
    CHAPTER = 6
    PART = 7
    ANNEX = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document; empty strings for parts that are not given, numbers as written ("12a", "đ", "IV").

    `through` is the last unit of a range whose inside is not known from its ends ("từ Điều 12a đến Điều 15").
    """

    article: str = ""
    clause: str = ""
    point: str = ""
    item: str = ""
    subsection: str = ""
    section: str = ""
    chapter: str = ""
    part: str = ""
    annex: str = ""
    through: str = ""

    @property
    def address(self) -> Address | None:
        """Article, clause and point of the body; None for chapters, annexes and numbers that are no address."""
        if not self.article or self.annex:
            return None
        try:
            return Address(self.article, self.clause, self.point)
        except BadAddressError:
            return None

    @property
    def eid(self) -> str:
        """The Akoma Ntoso eId of the unit (`art_6__para_3__point_a`, `chp_II__sec_2`); empty for a whole document."""
        steps = [("att", _ordinal(self.annex))]
        if not self.article:
            steps += [("part", self.part), ("chp", self.chapter), ("sec", self.section), ("subsec", self.subsection)]
        steps += [("art", self.article), ("para", self.clause), ("point", self.point), ("indent", self.item)]
        return "__".join(f"{name}_{number}" for name, number in steps if number not in ("", WITHOUT_NUMBER)).replace(
            "đ", "dd"
        )


def _ordinal(annex: str) -> str:
    """Annexes are counted in eIds: Phụ lục II and Phụ lục 02 are `att_2`; IA and I-A stay as written."""
    if annex == WITHOUT_NUMBER:
        return ""
    value = int(annex) if annex.isdigit() else roman_value(annex)
    return str(value or annex)


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document as a text names it; what the text does not say is empty.

    `is_present`: the document in which the text stands. `number` may come from the table of names (a law cited by
    name and year); then `candidates` has the one, and when the name alone leaves several, all numbers it may mean.
    `amended_by` are the numbers of the documents that the text says amended it.
    """

    kind: str = ""
    number: str = ""
    name: str = ""
    year: int = 0
    issued_on: date | None = None
    issuer: str = ""
    is_present: bool = False
    amended_by: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How to show it: the number, else the name and year, else the kind."""
        return self.number or " ".join(part for part in (self.name or self.kind, str(self.year or "")) if part)


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation: `text` is exactly the input from `start` to `end`.

    `places` are the units cited, one each (empty: the document as a whole); `spans` the pieces of text that name them,
    in the same order, for a link each. `confidence` is 0-1: below 0.9 the document was guessed from what stands around.
    """

    start: int
    end: int
    text: str
    document: DocumentRef
    places: tuple[Place, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader of the text knows before reading it.

    `kind` and `number` of the document the text belongs to (both empty: a question or a news item, not a document),
    `place` where in it, `issued_on` its date (decides which law of a name is meant), `names` the known titles,
    `definitions` short names agreed earlier in the document, by their folded text.
    """

    kind: str = ""
    number: str = ""
    place: Place = Place()
    issued_on: date | None = None
    names: Names = BUILT_IN
    definitions: Mapping[str, DocumentRef] = field(default_factory=dict)

    @property
    def has_document(self) -> bool:
        """Whether the text is part of a document."""
        return bool(self.kind or self.number or self.place != Place())

    def at(self, place: Place) -> "Context":
        """The same, at another place."""
        return replace(self, place=place)

    def knowing(self, definitions: Mapping[str, DocumentRef]) -> "Context":
        """The same, with more short names."""
        return replace(self, definitions={**self.definitions, **definitions}) if definitions else self
