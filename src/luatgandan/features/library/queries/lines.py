"""Words with their marks of change as lines that stand as clauses and points do, each as deep as its number says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from luatgandan.lib.legaltext.compare import Mark, Piece

_MARKS = (re.compile(r"\d+[a-zđ]{0,2}\.\s"), re.compile(r"[a-zđ]{1,2}\d?\)\s"), re.compile(r"[-–+•]\s"))


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One paragraph: `depth` is 0 for the article's own words, 1 for a clause, 2 for a point, 3 for an item.

    `has_mark`: it begins with a number; further paragraphs of the same unit have none.
    """

    pieces: tuple[Piece, ...]
    depth: int
    has_mark: bool


def changed_lines(pieces: Iterable[Piece]) -> list[ChangedLine]:
    """The paragraphs of a flat text; one without a number stands as deep as the one before."""
    found: list[ChangedLine] = []
    for line in _lines(pieces):
        words = "".join(piece.text for piece in line)
        depth = next((depth for depth, mark in enumerate(_MARKS, start=1) if mark.match(words)), 0)
        before = found[-1].depth if found else 0
        found.append(ChangedLine(tuple(line), depth or before, bool(depth)))
    return found


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    before = Piece(Mark.SAME, "")
    for piece in pieces:
        is_rewritten = before.mark is Mark.GONE and piece.mark is Mark.NEW and "\n" in before.text + piece.text
        if is_rewritten and line:
            yield line
            line = []
        first, *rest = piece.text.split("\n")
        line += [Piece(piece.mark, first)] if first else []
        for text in rest:
            if line:
                yield line
            line = [Piece(piece.mark, text)] if text else []
        before = piece
    if line:
        yield line
