"""What a person corrects in the lines of a file before the parser reads them: words, breaks, what a line begins.

Corrections are a row of small edits, each made on the lines as the edits before it left them. An edit remembers the
words of its line, so it finds the line again when a later reading of the same file counts its lines otherwise.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from luatgandan.lib.vietnamese import clean

from .lines import Line, LineMark

SHORT = 200  # characters; of a longer line a hash stands for the words


class EditKind(StrEnum):
    """What is done to a line."""

    MARK = "mark"  # `value` is a LineMark
    WORDS = "words"  # `value` is the new text; a line break in it splits the line
    JOIN = "join"  # with the line before it


@dataclass(frozen=True, slots=True)
class Edit:
    """One correction of line `line`, whose words were `anchor`."""

    kind: EditKind
    line: int
    anchor: str
    value: str = ""

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {"kind": self.kind.value, "line": self.line, "anchor": self.anchor, "value": self.value}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The edit that `to_json` wrote."""
        return cls(EditKind(values["kind"]), int(values["line"]), str(values["anchor"]), str(values["value"]))


@dataclass(frozen=True, slots=True)
class Corrected:
    """Lines after corrections; `sources[i]` is the original line that line i came from, `lost` what found no line."""

    lines: tuple[Line, ...]
    sources: tuple[int, ...]
    lost: tuple[Edit, ...] = ()


def anchor_of(text: str) -> str:
    """What an edit remembers of a line."""
    if len(text) <= SHORT:
        return text
    return f"{text[:SHORT]}#{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def correct(lines: Sequence[Line], edits: Iterable[Edit]) -> Corrected:
    """The lines after all edits that still find their line."""
    now, sources = list(lines), list(range(len(lines)))
    lost = []
    for edit in edits:
        place = _find(now, edit)
        if place < 0 or not _apply(now, sources, place, edit):
            lost.append(edit)
    return Corrected(tuple(now), tuple(sources), tuple(lost))


def _find(lines: Sequence[Line], edit: Edit) -> int:
    """The line an edit means: at its number, else the nearest with the same words; -1 when there is none."""
    if 0 <= edit.line < len(lines) and anchor_of(lines[edit.line].text) == edit.anchor:
        return edit.line
    same = (place for place, line in enumerate(lines) if anchor_of(line.text) == edit.anchor)
    return min(same, key=lambda place: abs(place - edit.line), default=-1)


def _apply(lines: list[Line], sources: list[int], place: int, edit: Edit) -> bool:
    line = lines[place]
    if edit.kind is EditKind.MARK:
        lines[place] = replace(line, mark=LineMark(edit.value))
        return True
    if line.rows:
        return False
    if edit.kind is EditKind.JOIN:
        return _join(lines, sources, place)
    pieces = [text for piece in edit.value.splitlines() if (text := clean(piece))]
    rest = [replace(line, text=text, mark=LineMark.NONE) for text in pieces[1:]]
    lines[place : place + 1] = [replace(line, text=pieces[0]), *rest] if pieces else []
    sources[place : place + 1] = [sources[place]] * len(pieces)
    return True


def _join(lines: list[Line], sources: list[int], place: int) -> bool:
    if place == 0 or lines[place - 1].rows:
        return False
    before, line = lines[place - 1], lines[place]
    confidence = min(before.confidence, line.confidence)
    lines[place - 1 : place + 1] = [replace(before, text=f"{before.text} {line.text}", confidence=confidence)]
    del sources[place]
    return True
