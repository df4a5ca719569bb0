"""What a round asks, as plain values: rules, sealed questions, the paper one person gets, an attempt to be ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Protocol, Self

from luatgandan.features.questionbank.formats.values import Content

from ..enums import Counted, Criterion, PredictionBase

LATER = {"showing_seconds": 0}  # rules that were sealed before they knew this stay what they were
POINT = 1_000  # a question fully right, in units of a score


class Filed(Protocol):
    """Anything that has a field and a difficulty."""

    @property
    def field(self) -> str: ...

    @property
    def difficulty(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Quota:
    """So many questions of one field and difficulty; empty means any."""

    count: int
    field: str = ""
    difficulty: int = 0

    def fits(self, question: "Filed") -> bool:
        """Whether the quota may take the question."""
        return self.field in ("", question.field) and self.difficulty in (0, question.difficulty)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules of a round: what is published, committed to and recomputed by whoever checks.

    `minutes` for a paper; `grace_seconds` after it for answers that wait on a phone without a line; `attempts` a person
    in the round and `per_day` (0: no limit of its own); `is_partial`: part of a point for an answer right in part.
    `showing_seconds` after the start at most the time taken begins, sooner when the paper is given out sooner.
    """

    quotas: tuple[Quota, ...] = (Quota(count=20),)
    minutes: int = 15
    grace_seconds: int = 120
    attempts: int = 1
    per_day: int = 0
    counted: Counted = Counted.BEST
    prediction: PredictionBase = PredictionBase.NONE
    chain: tuple[Criterion, ...] = (Criterion.SCORE, Criterion.TIME, Criterion.EARLIER, Criterion.LOT)
    is_partial: bool = False
    is_shuffled: bool = True
    showing_seconds: int = 30

    @property
    def questions(self) -> int:
        """How many questions a paper has."""
        return sum(quota.count for quota in self.quotas)

    def lasts(self, extra_percent: int = 0) -> timedelta:
        """How long a paper lasts; `extra_percent` for registered disabled people."""
        return timedelta(minutes=self.minutes) * (100 + extra_percent) / 100

    @property
    def order(self) -> tuple[Criterion, ...]:
        """The chain as it is applied: the lot decides last, also where the chain does not name it."""
        return (*(one for one in self.chain if one != Criterion.LOT), Criterion.LOT)

    @property
    def best_score(self) -> int:
        """The score of a paper without a fault."""
        return self.questions * POINT

    def to_dict(self) -> dict[str, Any]:
        """For the database, exports and the commitment; without what rules did not have once, where it is nothing."""
        return {name: value for name, value in asdict(self).items() if value or name not in LATER}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Back from `to_dict`; unknown names are an error, missing ones take their default, later ones nothing."""
        known = {field.name for field in fields(cls)}
        if unknown := set(data) - known:
            raise ValueError(f"unknown rules: {', '.join(sorted(unknown))}")
        values = LATER | dict(data)
        if "quotas" in values:
            values["quotas"] = tuple(Quota(**one) for one in values["quotas"])
        if "chain" in values:
            values["chain"] = tuple(Criterion(one) for one in values["chain"])
        values["counted"] = Counted(values.get("counted", cls.counted))
        values["prediction"] = PredictionBase(values.get("prediction", cls.prediction))
        return cls(**values)


@dataclass(frozen=True, kw_only=True)
class SealedQuestion:
    """A question as it was when the round was sealed; later changes of the bank do not touch it.

    `khmer` as in `ItemVersion.khmer`; `cites` are {"number" of the document, "eid", "label", "url" (path)}; `item` is
    its key in the bank, by which a change of the law finds it.
    """

    code: str
    version: int
    field: str
    difficulty: int
    content: Content
    khmer: Mapping[str, Any]
    cites: tuple[Mapping[str, str], ...] = ()
    item: int = 0

    def to_dict(self) -> dict[str, Any]:
        """For the database, exports and the commitment."""
        return {**asdict(self), "content": self.content.to_dict()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Back from `to_dict` or its JSON."""
        return cls(**{**data, "content": Content.from_dict(data["content"]), "cites": tuple(data["cites"])})


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One place of a person's paper: which question, and its options in the order shown (ids)."""

    code: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """What a receipt is made of: a submitted attempt, named by codes only; `answers` by place of the paper, from 0."""

    contest: str
    round: int
    entrant: str
    number: int
    paper: str
    started_at: datetime
    submitted_at: datetime
    prediction: int | None
    answers: Mapping[int, Sequence[str]]
    shown_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What ranking knows of a submitted attempt; `lot` is drawn from the seed."""

    entrant: str
    number: int
    score: int
    prediction: int | None
    millis: int
    submitted_at: datetime
    lot: int


def counted_from(started_at: datetime, shown_at: datetime | None, rules: Rules) -> datetime:
    """Where the time of an attempt begins: when the paper was first given out, soon after the start at the latest."""
    return started_at if shown_at is None else min(shown_at, started_at + timedelta(seconds=rules.showing_seconds))


def millis_between(started_at: datetime, submitted_at: datetime) -> int:
    """The time between two moments."""
    return (submitted_at - started_at) // timedelta(milliseconds=1)
