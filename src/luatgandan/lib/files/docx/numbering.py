"""The lists of word/numbering.xml (ECMA-376 part 1, 17.9)."""

from lxml import etree

from ..numbering import Level, NumberedList
from .package import W


def lists_of(root: etree._Element | None) -> dict[str, NumberedList]:
    """The lists by numId."""
    if root is None:
        return {}
    abstracts = {node.get(f"{W}abstractNumId", ""): _levels(node) for node in root.iterfind(f"{W}abstractNum")}
    _follow_links(root, abstracts)
    lists = {}
    for node in root.iterfind(f"{W}num"):
        name = _value(node, "abstractNumId")
        lists[node.get(f"{W}numId", "")] = _with_overrides(node, NumberedList(name, dict(abstracts.get(name, {}))))
    return lists


def _follow_links(root: etree._Element, abstracts: dict[str, dict[int, Level]]) -> None:
    """An abstract list may stand for a style's list."""
    linked = {
        _value(node, "styleLink"): node.get(f"{W}abstractNumId", "")
        for node in root.iterfind(f"{W}abstractNum")
        if node.find(f"{W}styleLink") is not None
    }
    for node in root.iterfind(f"{W}abstractNum"):
        target = linked.get(_value(node, "numStyleLink"))
        if target is not None:
            abstracts[node.get(f"{W}abstractNumId", "")] = abstracts[target]


def _value(node: etree._Element, name: str, otherwise: str = "") -> str:
    child = node.find(f"{W}{name}")
    return str(child.get(f"{W}val", otherwise)) if child is not None else otherwise


def _levels(node: etree._Element) -> dict[int, Level]:
    return {int(level.get(f"{W}ilvl", "0")): _level(level) for level in node.iterfind(f"{W}lvl")}


def _level(node: etree._Element) -> Level:
    start = _value(node, "start", "1")
    return Level(
        form=_value(node, "numFmt", "decimal"),
        pattern=_value(node, "lvlText"),
        start=int(start) if start.isdigit() else 1,
        is_legal=node.find(f"{W}isLgl") is not None,
    )


def _with_overrides(node: etree._Element, numbered: NumberedList) -> NumberedList:
    for override in node.iterfind(f"{W}lvlOverride"):
        index = int(override.get(f"{W}ilvl", "0"))
        start = _value(override, "startOverride")
        if start.isdigit():
            numbered.overrides[index] = int(start)
        if (level := override.find(f"{W}lvl")) is not None:
            numbered.levels[index] = _level(level)
    return numbered
