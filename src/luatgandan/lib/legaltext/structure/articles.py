"""One article's text into clauses and points: the fast path, for the codification and for the editor's screen."""

from ..address import Address
from ..lines import Line
from ..tree import Level, Node
from .body import read_article_lines
from .drafts import Draft
from .eids import identify
from .pipes import SIGN, with_tables


def parse_article_body(text: str, address: Address | str, heading: str = "") -> Node:
    """The article at `address` with the units of its text, one paragraph a line; the head is not part of `text`."""
    number = address if isinstance(address, str) else address.article
    texts = [" ".join(paragraph.split()) for paragraph in text.split("\n") if paragraph and not paragraph.isspace()]
    lines = with_tables(texts) if SIGN in texts else [Line(paragraph) for paragraph in texts]
    unit = read_article_lines(lines, Draft(Level.ARTICLE, number))
    unit.heading = heading
    return identify([unit.freeze()])[0]
