"""Binding: which place in the law a sentence rests on, and what the verifier says of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from luatgandan.lib.legaltext.facts import facts

from ..enums import LineRole, Origin
from ..pipeline.facts import marks
from ..pipeline.matching import words_of
from ..pipeline.values import Check, Sentence, Unit
from ..pipeline.verifying import verify
from .values import Line

SHORTEST = 12  # letters of what may count as a quotation: shorter words stand anywhere
_PIECE = re.compile(r"[^\n.;:]+(?:[.;:](?!\s)[^\n.;:]*)*")


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A line as the desk shows it: its unit, what failed, and the places of numbers that the unit does not have."""

    line: Line
    unit: Unit | None
    checks: tuple[Check, ...] = ()
    strange: tuple[tuple[int, int], ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether it needs no proof or has one."""
        return not self.line.is_claim or (bool(self.checks) and all(one.is_passed for one in self.checks))

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of the checks that failed."""
        return tuple(one.name for one in self.checks if not one.is_passed)


def check(line: Line, units: Mapping[str, Unit]) -> Checked:
    """What the verifier says of a line; nothing of headings and blanks of the frame."""
    unit = units.get(line.evidence)
    if not line.is_claim:
        return Checked(line=line, unit=unit)
    judged = verify(_sentence(line), units)
    return Checked(line=line, unit=unit, checks=judged.checks, strange=_strange(line.text, judged))


def bind(line: Line, units: Sequence[Unit]) -> Line:
    """The line tied to the unit that proves it: as a quotation, else in own words; without one as it is, unproven.

    A quotation whose writer was a person or a model is the law's from then on.
    """
    if not line.is_claim:
        return line
    known = {unit.id: unit for unit in units}
    for is_quote in (True, False) if line.role == LineRole.TEXT else (False,):
        for unit in sorted(units, key=lambda one: (one.id != line.evidence, len(one.text))):
            tied = replace(line, evidence=unit.id, origin=Origin.LAW if is_quote else _own(line))
            if (not is_quote or len(line.text) >= SHORTEST) and check(tied, known).is_proven:
                return spanned(tied, unit)
    return replace(line, origin=_own(line), start=0, end=0)


def _own(line: Line) -> Origin:
    return Origin.PERSON if line.origin == Origin.LAW else line.origin


def spanned(line: Line, unit: Unit) -> Line:
    """The line with the place in `unit.text` it rests on: the words quoted, else the piece that is most like it."""
    found = _place(line.text, unit.text) or _nearest(line.text, unit.text)
    return replace(line, start=found[0], end=found[1])


def _place(text: str, within: str) -> tuple[int, int] | None:
    """Where the words of a quotation stand, from its first piece to its last, whatever spaces are between them."""
    pieces = [piece for piece in re.split(r"\s*\[…\]\s*", text.strip()) if piece]
    pattern = r"[\s\S]*?".join(r"\s+".join(map(re.escape, piece.split())) for piece in pieces)
    found = re.search(pattern, within, re.I) if pieces else None
    return found.span() if found else None


def _nearest(text: str, within: str) -> tuple[int, int]:
    wanted = words_of(text).folded
    spans = [match.span() for match in _PIECE.finditer(within) if match[0].strip()]
    return max(spans, key=lambda one: len(wanted & words_of(within[slice(*one)]).folded), default=(0, len(within)))


def _sentence(line: Line) -> Sentence:
    evidence = (line.evidence,) if line.evidence else ()
    is_quote = line.origin == Origin.LAW and line.role == LineRole.TEXT
    return Sentence(text=line.text, evidence=evidence, is_quote=is_quote, marks=marks(line.text))


def _strange(text: str, judged: Sentence) -> tuple[tuple[int, int], ...]:
    """The numbers of a sentence that the verifier did not find in the law."""
    detail = next((one.detail for one in judged.checks if one.name == "facts" and not one.is_passed), "")
    missing = {one.rpartition(" ")[2] for one in detail.split(", ") if one}
    return tuple(found.span() for found in re.finditer(r"\d[\w.,/-]*(?:\s(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ)\b)?", text)
                 if missing & {fact.value for fact in facts(f"{found[0].rstrip('.,')} ")})  # fmt: skip
