"""What the corrections that are being made of a file would change in its document."""

from collections.abc import Sequence
from dataclasses import dataclass

from luatgandan.lib.legaltext.compare import Piece, compare_words, shortened
from luatgandan.lib.legaltext.flat import flatten
from luatgandan.lib.legaltext.provisions import CONTAINERS
from luatgandan.lib.legaltext.structure import parse
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

from ..models import SourceFile
from .sheets import corrected_lines, edits_of, unit_name


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit that came, went or reads otherwise."""

    label: str
    fate: str  # "new", "gone", "changed"
    pieces: tuple[Piece, ...] = ()


def differences(old: Parsed, new: Parsed) -> list[Difference]:
    """Divisions, articles and annexes that differ between two readings, in the order of the new one."""
    before, after = _texts(old), _texts(new)
    found = []
    for eid in dict.fromkeys((*after, *before)):
        (name, was), (new_name, now) = before.get(eid, ("", "")), after.get(eid, ("", ""))
        if eid not in before or eid not in after:
            fate = "gone" if eid in before else "new"
            found.append(Difference(name or new_name, fate, shortened(compare_words(was, now))))
        elif was != now:
            found.append(Difference(new_name, "changed", shortened(compare_words(was, now))))
    return found


def draft_differences(file: SourceFile) -> list[Difference]:
    """What the draft of a file would change."""
    old = parse(corrected_lines(file, edits_of(file)).lines)
    new = parse(corrected_lines(file, edits_of(file, with_draft=True)).lines)
    return differences(old, new)


def _texts(parsed: Parsed) -> dict[str, tuple[str, str]]:
    """Name, and heading with words, of each stored unit by eId; inner units are named, so that a moved point shows."""
    found: dict[str, tuple[str, str]] = {}
    for node in parsed.walk():
        if node.level is Level.ARTICLE and node.eid:
            found[node.eid] = (unit_name(node), f"{node.heading}\n{flatten(node).text}\n{_outline(node)}".strip())
        elif node.eid and node.level in CONTAINERS:
            own = [child for child in node.children if child.level in (Level.TEXT, Level.TABLE, Level.CLAUSE)]
            words = "\n".join(flatten(child).text for child in own)
            found[node.eid] = (unit_name(node), f"{node.heading}\n{node.text}\n{words}".strip())
    return found


def _outline(node: Node) -> str:
    """The inner units by name: two readings may have the same words and other boundaries."""
    names = [unit_name(unit) for unit in node.walk() if unit.level in (Level.CLAUSE, Level.POINT)]
    return f"({', '.join(names)})" if names else ""


def fitting(found: Sequence[Difference], letters: int = 30_000) -> list[Difference]:
    """As many differences as fit one page."""
    shown: list[Difference] = []
    for one in found:
        letters -= sum(len(piece.text) for piece in one.pieces)
        if shown and letters < 0:
            break
        shown.append(one)
    return shown
