"""The body of a document: divisions and articles by their heads, and what stands in each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..lines import Line
from ..tree import Level, Node
from .blocks import read_blocks
from .drafts import Draft, texts_of
from .heads import ORDER, Head, find_heads
from .marks import Kind, read_structure, read_unit
from .obeying import head_texts, with_told_heads
from .quotes import Span, find_spans, is_lead, is_own
from .units import read_units

HEADING_LINES = 5
HEADING_LETTERS = 300
DOUBT = 0.7
_TARGET = re.compile(r"(?:khoản|điểm)\s+(?P<number>\d{1,3}[a-zđ]?|[a-zđ]\d?)(?!\w)", re.IGNORECASE)
_QUOTES = "“”„«»\"'‘’` "


def read_body(lines: Sequence[Line], start: int = 0, *, is_fragment: bool = False) -> list[Node]:
    """The units of `lines` without eIds; `start` is the number of the first line in the document.

    A fragment (quoted new text) may begin with any number; in a document articles and clauses begin with 1.
    """
    blocks, quoted = ([], [False] * len(lines)) if is_fragment else read_blocks(lines)
    texts = texts_of(lines) if is_fragment else head_texts(lines)
    heads = find_heads(texts, quoted, [line.is_bold for line in lines], is_fragment=is_fragment)
    heads = heads if is_fragment else with_told_heads(heads, lines, quoted)
    spans = [Span(one.start + start, one.end + start, one.offset, one.is_closed) for one in blocks]
    first = heads[0].place if heads else len(lines)
    top = Draft(Level.TEXT)
    read_units(top, lines[:first], spans, _quote, start=start, is_fragment=is_fragment)
    tree = _Tree(list(_loose(top)))
    for place, head in enumerate(heads):
        end = heads[place + 1].place if place + 1 < len(heads) else len(lines)
        tree.add(_read_head(head, lines[head.place : end], start + head.place, spans, tree.last_clause))
    return tree.finish()


def read_article_lines(lines: Sequence[Line], root: Draft, start: int = 0) -> Draft:
    """Reads the lines of one article, its head left out, into `root`."""
    texts = texts_of(lines)
    spans = [Span(one.start + start, one.end + start, one.offset, one.is_closed) for one in find_spans(texts)]
    return read_units(root, lines, [*spans, *_unmarked(lines, spans, start)], _quote, start=start)


def _loose(top: Draft) -> Iterator[Draft | Node]:
    """What stands before the first head: its paragraphs as text, then its units."""
    top.settle()
    for text in top.paragraphs:
        yield Node(Level.TEXT, text=text, lines=(top.first, top.first))
    yield from top.children


class _Tree:
    """Divisions and articles, put below each other as their heads come."""

    def __init__(self, roots: list[Draft | Node]) -> None:
        self.roots = roots
        self.open: list[Draft] = []
        self.last_clause = ""

    def add(self, unit: Draft) -> None:
        """Puts a division or an article below the last one of a higher level."""
        rank = ORDER.index(unit.level)
        while self.open and ORDER.index(self.open[-1].level) >= rank:
            self.open.pop()
        (self.open[-1].children if self.open else self.roots).append(unit)
        clauses = [child.number for child in unit.children if child.level is Level.CLAUSE]
        self.last_clause = clauses[-1] if clauses and unit.level is not Level.ARTICLE else ""
        if unit.level is not Level.ARTICLE:
            self.open.append(unit)

    def finish(self) -> list[Node]:
        return [unit.freeze() if isinstance(unit, Draft) else unit for unit in self.roots]


def _read_head(head: Head, lines: Sequence[Line], start: int, spans: Sequence[Span], last_clause: str) -> Draft:
    """A division or an article with what stands in it."""
    unit = Draft(head.level, head.mark.number, sign=head.mark.sign, at=start, confidence=head.confidence)
    if head.level is Level.ARTICLE:
        return _read_article(unit, head, lines, start, spans)
    used = _title(unit, head.mark.rest, lines)
    return read_units(unit, lines[used:], spans, _quote, start=start + used, last_clause=last_clause)


def _title(unit: Draft, rest: str, lines: Sequence[Line]) -> int:
    """Takes the title of a division, from its own line and the lines below; gives the count of lines used."""
    parts = [rest] if rest else []
    used = 1
    if unit.sign and rest and not rest.isupper():
        parts = [rest]
    while used < len(lines) and used <= HEADING_LINES and _goes_on(parts, lines[used]):
        parts.append(lines[used].text)
        used += 1
    unit.heading = " ".join(parts)
    return used


def _goes_on(parts: Sequence[str], line: Line) -> bool:
    """Whether a line below is still the title of a division."""
    text = line.text
    if line.rows or line.mark or not text or len(text) > HEADING_LETTERS or text.endswith((".", ":", ";")):
        return False
    if read_structure(text) is not None or read_unit(text) is not None:
        return False
    return (
        not parts
        or (text.isupper() and parts[-1].isupper())
        or (line.is_bold and len(text) < 150 and not parts[-1].endswith("."))
    )


def _read_article(unit: Draft, head: Head, lines: Sequence[Line], start: int, spans: Sequence[Span]) -> Draft:
    rest, used = head.mark.rest, 1
    texts = texts_of(lines)
    if _split_quote(rest, start, spans):
        rest = ""
        used = 0
    elif rest and _is_article_title(rest, texts[1:2]):
        unit.heading = rest
    elif rest:
        unit.paragraphs.append(rest)
    elif len(texts) > 1 and _is_title_below(lines[1], texts):
        unit.heading, used = texts[1], 2
    inner = [*spans, *_unmarked(lines, spans, start)]
    if used == 0:
        lines = [replace(lines[0], text=head.mark.rest), *lines[1:]]
        inner = [_moved(one, start, len(texts[0]) - len(head.mark.rest)) for one in inner]
    return read_units(unit, lines[used:], inner, _quote, start=start + used)


def _split_quote(rest: str, start: int, spans: Sequence[Span]) -> bool:
    """Whether quoted text opens in the article's first line."""
    return bool(rest) and any(one.start == start and one.offset for one in spans)


