"""The words of a unit as sentences: loose lines joined, as saved pages and gazette text break them anywhere."""

import re
from dataclasses import replace

from .tree import Level, Node

_WRAPPED = re.compile(r"(?<![.;:!?”\"])\s*\n\s*")
_LONGEST = 5_000  # letters of a unit whose end is still looked for
_INNER = frozenset({Level.CLAUSE, Level.POINT, Level.ITEM, Level.TEXT})


def sentences(node: Node) -> tuple[str, list[Node]]:
    """The words of a unit with the loose paragraphs that follow them, and the children that are left.

    A line break stands only behind the end of a sentence: "Bãi bỏ Điều" and "83." are one. An article's heading is the
    first line.
    """
    rest = list(node.children)
    loose = 0
    while loose < len(rest) and rest[loose].level is Level.TEXT:
        loose += 1
    text = joined("\n".join([node.text, *(child.text for child in rest[:loose])]))
    heading = " ".join(node.heading.split()) if node.level is Level.ARTICLE else ""
    between = " " if text[:1].islower() else "\n"  # "Sửa" and "đổi, bổ sung …": the heading itself was broken
    return between.join(part for part in (heading, text) if part), _mended(rest[loose:])


def joined(text: str) -> str:
    """`text` with line breaks only behind ends of sentences, and single spaces."""
    lines = _WRAPPED.sub(" ", text.strip()).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _mended(units: list[Node]) -> list[Node]:
    """Units with the loose lines behind them that only end their sentence."""
    mended: list[Node] = []
    for unit in units:
        last = mended[-1] if mended else None
        is_cut = last is not None and not last.children and not last.text.rstrip().endswith((".", ";", ":"))
        is_cut = is_cut and last is not None and len(last.text) < _LONGEST
        if last is not None and is_cut and unit.level is Level.TEXT and last.level in _INNER:
            mended[-1] = replace(last, text=f"{last.text} {unit.text}")
        else:
            mended.append(unit)
    return mended
