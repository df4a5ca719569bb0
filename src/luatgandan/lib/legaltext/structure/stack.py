"""The units that are open while an article is read, outermost first, and the rules of what belongs to which."""

from collections.abc import Iterator

from ..tree import Level, Node
from .drafts import Draft
from .marks import Kind, Mark


class Stack:
    """Open units; the first is the article (or division, annex, quoted block) itself."""

    def __init__(self, root: Draft) -> None:
        self.units = [root]

    @property
    def root(self) -> Draft:
        return self.units[0]

    @property
    def top(self) -> Draft:
        return self.units[-1]

    def find(self, level: Level) -> Draft | None:
        """The innermost open unit of a level."""
        return next((unit for unit in reversed(self.units) if unit.level is level), None)

    def listed(self, *kinds: Kind) -> Iterator[Draft]:
        """The open units with a mark of these kinds, innermost first."""
        return (unit for unit in reversed(self.units) if unit.kind in kinds)

    def depth_of(self, unit: Draft) -> int:
        return self.units.index(unit)

    def open(self, level: Level, mark: Mark, at: int, depth: int, confidence: float = 1.0) -> bool:
        """Opens a unit at `depth`, closing what is there; always True, so that callers can return it."""
        unit = Draft(level, mark.number, sign=mark.sign, at=at, confidence=confidence)
        unit.kind = mark.kind
        self.close(depth, followed=unit)
        self.top.child(unit)
        self.units.append(unit)
        if mark.rest:
            unit.paragraphs.append(mark.rest)
        return True

    def close(self, depth: int, followed: Draft | None = None) -> None:
        """Closes units down to `depth`; a doubtful trail stays with a unit whose list goes on, else it moves up."""
        while len(self.units) > depth:
            unit = self.units.pop()
            goes_on = followed is not None and len(self.units) == depth and followed.level is unit.level
            if unit.level is Level.CLAUSE or goes_on or not self.units:
                unit.settle()
            else:
                self.top.trail.extend(unit.trail)
                unit.trail.clear()

    def text(self, text: str, at: int) -> None:
        """Takes a paragraph without a mark."""
        if not text:
            return
        top = self.top
        if len(self.units) == 1 or top.announces or not (top.paragraphs or top.children):
            top.settle()
            top.add(text, at)
        else:
            top.trail.append((text, at))

    def node(self, node: Node) -> None:
        """Takes a finished unit: a table or quoted text."""
        self.top.child(node)

    def finish(self) -> Draft:
        """Closes what is open and gives the root back."""
        self.close(1)
        self.root.settle()
        return self.root