def _moved(span: Span, start: int, letters: int) -> Span:
    return span._replace(offset=max(span.offset - letters, 0)) if span.start == start else span


def _is_article_title(rest: str, below: Sequence[str]) -> bool:
    """Whether the text behind "Điều 5." is a title: no sentence, and something stands below it."""
    if len(rest) > HEADING_LETTERS or rest.endswith((":", ";", "./.", "/.")):
        return False
    if not below:
        return False
    if not rest.endswith((".", ",")):
        return True
    mark = read_unit(below[0])
    return (
        len(rest) < 120 and mark is not None and mark.number in ("1", "a") and ":" not in rest and ", " not in rest[-2:]
    )


def _is_title_below(line: Line, texts: Sequence[str]) -> bool:
    """Whether the line below a bare "Điều 5" is its title."""
    text = line.text
    if line.rows or line.mark or not text or len(text) > 200 or text.endswith((".", ":", ";", ",")) or len(texts) < 3:
        return False
    return read_unit(text) is None and text[:1] not in _QUOTES


def _unmarked(lines: Sequence[Line], spans: Sequence[Span], start: int) -> list[Span]:
    """New text without quotation marks: behind "… được sửa đổi như sau:" an article or the very unit named there."""
    texts = texts_of(lines)
    taken = {place for span in spans for place in range(span.start, span.end + 1)} if spans else set()
    taken.update(place + start for place, line in enumerate(lines) if line.mark)
    found: list[Span] = []
    place = 1
    while place < len(texts):
        if place + start not in taken and is_lead(texts[place - 1]) and _gives(texts[place - 1], texts[place]):
            end = place
            while end + 1 < len(texts) and end + 1 + start not in taken and not is_own(texts[end + 1]):
                end += 1
            found.append(Span(place + start, end + start, 0, False))
            place = end
        place += 1
    return found


def _gives(lead: str, text: str) -> bool:
    """Whether `text` is the unit that `lead` says is amended."""
    if not text or is_own(text):
        return False
    if read_structure(text) is not None:
        return True
    mark, target = read_unit(text), _TARGET.search(lead)
    if mark is None or target is None:
        return False
    return mark.number == target["number"].lower() and mark.kind in (Kind.NUMBER, Kind.LETTER)


def _quote(lines: Sequence[Line], span: Span, start: int) -> Node:
    """A quoted block as a unit; `lines` begin at line `start` of the document."""
    inner = list(lines[span.start - start : span.end - start + 1])
    texts = texts_of(inner)
    opened = texts[0][span.offset : span.offset + 1] if texts[0] else ""
    sign = opened if opened and opened in _QUOTES.strip() else ""
    if sign:
        inner[0] = replace(inner[0], text=texts[0][span.offset :].lstrip(_QUOTES))
        inner[-1] = replace(inner[-1], text=_unclosed(inner[-1].text))
    children = read_body(inner, span.start, is_fragment=True)
    confidence = 1.0 if sign and span.is_closed else DOUBT
    return Node(Level.QUOTED, sign, children=tuple(children), lines=(span.start, span.end), confidence=confidence)


def _unclosed(text: str) -> str:
    """The last line of a block without its closing mark and what stands behind it."""
    bare = text.rstrip(" .;,:/")
    return bare.rstrip("”»\"“’' ") if bare[-1:] in "”»\"“’'" else text
