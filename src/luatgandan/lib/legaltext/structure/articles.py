"""One article's text into clauses and points: the fast path, for the codification and for the editor's screen."""

import re
from collections.abc import Sequence

from ..address import Address
from ..lines import Line
from ..tree import Level, Node
from .annexes import read_annexes
from .body import read_article_lines
from .drafts import Draft
from .eids import identify
from .pipes import SIGN, with_tables
from .zones import annex_head

_RECIPIENTS = re.compile(r"Nơi nhận\s*:")


def parse_article_body(text: str, address: Address | str, heading: str = "") -> Node:
    """The article at `address` with the units of its text, one paragraph a line; the head is not part of `text`."""
    number = address if isinstance(address, str) else address.article
    return _article(_lines(text), number, heading)


def parse_article_page(text: str, number: str, heading: str = "") -> tuple[Node, tuple[Node, ...]]:
    """The last article of a document and the annexes, where the text runs on behind recipients and signature."""
    lines = _lines(text)
    end = next((place for place, line in enumerate(lines) if _RECIPIENTS.match(line.text)), len(lines))
    heads = (place for place in range(len(lines)) if annex_head(lines, place)) if end < len(lines) else iter(())
    start = next(heads, -1)
    if start < end:  # no annex, or recipients of a form inside one
        return _article(lines, number, heading), ()
    annexes = read_annexes(lines, start, len(lines), [False] * len(lines))
    return _article(lines[:end], number, heading), identify(annexes)


def _lines(text: str) -> list[Line]:
    texts = [" ".join(paragraph.split()) for paragraph in text.split("\n") if paragraph and not paragraph.isspace()]
    return with_tables(texts) if SIGN in texts else [Line(paragraph) for paragraph in texts]


def _article(lines: Sequence[Line], number: str, heading: str) -> Node:
    unit = read_article_lines(lines, Draft(Level.ARTICLE, number))
    unit.heading = heading
    return identify([unit.freeze()])[0]
