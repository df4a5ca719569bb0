"""Akoma Ntoso eIds for a tree: unique in the document, the same on every import of the same text.

Form after the Akoma Ntoso Naming Convention 1.0 §5: `art_6__para_3__point_a`. Articles never carry their chapter, since
they are numbered through the document; đ is written dd, as in `legaltext.address`.
"""

from collections import Counter
from collections.abc import Sequence

from ..tree import Level, Node
from .marks import division_value

PREFIXES = {
    Level.ANNEX: "att",
    Level.PART: "part",
    Level.CHAPTER: "chp",
    Level.SECTION: "sec",
    Level.SUBSECTION: "subsec",
    Level.ARTICLE: "art",
    Level.CLAUSE: "para",
    Level.POINT: "point",
    Level.ITEM: "indent",
}


class _Names:
    """The eIds given so far."""

    def __init__(self) -> None:
        self.taken: dict[str, int] = {}

    def unique(self, eid: str) -> str:
        """`eid`, or with _2, _3 … behind it when the document has it already."""
        times = self.taken.get(eid, 0) + 1
        self.taken[eid] = times
        return eid if times == 1 else self.unique(f"{eid}_{times}")


def identify(nodes: Sequence[Node], prefix: str = "") -> tuple[Node, ...]:
    """`nodes` with their eIds; `prefix` is the eId of the unit they stand in (an article of the codification)."""
    annex = prefix.partition("__")[0] if prefix.startswith(f"{PREFIXES[Level.ANNEX]}_") else ""
    return _identify(nodes, prefix, annex, _Names())


def _identify(nodes: Sequence[Node], above: str, annex: str, names: _Names) -> tuple[Node, ...]:
    counts: Counter[Level] = Counter()
    done = []
    for node in nodes:
        counts[node.level] += 1
        done.append(_one(node, above, annex, counts[node.level], names))
    return tuple(done)


def _one(node: Node, above: str, annex: str, ordinal: int, names: _Names) -> Node:
    name = PREFIXES.get(node.level)
    if name is None:
        return node
    stem = annex if node.level is Level.ARTICLE else above
    own = f"{name}_{_token(node, ordinal)}"
    eid = names.unique(f"{stem}__{own}" if stem else own)
    if not node.children:
        return _with(node, eid, node.children)
    inside = eid if node.level is Level.ANNEX else annex
    return _with(node, eid, _identify(node.children, eid, inside, names))


def _with(node: Node, eid: str, children: tuple[Node, ...]) -> Node:
    """The unit with its eId; written out, since `dataclasses.replace` is four times as slow."""
    return Node(node.level, node.number, node.heading, node.text, children, eid, node.rows, node.lines, node.confidence)


def _token(node: Node, ordinal: int) -> str:
    """The number of a unit as an eId writes it."""
    if node.level in (Level.ANNEX, Level.ITEM) or not node.number:
        return str(ordinal)
    if node.number.startswith("thứ "):
        return str(division_value(node.number) or ordinal)
    return node.number.replace("đ", "dd").replace("Đ", "DD").replace(".", "-").replace(" ", "-")
