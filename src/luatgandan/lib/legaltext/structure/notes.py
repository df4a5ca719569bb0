"""Notes of consolidated texts (văn bản hợp nhất): "[3] Khoản này được sửa đổi theo quy định tại …".

Readers of files put notes last and mark them (`Line.is_note`); in plain text and saved pages they stand behind the
signature. They quote whole articles of the amending laws, so they are taken out before the body is read.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..lines import Line, without_glued_notes, without_notes
from ..tree import Level, Node, Parsed

_MARK = re.compile(r"\[(?P<number>\d{1,3}(?:\.\d+)?)\]\s*(?P<rest>.*)", re.DOTALL)
_NUMBERED = {Level.ARTICLE, Level.CLAUSE, Level.POINT}
_GAP = 3
LEAST = 2  # so many marked lines must close a text before they are believed to be notes


def notes_start(lines: Sequence[Line]) -> int:
    """The line where the notes begin; the count of lines when there are none."""
    marked = next((place for place, line in enumerate(lines) if line.is_note), len(lines))
    if marked < len(lines):
        return marked
    return _plain_start(lines)


def _plain_start(lines: Sequence[Line]) -> int:
    """Where a row of lines "[1] …", "[2] …" begins that runs to the end of the text."""
    first, last, count = len(lines), 0, 0
    for place, line in enumerate(lines):
        found = _MARK.match(line.text) if line.text[:1] == "[" and not line.rows else None
        if found is None or not found["rest"]:
            continue
        number = int(found["number"].partition(".")[0])
        if number == 1 and last != 1:
            first, last, count = place, 1, 1
        elif first < len(lines) and 0 < number - last <= _GAP:
            last, count = number, count + 1
    return first if count >= LEAST else len(lines)


def read_notes(lines: Sequence[Line], start: int) -> tuple[Node, ...]:
    """The notes in `lines`, of which the first is line `start` of the document; their text is not structured."""
    notes: list[tuple[str, list[str], int, int]] = []
    for place, line in enumerate(lines, start):
        found = _MARK.match(line.text)
        if found is not None or not notes:
            number, text = (found["number"], found["rest"]) if found is not None else ("", line.text)
            notes.append((number, [text], place, place))
        else:
            notes[-1][1].append(line.text)
            notes[-1] = (*notes[-1][:3], place)
    return tuple(
        Node(Level.TEXT, number, text="\n".join(texts), lines=(first, last)) for number, texts, first, last in notes
    )


def without_marks(parsed: Parsed) -> Parsed:
    """The document without the marks of notes in its words: a law reads the same whoever consolidated it."""
    body, annexes = (tuple(_unmarked(node) for node in nodes) for nodes in (parsed.body, parsed.annexes))
    return replace(parsed, body=body, annexes=annexes)


def _unmarked(node: Node) -> Node:
    return replace(
        node,
        heading=without_notes(node.heading).strip(),
        text=without_glued_notes(node.text, is_first=node.level in _NUMBERED),
        rows=tuple(tuple(without_glued_notes(cell) for cell in row) for row in node.rows),
        children=tuple(_unmarked(child) for child in node.children),
    )
