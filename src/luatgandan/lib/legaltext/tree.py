"""A legal document as a tree: what the parser makes, what the library stores, what exports write."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from .lines import Finding


class Level(StrEnum):
    """Units of a Vietnamese legal document, outermost first; values are Akoma Ntoso 3.0 element names."""

    ANNEX = "attachment"  # Phụ lục
    PART = "part"  # Phần
    CHAPTER = "chapter"  # Chương
    SECTION = "section"  # Mục
    SUBSECTION = "subsection"  # Tiểu mục
    ARTICLE = "article"  # Điều
    CLAUSE = "paragraph"  # Khoản
    POINT = "point"  # Điểm
    ITEM = "indent"  # gạch đầu dòng, or a numbered step below a point
    TEXT = "content"  # an unnumbered paragraph that stands between or after numbered ones
    TABLE = "table"
    QUOTED = "quotedStructure"  # new text given by an amending document; its inside is never an own provision


@dataclass(frozen=True, slots=True)
class Node:
    """One unit of a document.

    `text` is what stands before the children (newline between paragraphs); text after them is a `TEXT` child. `number`
    is as written without its mark ("12a", "đ", "IV"), `eid` the Akoma Ntoso eId ("art_6__para_3__point_a"; empty
    for TEXT, TABLE and everything inside QUOTED), `lines` the first and last line it came from (-1: not known).
    """

    level: Level
    number: str = ""
    heading: str = ""
    text: str = ""
    children: tuple["Node", ...] = ()
    eid: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[int, int] = (-1, -1)
    confidence: float = 1.0

    def walk(self) -> Iterator["Node"]:
        """This unit and all below it in reading order, quoted text left out."""
        yield self
        for child in self.children:
            if child.level is not Level.QUOTED:
                yield from child.walk()

    def to_json(self) -> dict[str, Any]:
        """The unit as plain values, empty ones left out; `from_json` reads it back."""
        values: dict[str, Any] = {"level": self.level.value}
        for name in ("number", "heading", "text", "eid"):
            if value := getattr(self, name):
                values[name] = value
        if self.rows:
            values["rows"] = [list(row) for row in self.rows]
        if self.lines != (-1, -1):
            values["lines"] = list(self.lines)
        if self.confidence < 1:
            values["confidence"] = round(self.confidence, 3)
        if self.children:
            values["children"] = [child.to_json() for child in self.children]
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """The unit that `to_json` wrote."""
        first, last = values.get("lines", (-1, -1))
        return cls(
            level=Level(values["level"]),
            number=values.get("number", ""),
            heading=values.get("heading", ""),
            text=values.get("text", ""),
            children=tuple(cls.from_json(child) for child in values.get("children", ())),
            eid=values.get("eid", ""),
            rows=tuple(tuple(row) for row in values.get("rows", ())),
            lines=(first, last),
            confidence=values.get("confidence", 1.0),
        )


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the body. Empty values were not found; `kind` is the Vietnamese name ("Nghị định")."""

    kind: str = ""
    number: str = ""
    issuers: tuple[str, ...] = ()
    place: str = ""
    issued_on: date | None = None
    title: str = ""
    bases: tuple[str, ...] = ()  # căn cứ ban hành, one each, without ";"
    enacting: str = ""  # "Chính phủ ban hành Nghị định …"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed: for whom ("TM. CHÍNH PHỦ"), in which post, name."""

    authority: str = ""
    post: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A whole document, and what the parser was not sure of."""

    header: Header = Header()
    body: tuple[Node, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Node, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Node, ...] = ()  # of consolidated texts: TEXT units, `number` is the mark [3] in the text

    def walk(self) -> Iterator[Node]:
        """All units of body and annexes in reading order."""
        for node in (*self.body, *self.annexes):
            yield from node.walk()

    @property
    def articles(self) -> list[Node]:
        """The articles of the body in reading order; articles of annexes are not among them."""
        return [unit for node in self.body for unit in node.walk() if unit.level is Level.ARTICLE]
