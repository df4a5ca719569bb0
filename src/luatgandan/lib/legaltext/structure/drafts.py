"""A unit while it is being read: its paragraphs, its children, and the paragraphs of which it is not yet sure."""

from collections.abc import Sequence

from ..lines import Line, without_notes
from ..tree import Level, Node
from .marks import Kind


class Draft:
    """A unit being read. `trail` holds paragraphs that came behind it and may belong to the unit above."""

    __slots__ = (
        "children",
        "confidence",
        "first",
        "heading",
        "kind",
        "last",
        "level",
        "number",
        "paragraphs",
        "sign",
        "trail",
    )

    def __init__(
        self, level: Level, number: str = "", *, sign: str = "", at: int = -1, confidence: float = 1.0
    ) -> None:
        self.level = level
        self.number = number
        self.sign = sign
        self.kind: Kind | None = None
        self.heading = ""
        self.paragraphs: list[str] = []
        self.children: list[Draft | Node] = []
        self.trail: list[tuple[str, int]] = []
        self.first = self.last = at
        self.confidence = confidence

    def add(self, text: str, at: int) -> None:
        """Takes a paragraph that surely is this unit's own."""
        self.last = at
        if self.children:
            self.children.append(Node(Level.TEXT, text=text, lines=(at, at)))
        elif text:
            self.paragraphs.append(text)

    def settle(self) -> None:
        """Takes the doubtful paragraphs as this unit's own."""
        for text, at in self.trail:
            self.add(text, at)
        self.trail.clear()

    def child(self, unit: "Draft | Node") -> None:
        """Puts a unit below this one."""
        self.settle()
        self.children.append(unit)

    @property
    def announces(self) -> bool:
        """Whether its text ends with a colon, so that what follows belongs to it."""
        return bool(self.paragraphs) and self.paragraphs[-1].endswith(":")

    def freeze(self) -> Node:
        """The unit as a value."""
        self.settle()
        children = tuple(unit.freeze() if isinstance(unit, Draft) else unit for unit in self.children)
        last = max([self.last, *(unit.lines[1] for unit in children)])
        return Node(
            self.level,
            self.number,
            " ".join(without_notes(self.heading).split()),
            "\n".join(self.paragraphs),
            children,
            lines=(self.first if self.first >= 0 else min([-1, *(unit.lines[0] for unit in children)]), last),
            confidence=self.confidence,
        )


def table(line: Line, at: int) -> Node:
    """A table as a unit."""
    return Node(Level.TABLE, rows=line.rows, lines=(at, at), confidence=line.confidence)


def texts_of(lines: Sequence[Line]) -> list[str]:
    """The text of each line; tables count as empty, since marks in their cells number nothing in the document."""
    return ["" if line.rows else line.text for line in lines]
