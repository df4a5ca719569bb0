"""Quoted blocks of a whole document, checked against the row of its articles.

Where a closing mark is missing, or a note at the foot of a page opens a quotation and the next page goes on with the
body, a block may swallow articles of the document. The row 1, 2, 3 … misses them, and the block ends before them.
"""

from collections.abc import Sequence

from ..lines import Line
from .chain import Candidate, choose, find_candidates
from .drafts import texts_of
from .obeying import has_marks, own_lines, told_spans, with_told
from .quotes import Span, find_spans

_INSIDE = 0.15  # what an article inside a block weighs: it may fill a gap, never stand against one outside


def read_blocks(lines: Sequence[Line]) -> tuple[list[Span], list[bool]]:
    """The quoted blocks, and for each line whether it stands in one (a line in which a block opens late does not)."""
    texts = texts_of(lines)
    if not has_marks(lines):
        return _read(texts, frozenset())
    spans = with_told(_read(texts, own_lines(lines))[0], told_spans(lines))
    return spans, _mask(len(texts), spans)


def _read(texts: Sequence[str], own: frozenset[int]) -> tuple[list[Span], list[bool]]:
    spans = find_spans(texts, own)
    mask = _mask(len(texts), spans)
    if not any(span.end > span.start for span in spans):
        return spans, mask
    walls = _swallowed(texts, spans, mask)
    if not walls:
        return spans, mask
    spans = find_spans(texts, walls | own)
    return spans, _mask(len(texts), spans)


def _mask(count: int, spans: Sequence[Span]) -> list[bool]:
    mask = [False] * count
    for span in spans:
        for place in range(span.start + (1 if span.offset else 0), span.end + 1):
            mask[place] = True
    return mask


def _swallowed(texts: Sequence[str], spans: Sequence[Span], mask: Sequence[bool]) -> frozenset[int]:
    """The lines of the row of articles, if some of them stand in blocks; else none."""
    candidates = []
    for one in find_candidates(texts, [False] * len(texts)):
        if not mask[one.place]:
            candidates.append(one)
        elif one.mark.number.isdigit() and one.weight >= _INSIDE:
            candidates.append(one._replace(weight=_INSIDE))
    chain = choose(candidates)
    closed = _mask(len(texts), [span for span in spans if span.is_closed])
    while chain and closed[chain[-1].place]:
        chain.pop()
    return frozenset(one.place for one in chain) if _is_inside(chain, mask) else frozenset()


def _is_inside(chain: Sequence[Candidate], mask: Sequence[bool]) -> bool:
    return any(mask[one.place] for one in chain)
