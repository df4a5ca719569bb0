"""What a person said of lines (`Line.mark`), as the parts of the parser need it; nearly all files have no such line."""

from collections.abc import Sequence

from ..lines import Line, LineMark
from ..tree import Level
from .drafts import texts_of
from .heads import Head
from .marks import Kind, read_structure
from .quotes import Span

_HEADS = (LineMark.DIVISION, LineMark.ARTICLE)
_OWN = (*_HEADS, LineMark.CLAUSE, LineMark.POINT, LineMark.ANNEX)


def has_marks(lines: Sequence[Line]) -> bool:
    """Whether a person said something of any line."""
    return any(line.mark for line in lines)


def own_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that begin a unit of the document itself: no quoted block goes on over them."""
    return frozenset(place for place, line in enumerate(lines) if line.mark in _OWN)


def told_spans(lines: Sequence[Line]) -> list[Span]:
    """Runs of lines that belong to quoted text."""
    spans: list[Span] = []
    for place, line in enumerate(lines):
        if line.mark is not LineMark.QUOTED:
            continue
        if spans and spans[-1].end == place - 1:
            spans[-1] = spans[-1]._replace(end=place)
        else:
            spans.append(Span(place, place, 0, True))
    return spans


def with_told(spans: Sequence[Span], told: Sequence[Span]) -> list[Span]:
    """All blocks in order: one that a person told goes on from the block just before it, and over what it overlaps."""
    found = list(spans)
    for one in told:
        near = [span for span in found if span.start <= one.end and span.end >= one.start - 1]
        if near:
            first = min(near)
            start, offset = (first.start, first.offset) if first.start < one.start else (one.start, one.offset)
            one = Span(start, max(one.end, *(span.end for span in near)), offset, True)
        found = sorted([*(span for span in found if span not in near), one])
    return found


def head_texts(lines: Sequence[Line]) -> list[str]:
    """The texts in which heads are looked for: what begins no division and no article is left blank."""
    texts = texts_of(lines)
    return ["" if line.mark and line.mark not in _HEADS else text for line, text in zip(lines, texts, strict=True)]


def with_told_heads(heads: Sequence[Head], lines: Sequence[Line], quoted: Sequence[bool]) -> list[Head]:
    """The heads, and those that a person told."""
    told = {head.place: head for place, line in enumerate(lines) if (head := _head(place, line)) and not quoted[place]}
    return sorted([*(head for head in heads if head.place not in told), *told.values()])


def _head(place: int, line: Line) -> Head | None:
    if line.mark not in _HEADS:
        return None
    mark = read_structure(line.text)
    if mark is None or (mark.kind is Kind.ARTICLE) != (line.mark is LineMark.ARTICLE):
        return None
    return Head(place, mark.level or Level.ARTICLE, mark)
