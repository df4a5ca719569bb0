"""A unit of a document as one plain text, and where in it each inner unit's own words begin.

The flat text is what versions are compared by, what is hashed and searched, and what offsets of citations count in.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from .lines import without_notes
from .tree import Level, Node


@dataclass(frozen=True, slots=True)
class Place:
    """An inner unit: its node, the eId of the nearest unit that has one, and where its own words start (characters)."""

    node: Node
    eid: str
    start: int


@dataclass(frozen=True, slots=True)
class Flat:
    """`text` of the unit (its own heading left out) and the places of all inner units in reading order."""

    text: str
    places: tuple[Place, ...]


def mark(node: Node) -> str:
    """What stands before the words of a unit: "1.", "a)", "Điều 5."; empty for text without a number."""
    match node.level:
        case Level.CLAUSE if node.number:
            return f"{node.number}."
        case Level.POINT if node.number:
            return f"{node.number})"
        case Level.ARTICLE:
            return f"Điều {node.number}."
        case Level.TEXT | Level.TABLE | Level.QUOTED:
            return ""
    return node.number


def flatten(unit: Node) -> Flat:
    """The flat text of `unit`."""
    pieces: list[str] = []
    places: list[Place] = []
    length = 0
    for node, eid, before, words in _pieces(unit, unit.eid, is_top=True):
        places.append(Place(node, eid, length + len(before)))
        piece = before + words
        if piece:
            pieces.append(piece)
            length += len(piece) + 1
    return Flat("\n".join(pieces), tuple(places))


def hash_of(text: str) -> str:
    """SHA-256 of the words: neither a new line break nor the mark of a note ("[3]") makes another law."""
    return hashlib.sha256(" ".join(without_notes(text).split()).encode()).hexdigest()


def _pieces(node: Node, eid: str, *, is_top: bool = False) -> Iterator[tuple[Node, str, str, str]]:
    """(node, eId, what stands before its words, its words) of a unit and all inside it."""
    eid = node.eid or eid
    if is_top:
        before = ""
    else:
        before = " ".join(part for part in (mark(node), node.heading) if part)
        before += ("\n" if node.heading else " ") if before and node.text else ""
    words = "\n".join("\t".join(row) for row in node.rows) if node.rows else node.text
    yield node, eid, before, words
    for child in node.children:
        yield from _pieces(child, eid)
