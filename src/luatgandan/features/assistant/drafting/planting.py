"""Practice answers: true sentences of the law, some spoiled by a rule so that it is known what is wrong and why.

The same articles and the same seed always give the same task.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from django.utils.translation import gettext as _

from luatgandan.lib.legaltext.facts import facts

from ..enums import Fault
from ..pipeline.values import Unit
from .quizzes import ASKED, others, values_in
from .sources import by_weight, label, leaves, marks_of, said
from .values import Material

MOST, FEWEST = 6, 3
ORDER = (Fault.NUMBER, Fault.NONE, Fault.ARTICLE, Fault.NEGATION, Fault.INVENTED, Fault.NONE, Fault.REPEALED)
INVENTED_DAYS = (7, 12, 18, 25, 35, 45)
# What turns a sentence round, and into what; the first that fits is used once.
TURNS = (
    (r"\bkhông được\b", "được"), (r"\bkhông phải\b", "phải"), (r"\bkhông chấp hành\b", "chấp hành"),
    (r"\bKhông chấp hành\b", "Chấp hành"), (r"\bkhông quá\b", "ít nhất"), (r"\bđược\b", "không được"),
    (r"\bphải\b", "không phải"), (r"\bKhông đội\b", "Có đội"), (r"\bkhông\b", "có"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Planted:
    """One sentence of a practice answer: as shown, what is wrong with it, the words of the law, and why."""

    text: str
    cited: str
    fault: Fault = Fault.NONE
    truth: str = ""
    why: str = ""
    evidence: str = ""
    url: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: str(value) for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The sentence that `to_dict` wrote."""
        return cls(**{**values, "fault": Fault(values.get("fault", ""))})


@dataclass(frozen=True, kw_only=True)
class Soil:
    """What faults are made from: the units of the answer, others of the same law, documents that are law no more."""

    chosen: tuple[Unit, ...]
    pool: tuple[Unit, ...]
    repealed: tuple[str, ...]


def plant(material: Material, *, repealed: Sequence[str] = (), seed: int = 0) -> list[Planted]:
    """A practice answer of up to MOST sentences, with faults of several kinds among true ones; empty when too short."""
    units = by_weight(unit for article in material.articles for unit in leaves(article))[:MOST]
    if len(units) < FEWEST:
        return []
    soil = Soil(chosen=tuple(units), pool=(*units, *material.pool), repealed=tuple(repealed))
    told = [_spoiled(unit, soil, seed + number) for number, unit in enumerate(units)]
    return told if any(one.fault != Fault.NONE for one in told) else []


def true_sentence(unit: Unit) -> Planted:
    """What the law says, with its right place."""
    return Planted(text=said(unit), cited=place_of(unit), truth=said(unit), evidence=unit.id, url=unit.url)


def place_of(unit: Unit) -> str:
    """Where a unit stands: "Khoản 2 Điều 7, Nghị định 168/2024/NĐ-CP"."""
    return f"{label(unit)}, {unit.name or unit.number}"


def _spoiled(unit: Unit, soil: Soil, at: int) -> Planted:
    """The sentence with the fault whose turn it is, or the next one that can be made of it."""
    true = true_sentence(unit)
    if ORDER[at % len(ORDER)] == Fault.NONE:
        return true
    for step in range(len(ORDER)):
        make = _FAULTS.get(ORDER[(at + step) % len(ORDER)])
        spoiled = make(true, unit, soil) if make else None
        if spoiled:
            return spoiled
    return true


def _number(true: Planted, unit: Unit, soil: Soil) -> Planted | None:
    for kind in ASKED:
        for mark in marks_of(unit, kind)[:1]:
            value = true.text[mark.start : mark.end]
            wrong = others(value, values_in(soil.pool, kind), unit)
            if wrong:
                text = true.text[: mark.start] + wrong[0] + true.text[mark.end :]
                why = _("Luật viết “%(right)s”, không phải “%(wrong)s”.") % {"right": value, "wrong": wrong[0]}
                return replace(true, text=text, fault=Fault.NUMBER, why=why)
    return None


def _article(true: Planted, unit: Unit, soil: Soil) -> Planted | None:
    other = next((one for one in soil.pool if one.place != unit.place and one.document == unit.document), None)
    if other is None:
        return None
    why = _("Lời này ở %(right)s, không ở %(wrong)s.") % {"right": true.cited, "wrong": place_of(other)}
    return replace(true, cited=place_of(other), fault=Fault.ARTICLE, why=why)


def _negation(true: Planted, unit: Unit, soil: Soil) -> Planted | None:
    for before, after in TURNS:
        text, count = re.subn(before, after, true.text, count=1)
        if count:
            why = _("Nghĩa bị đảo: luật viết “%s”.") % true.truth
            return replace(true, text=text, fault=Fault.NEGATION, why=why)
    return None


def _invented(true: Planted, unit: Unit, soil: Soil) -> Planted:
    known = {one.value for one in facts(unit.text)}
    days = next((one for one in INVENTED_DAYS if str(one) not in known), 99)
    text = f"{true.text.rstrip('.')}; {_('việc này được giải quyết trong %d ngày.') % days}"
    why = _("Điều luật được dẫn không nói đến %d ngày: con số này là bịa.") % days
    return replace(true, text=text, fault=Fault.INVENTED, why=why)


def _repealed(true: Planted, unit: Unit, soil: Soil) -> Planted | None:
    if not soil.repealed:
        return None
    cited = f"{unit.label}, {soil.repealed[0]}"
    why = _("%(old)s đã hết hiệu lực; lời đang có hiệu lực ở %(new)s.") % {"old": soil.repealed[0], "new": true.cited}
    return replace(true, cited=cited, fault=Fault.REPEALED, why=why)


_FAULTS: dict[Fault, Callable[[Planted, Unit, Soil], Planted | None]] = {
    Fault.NUMBER: _number,
    Fault.ARTICLE: _article,
    Fault.NEGATION: _negation,
    Fault.INVENTED: _invented,
    Fault.REPEALED: _repealed,
}


@dataclass(frozen=True, kw_only=True)
class Graded:
    """One sentence with what somebody saw in it; half a point for seeing that, but not what, is wrong."""

    sentence: Planted
    mark: Fault

    @property
    def points(self) -> float:
        """0, 0.5 or 1."""
        if self.mark == self.sentence.fault:
            return 1.0
        return 0.5 if Fault.NONE not in (self.mark, self.sentence.fault) else 0.0


def grade(sentences: Sequence[Planted], marks: Sequence[Fault]) -> tuple[int, list[Graded]]:
    """The score of 100, and each sentence with its points."""
    rows = [Graded(sentence=one, mark=mark) for one, mark in zip(sentences, marks, strict=True)]
    return round(100 * sum(one.points for one in rows) / len(rows)) if rows else 0, rows
