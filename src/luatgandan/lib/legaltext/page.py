"""A unit of a document as HTML for reading: clauses and points keep their marks, addresses become anchors.

Classes are those of the component `law-text`. Everything that comes from the text is escaped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from .flat import Place, flatten, mark
from .tree import Level, Node

_CLASSES = {Level.CLAUSE: "law__clause", Level.POINT: "law__point", Level.ITEM: "law__item"}
_ADDRESS = re.compile(r"art_(\d+[a-z]{0,2})(?:__para_(\d+[a-z]{0,2}))?(?:__point_([a-z]{1,2}\d?))?")
_PARTS = ("dieu-", "khoan-", "diem-")
_DIGITS = re.compile(r"[\d.,%\s]+")


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the flat text (from `start` to before `end`) that lead somewhere; `css` is the class of the link."""

    start: int
    end: int
    href: str
    css: str = "law__link"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a unit is shown: `base` and `query` make the marks links to their own pages, `marked` is the eId asked for.

    `asked` is said aloud before the marked unit ("Chỗ bạn tìm"), `table` names a table for screen readers. Of a unit
    that is too long for one page, `window` shows the lines of its flat text that begin from there to before there.
    """

    base: str = ""
    query: str = ""
    marked: str = ""
    asked: str = ""
    table: str = "Bảng"
    window: tuple[int, int] | None = None


def anchor(eid: str) -> str:
    """The id of a unit on a page: "dieu-6-khoan-3" of an address, else the eId itself."""
    return "-".join(_address_parts(eid)) or eid


def path(eid: str) -> str:
    """The part of our addresses after the document ("dieu-6/khoan-3"); empty for what has no page of its own."""
    return "/".join(_address_parts(eid))


def _address_parts(eid: str) -> list[str]:
    found = _ADDRESS.fullmatch(eid)
    return [name + value for name, value in zip(_PARTS, found.groups(), strict=True) if value] if found else []


def unit_html(unit: Node, *, links: Iterable[Link] = (), look: Look = Look()) -> str:
    """The words of `unit` and of all inside it, its own heading left out; links never overlap (the first one stays)."""
    writer = _Writer(flatten(unit).places, _apart(links), look)
    return "".join(writer.inside(unit))


def _apart(links: Iterable[Link]) -> list[Link]:
    """Links in reading order without those that overlap an earlier one."""
    kept: list[Link] = []
    for link in sorted(links, key=lambda one: (one.start, -one.end)):
        if link.start < link.end and (not kept or kept[-1].end <= link.start):
            kept.append(link)
    return kept


class _Writer:
    """Writes one unit; nodes come in the order in which `flatten` numbered them."""

    def __init__(self, places: Sequence[Place], links: list[Link], look: Look) -> None:
        self.places = iter(places)
        self.links = links
        self.next_link = 0
        self.look = look

    def inside(self, unit: Node, *, is_quoted: bool = False, before: str = "") -> Iterator[str]:
        """Own words of a unit (after what stands `before` them), then its inner units."""
        start = next(self.places).start
        if unit.rows:
            yield self._table(unit, start)
        else:
            yield from self._paragraphs(unit, start, before)
        for child in unit.children:
            yield from self._child(child, is_quoted)

    def _child(self, unit: Node, is_quoted: bool) -> Iterator[str]:
        if unit.level is Level.QUOTED:
            if inner := "".join(self.inside(unit, is_quoted=True)):
                yield f'<blockquote class="law__quoted">{inner}</blockquote>'
            return
        name = _CLASSES.get(unit.level)
        heading = self._heading(unit, is_quoted)
        if name is None:
            inner = "".join(self.inside(unit, is_quoted=is_quoted))
            yield heading + inner if inner or not self.look.window else ""
            return
        before = self._number(unit, is_quoted) + heading
        inner = "".join(self.inside(unit, is_quoted=is_quoted, before=before))
        yield f'<div class="{name}{self._id(unit)}>{inner}</div>' if inner or not self.look.window else ""

    def _id(self, unit: Node) -> str:
        """The end of the class attribute and the id, for units that have an address."""
        asked = " is-asked" if unit.eid and unit.eid == self.look.marked else ""
        return f'{asked}" id="{escape(anchor(unit.eid))}"' if unit.eid else f'{asked}"'

    def _number(self, unit: Node, is_quoted: bool) -> str:
        words = escape(mark(unit))
        if not words:
            return ""
        said = ""
        if unit.eid and unit.eid == self.look.marked and self.look.asked:
            said = f'<span class="hidden-text">{escape(self.look.asked)}: </span>'
        place = "" if is_quoted or not self.look.base else path(unit.eid)
        if not place:
            return f'{said}<span class="law__no">{words}</span> '
        return (
            f'{said}<a class="law__no" href="{escape(self.look.base + place)}/{escape(self.look.query)}">{words}</a> '
        )

    def _heading(self, unit: Node, is_quoted: bool) -> str:
        """Names of clauses, and of articles and chapters inside quoted text or annexes."""
        if unit.level in (Level.TEXT, Level.TABLE):
            return ""
        if unit.level in _CLASSES:
            return f"<strong>{escape(unit.heading)}</strong> " if unit.heading else ""
        label = unit_label(unit)
        words = " ".join(escape(part) for part in (label, unit.heading) if part)
        place = f' id="{escape(anchor(unit.eid))}"' if unit.eid and not is_quoted else ""
        return f'<p class="law__subheading"{place}>{words}</p>' if words else ""

    def _paragraphs(self, unit: Node, start: int, before: str) -> Iterator[str]:
        for line in unit.text.split("\n"):
            if (line or before or unit.text) and self._is_shown(start):
                yield f"<p>{before}{self._words(line, start)}</p>"
            start, before = start + len(line) + 1, ""

    def _is_shown(self, start: int) -> bool:
        """Whether a line of the flat text that begins there is in the window."""
        return self.look.window is None or self.look.window[0] <= start < self.look.window[1]

    def _words(self, text: str, start: int) -> str:
        """`text`, which begins at `start` of the flat text, escaped and with its links."""
        pieces, at, end = [], start, start + len(text)
        while self.next_link < len(self.links) and self.links[self.next_link].start < end:
            link = self.links[self.next_link]
            self.next_link += 1
            inner = text[link.start - start : link.end - start]
            if link.start < at or link.end > end or "\n" in inner:
                continue
            pieces += [escape(text[at - start : link.start - start], quote=False), _a(link, inner)]
            at = link.end
        return "".join([*pieces, escape(text[at - start :], quote=False)])

    def _table(self, unit: Node, start: int) -> str:
        rows = list(unit.rows)
        head = _head_row(rows)
        starts = accumulate((sum(map(len, row)) + len(row) for row in rows), initial=start)
        shown = [row for row, at in zip(rows, starts, strict=False) if self._is_shown(at)]
        if not shown:
            return ""
        body = "".join(_row(row, "td") for row in (shown[1:] if head and shown[0] is rows[0] else shown))
        name = escape(unit.heading or self.look.table)
        return (
            f'<div class="table law__table" role="region" aria-label="{name}" tabindex="0"><table>'
            f"{head}<tbody>{body}</tbody></table></div>"
        )


def unit_label(unit: Node) -> str:
    """ "Điều 5.", "Chương II" as a heading begins; empty for units that have no such word."""
    names = {
        Level.ANNEX: "Phụ lục",
        Level.PART: "Phần",
        Level.CHAPTER: "Chương",
        Level.SECTION: "Mục",
        Level.SUBSECTION: "Tiểu mục",
    }
    if unit.level is Level.ARTICLE:
        return mark(unit)
    return f"{names[unit.level]} {unit.number}".strip() if unit.level in names else ""


def _a(link: Link, words: str) -> str:
    given = f' id="{escape(link.id)}"' if link.id else ""
    return f'<a class="{link.css}"{given} href="{escape(link.href)}">{escape(words, quote=False)}</a>'


def _head_row(rows: Sequence[Sequence[str]]) -> str:
    """The first row as column heads, where it reads like one: every cell short, filled and not a figure."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return ""
    cells = [cell.strip() for cell in rows[0]]
    if any(not cell or len(cell) > 60 or _DIGITS.fullmatch(cell) for cell in cells):
        return ""
    return f"<thead>{_row(rows[0], 'th')}</thead>"


def _row(cells: Sequence[str], tag: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    inner = "".join(f"<{tag}{scope}>{escape(cell, quote=False).replace(chr(10), '<br>')}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"
