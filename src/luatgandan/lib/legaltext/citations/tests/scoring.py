"""Hand labels of citations and how what was found is measured against them.

A label is `document#place,place`: the document is `@` (the present one), a number, or a title with `:year`; a place
is `article.clause.point`, or steps like `chp:II/sec:2` and `att:` (an annex without a number). A leading `?` marks
what may be found or not. A mention counts as right only when its document and all its places are right.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from luatgandan.lib.legaltext.citations import WITHOUT_NUMBER, Mention, Place
from luatgandan.lib.legaltext.citations.names import flat

LABELS = Path(__file__).parent / "labels"
_STEPS = {"att": "annex", "part": "part", "chp": "chapter", "sec": "section", "subsec": "subsection"}

Target = tuple[str, tuple[str, ...]]


@dataclass
class Score:
    """Counts of right, wrong and missed mentions; `faults` say where."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the labelled that was found."""
        return self.right / max(1, self.right + self.missed)

    def add(self, name: str, expected: str, mentions: Iterable[Mention]) -> None:
        """Compare what was found in one text with its label."""
        wanted, optional = targets(expected)
        found = Counter(target for mention in mentions for target in [_match(mention, [*wanted, *optional])])
        right, missed = wanted & found, wanted - found
        wrong = found - wanted - optional
        self.right += right.total()
        self.missed += missed.total()
        self.wrong += wrong.total()
        if missed or wrong:
            self.faults.append(f"{name}: missed {sorted(missed.elements())}, wrong {sorted(wrong.elements())}")


def targets(label: str) -> tuple[Counter[Target], Counter[Target]]:
    """What a label asks for, and what it allows."""
    wanted: Counter[Target] = Counter()
    optional: Counter[Target] = Counter()
    for part in filter(None, (part.strip() for part in label.split(" | "))):
        document, _, places = part.lstrip("?").partition("#")
        target = (flat(document), tuple(sorted(filter(None, places.split(",")))))
        (optional if part.startswith("?") else wanted)[target] += 1
    return wanted, optional


def _match(mention: Mention, wanted: Sequence[Target]) -> Target:
    """The mention as a target, its document called as the label calls it."""
    ref = mention.document
    places = tuple(sorted(shown(place) for place in mention.places))
    names = (
        ["@"]
        if ref.is_present
        else [flat(ref.number), flat(f"{ref.name}:{ref.year}"), flat(ref.name), flat(ref.kind), "-"]
    )
    for name in filter(None, names):
        if (name, places) in wanted:
            return name, places
    return next(filter(None, names), "-"), places


def shown(place: Place) -> str:
    """A place as labels write it."""
    steps = [f"att:{place.annex}"] if place.annex else []
    if not place.article:
        steps += [
            f"{step}:{getattr(place, name)}" for step, name in _STEPS.items() if step != "att" and getattr(place, name)
        ]
    numbers = ".".join((place.article, place.clause, place.point)).rstrip(".")
    numbers += f".{place.item}" if place.item else ""
    numbers += f"-{place.through}" if place.through else ""
    return "/".join([*steps, *([numbers] if numbers else [])]).replace(WITHOUT_NUMBER, "")


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a label file; # starts a remark."""
    lines = [line for line in (LABELS / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, [*line.split("\t"), *[""] * len(head)], strict=False)) for line in lines[1:]]
