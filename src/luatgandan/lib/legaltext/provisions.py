"""The units of a document that are kept one by one: chapters, articles, annexes; clauses live inside articles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .tree import Level, Node, Parsed

CONTAINERS = (Level.ANNEX, Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)
_STORED = (*CONTAINERS, Level.ARTICLE)
_INSIDE = re.compile(r"__(?:para|point|indent)_.*")


@dataclass(frozen=True, slots=True)
class Unit:
    """What becomes one provision: a node without the nodes that are provisions themselves."""

    node: Node
    parent_eid: str = ""


def provision_of(eid: str) -> str:
    """The eId of the provision a unit stands in: its article; the annex or chapter itself where there is none."""
    return _INSIDE.sub("", eid)


def units(parsed: Parsed) -> Iterator[Unit]:
    """The provisions of a document in reading order, with eIds for loose text between chapters too."""
    loose = 0
    for unit in units_under((*parsed.body, *parsed.annexes)):
        if unit.node.eid:
            yield unit
            continue
        loose += 1
        eid = f"{unit.parent_eid}__content_{loose}" if unit.parent_eid else f"content_{loose}"
        yield Unit(replace(unit.node, eid=eid), unit.parent_eid)


def units_under(nodes: Iterable[Node], parent_eid: str = "") -> Iterator[Unit]:
    """The provisions that `nodes` are and hold, in reading order; loose text has no eId."""
    for node in nodes:
        own = own_words(node)
        yield Unit(own, parent_eid)
        yield from units_under(node.children[len(own.children) :] if own is not node else (), node.eid)


def own_words(node: Node) -> Node:
    """A chapter or annex without the provisions inside it: what stands before the first; others as they are."""
    if node.level not in CONTAINERS:
        return node
    first = next((place for place, child in enumerate(node.children) if child.level in _STORED), None)
    return node if first is None else replace(node, children=node.children[:first])
