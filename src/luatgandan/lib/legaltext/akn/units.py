"""Units of the tree as hierarchical elements: num, heading, intro, inner units, wrapUp; tables; new text inside mod."""

from collections.abc import Sequence

from lxml import etree

from ..tree import Level, Node
from .names import add, element

HIERARCHY = {
    Level.PART,
    Level.CHAPTER,
    Level.SECTION,
    Level.SUBSECTION,
    Level.ARTICLE,
    Level.CLAUSE,
    Level.POINT,
    Level.ITEM,
}
_WORDS = {
    Level.PART: "Phần {}",
    Level.CHAPTER: "Chương {}",
    Level.SECTION: "Mục {}",
    Level.SUBSECTION: "Tiểu mục {}",
    Level.ARTICLE: "Điều {}.",
    Level.CLAUSE: "{}.",
    Level.POINT: "{})",
}


class Units:
    """Writes units below one parent; counts the modifications, whose eIds are numbered through the document."""

    def __init__(self) -> None:
        self.modifications = 0

    def unit(self, node: Node, above: str = "") -> etree._Element:
        """A unit with its inside; `above` is the eId to build one from when the unit has none (quoted new text)."""
        eid = node.eid or above
        made = element(node.level.value, **({"eId": eid} if eid else {}))
        if number := number_of(node):
            add(made, "num", number)
        if node.heading:
            add(made, "heading", node.heading)
        if any(child.level in HIERARCHY for child in node.children):
            self._inside(made, node, eid)
        else:
            self._content(add(made, "content"), node, eid)
        return made

    def _inside(self, made: etree._Element, node: Node, eid: str) -> None:
        first = next(place for place, child in enumerate(node.children) if child.level in HIERARCHY)
        last = max(place for place, child in enumerate(node.children) if child.level in HIERARCHY)
        if node.text or first:
            intro = add(made, "intro")
            self.paragraphs(intro, node.text)
            self.blocks(intro, node.children[:first], eid)
        for place, child in enumerate(node.children[first : last + 1], 1):
            if child.level in HIERARCHY:
                made.append(self.unit(child, inner(eid, child, place) if not child.eid else ""))
            else:
                loose = add(made, "hcontainer", name="doan")
                self.blocks(add(loose, "content"), [child], eid)
        if node.children[last + 1 :]:
            self.blocks(add(made, "wrapUp"), node.children[last + 1 :], eid)

    def _content(self, content: etree._Element, node: Node, eid: str) -> None:
        self.paragraphs(content, node.text)
        self.blocks(content, node.children, eid)
        if not len(content):
            add(content, "p")

    @staticmethod
    def paragraphs(parent: etree._Element, text: str) -> None:
        """One `p` for each paragraph of a text."""
        for paragraph in text.split("\n"):
            if paragraph:
                add(parent, "p", paragraph)

    def blocks(self, parent: etree._Element, nodes: Sequence[Node], eid: str) -> None:
        """Text, tables and new text."""
        for node in nodes:
            if node.level is Level.TABLE:
                self._table(parent, node)
            elif node.level is Level.QUOTED:
                self._modification(parent, node, eid)
            else:
                self.paragraphs(parent, node.text)

    @staticmethod
    def _table(parent: etree._Element, node: Node) -> None:
        table = add(parent, "table")
        for row in node.rows:
            line = add(table, "tr")
            for cell in row:
                Units.paragraphs(add(line, "td"), cell or " ")
        if not node.rows:
            add(add(add(table, "tr"), "td"), "p")

    def _modification(self, parent: etree._Element, node: Node, eid: str) -> None:
        self.modifications += 1
        name = f"{eid}__mod_{self.modifications}" if eid else f"mod_{self.modifications}"
        mod = add(add(parent, "p"), "mod", eId=name)
        closing = "”" if node.number == "“" else node.number
        quotes = {"startQuote": node.number, "endQuote": closing} if node.number else {}
        inside = add(mod, "quotedStructure", eId=f"{name}__qstr", **quotes)
        for place, child in enumerate(node.children, 1):
            if child.level in HIERARCHY:
                inside.append(self.unit(child, inner(f"{name}__qstr", child, place)))
            else:
                self.blocks(inside, [child], name)
        if not len(inside):
            add(inside, "p")


def number_of(node: Node) -> str:
    """The number of a unit as documents print it."""
    if not node.number:
        return ""
    if node.level is Level.ITEM:
        return node.number if node.number in "-–—+•*●○▪◦" else f"{node.number})"
    return _WORDS.get(node.level, "{}").format(node.number)


def inner(above: str, node: Node, place: int) -> str:
    """An eId for a unit of quoted new text: its place keeps it unique where numbers repeat."""
    return f"{above}__{node.level.value}_{place}"
