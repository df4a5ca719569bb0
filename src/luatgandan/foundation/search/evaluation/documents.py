"""Rows of a corpus as the items that rooms give to search: a whole document becomes its head, articles and the rest.

The structure comes from the legal parser. Where it kept too little of a document, the text is cut before each
"Điều" instead, so that nothing is lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from luatgandan.foundation.modules.registry import SearchItem
from luatgandan.lib.files.errors import UnreadableFileError
from luatgandan.lib.files.reader import read_file
from luatgandan.lib.legaltext.structure import parse
from luatgandan.lib.legaltext.tree import Level, Node, Parsed
from luatgandan.lib.vietnamese import clean

from .citing import Cites, cites_of
from .corpus import ArticleRow, Row

_DIVISIONS = {Level.ANNEX, Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION}
_ARTICLE = re.compile(r"(?m)^(?=[ \t]*Điều\s+\d+[a-zđ]?\s*[.:])")
_HEAD = re.compile(r"\s*Điều\s+(\d+[a-zđ]?)\s*[.:]\s*")
_UNIT = re.compile(r"\s*(?:\d+\.|[a-zđ]\)|-)\s")
_KEPT = 0.8  # of the words of a document
_SERIAL = re.compile(r"-\d{3,}$")  # behind the slug of an address


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a document: an article, or what stands between."""

    text: str
    number: str = ""  # of the article
    heading: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one row."""

    items: tuple[SearchItem, ...]
    cites: Cites


def read_row(row: Row) -> Read:
    """The items of a row; a function of the module, for processes."""
    if isinstance(row, ArticleRow):
        return Read((_article_item(row),), Cites())
    parsed = _parsed(row.text)
    units = list(_units((*parsed.body, *parsed.annexes)))
    if not _is_whole(units, row.text):
        units = list(plain_units(row.text))
    head = parsed.header
    title = clean(row.title or head.title) or _in_words(row.slug)
    first = Unit("\n".join(filter(None, (title, *head.bases, head.enacting))))
    kind, number = row.kind or head.kind, row.number or head.number
    base = SearchItem(
        id=row.id,
        kind="document",
        title=title,
        url="",
        group=row.id,
        number=number,
        document_kind=kind,
        issued_on=_day(row.issued_on) or head.issued_on,
        path=(_in_words(row.slug),) if row.slug else (title,),
        parts=sum(bool(unit.number) for unit in units),
    )
    outline = "\n".join(filter(None, (first.text, *(unit.heading for unit in units if unit.number))))
    items = (replace(base, text=outline), *(_item(base, title, unit, at) for at, unit in enumerate(units)))
    return Read(items, cites_of(row.id, kind, number, base.issued_on, title, head))


def _parsed(text: str) -> Parsed:
    """The structure; empty where the text cannot be read as a document."""
    try:
        return parse(read_file(text.encode(), "document.txt").lines)
    except UnreadableFileError:
        return Parsed()


def _article_item(row: ArticleRow) -> SearchItem:
    """One article; its text often begins with its own title."""
    text = row.text.removeprefix(row.title).lstrip() if row.title else row.text
    return SearchItem(
        id=row.id, kind="article", title=row.title, url="", text=text, path=(row.law,), group=row.law, eid=row.article
    )


def _item(document: SearchItem, title: str, unit: Unit, at: int) -> SearchItem:
    path = tuple(dict.fromkeys(filter(None, (*document.path, title, *unit.path))))
    eid = f"art_{unit.number}" if unit.number else ""
    kind = "article" if unit.number else "annex"
    return replace(
        document, id=f"{document.id}/{at}", kind=kind, title=unit.heading, text=unit.text, path=path, eid=eid
    )


def _units(nodes: Sequence[Node], path: tuple[str, ...] = ()) -> Iterator[Unit]:
    """Articles with the headings above them, and the text between as one unit for each division."""
    loose: list[str] = []
    for node in nodes:
        if node.level is not Level.ARTICLE and node.level not in _DIVISIONS:
            loose += _lines(node)
            continue
        if loose:
            yield Unit("\n".join(loose), path=path)
            loose = []
        if node.level is Level.ARTICLE:
            yield Unit("\n".join(_content(node)), node.number, node.heading, path)
        else:
            here = (*path, node.heading) if node.heading else path
            own = [*filter(None, [node.text]), *map(" ".join, node.rows)]
            if own:
                yield Unit("\n".join(own), path=here)
            yield from _units(node.children, here)
    if loose:
        yield Unit("\n".join(loose), path=path)


def _lines(node: Node) -> list[str]:
    """All the text of a unit and below it."""
    mark = f"{node.number}." if node.level is Level.CLAUSE and node.number else ""
    first = " ".join(filter(None, (mark, node.heading, node.text)))
    return [*filter(None, [first]), *map(" ".join, node.rows), *(line for one in node.children for line in _lines(one))]


def _content(node: Node) -> list[str]:
    """The text of an article without its heading."""
    return _lines(replace(node, heading=""))


def _is_whole(units: Sequence[Unit], text: str) -> bool:
    """Whether the parser kept most of the words, and most of what looks like an article."""
    kept = sum(len(f"{unit.heading} {unit.text}".split()) for unit in units)
    articles = sum(bool(unit.number) for unit in units)
    return kept >= _KEPT * len(text.split()) and articles >= len(_ARTICLE.findall(text)) / 2


def plain_units(text: str) -> Iterator[Unit]:
    """The text cut before each "Điều"."""
    for piece in filter(str.strip, _ARTICLE.split(text)):
        head = _HEAD.match(piece)
        lines = [line for line in map(clean, piece[head.end() if head else 0 :].splitlines()) if line]
        if not head:
            yield Unit("\n".join(lines))
            continue
        end = next((at for at, line in enumerate(lines) if at >= 3 or (at and _UNIT.match(line))), 0)
        yield Unit("\n".join(lines[end:]), head[1], " ".join(lines[:end]))


def _in_words(slug: str) -> str:
    return _SERIAL.sub("", slug).replace("-", " ")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
