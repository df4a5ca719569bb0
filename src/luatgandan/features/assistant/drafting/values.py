"""The values of a draft: lines bound to places in the law. Plain fields, so that a version can be stored and read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from luatgandan.lib.legaltext.facts import facts

from ..enums import LineRole, Origin
from ..pipeline.evidence import Article
from ..pipeline.values import Unit

CLAIMING = (LineRole.TEXT, LineRole.QUESTION, LineRole.KEY)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sentence of a draft. `evidence` is the id of the unit it rests on, [start, end) the place in `Unit.text`.

    `part` names the section it stands in; of a situation those are the fields of the repository.
    """

    text: str
    role: LineRole = LineRole.TEXT
    origin: Origin = Origin.FRAME
    part: str = ""
    evidence: str = ""
    start: int = 0
    end: int = 0

    @property
    def is_claim(self) -> bool:
        """Whether it says something about the law that must have a proof; a heading does when it holds a number.

        Wrong choices of a quiz prove nothing.
        """
        if self.origin == Origin.FRAME:
            return False
        return self.role in CLAIMING or (self.role == LineRole.HEADING and bool(facts(self.text)))

    @property
    def is_by_model(self) -> bool:
        """Whether a language model had a part in it."""
        return self.origin in (Origin.MODEL, Origin.MIXED)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: str(value) if isinstance(value, str) else value for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The line that `to_dict` wrote."""
        return cls(**{**values, "role": LineRole(values["role"]), "origin": Origin(values["origin"])})


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A term and the unit that defines it."""

    term: str
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Material:
    """What a draft is made of: the chosen `places`, the articles they stand in without what was not chosen, terms they
    use, and other units of the same law (`pool`).
    """

    articles: tuple[Article, ...]
    places: tuple[Unit, ...]
    terms: tuple[Definition, ...] = ()
    pool: tuple[Unit, ...] = ()
    other_terms: tuple[Definition, ...] = ()
