"""The lines of an exported contest, JSON one by line: a head, then each round followed by its attempts.

People stand in it by their public codes only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from ..papers.canonical import written
from ..papers.values import Rules, Run, SealedQuestion, Sitting

FORMS = "luatgandan/contest/"  # and its number
FORM = FORMS + "4"
ROUND_TIMES = ("starts_at", "ends_at", "sealed_at", "ranked_at")
ATTEMPT_TIMES = ("started_at", "shown_at", "submitted_at")


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """A round: what was sealed, what was voided since, what came out. `attempts` is how many lines follow.

    `outages`: spans ("from", "to", "reason") in which it could not be sat, and "given_at", from when on what they cut
    off could be sat again. `earlier_ends`: when it was to end before it got a later end.
    `extra_seconds`: how much longer than the rules say some papers could last (registered disabled people, papers that
    went on after an outage), one number a paper, the longest first, and no attempt states when it would have ended. But
    an attempt that took longer than the rules say tells that this code had more time; who knows whose code it is then
    may know that this person is disabled.
    `finalists`: the codes that could sit a final, the first `takes_from_earlier` of each round before; None for a round
    that was open to all.
    """

    round: int
    starts_at: datetime
    ends_at: datetime
    sealed_at: datetime | None
    ranked_at: datetime | None
    rules: Rules
    seed: str
    commitment: str
    questions: tuple[SealedQuestion, ...]
    voided: tuple[Mapping[str, str], ...]
    outages: tuple[Mapping[str, str], ...]
    earlier_ends: tuple[str, ...]
    actual: int | None
    receipts: str
    extra_seconds: Sequence[int]
    attempts: int
    finalists: Sequence[str] | None = None
    takes_from_earlier: int = 0

    @property
    def voided_codes(self) -> frozenset[str]:
        """The questions that give their point to everybody."""
        return frozenset(one["code"] for one in self.voided)

    @cached_property
    def ends(self) -> frozenset[datetime]:
        """When papers ended with the round: its end, and those it had before."""
        return frozenset({self.ends_at, *map(datetime.fromisoformat, self.earlier_ends)})

    @cached_property
    def _spans(self) -> list[list[datetime]]:
        return [[datetime.fromisoformat(one[name]) for name in ("from", "to", "given_at")] for one in self.outages]

    def given_again_at(self, attempt: "AttemptLine") -> datetime | None:
        """From when on an attempt could be sat again: an outage cut it off, and the clock handed it in before that."""
        given = [
            given_at for since, until, given_at in self._spans
            if attempt.started_at < until and since < attempt.submitted_at <= given_at
        ]  # fmt: skip
        return min(given, default=None) if attempt.is_automatic else None

    def to_dict(self) -> dict[str, Any]:
        """As its line holds it."""
        return _with_times(asdict(self), ROUND_TIMES)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Back from its line. Raises ValueError, KeyError or TypeError for anything else."""
        values = _read_times(data, ROUND_TIMES)
        values["rules"] = Rules.from_dict(values["rules"])
        values["questions"] = tuple(SealedQuestion.from_dict(one) for one in values["questions"])
        values |= {name: tuple(values[name]) for name in ("voided", "outages", "earlier_ends")}
        values["extra_seconds"] = sorted(map(int, values["extra_seconds"]), reverse=True)
        return cls(**values)


@dataclass(frozen=True, kw_only=True)
class AttemptLine:
    """An attempt that was handed in.

    `takes_part` is false for people whom the ranking left out; one that is set aside was cut off by an outage and its
    person began another. `is_automatic`: the clock handed it in when its time was over.
    """

    round: int
    entrant: str
    number: int
    takes_part: bool
    is_set_aside: bool
    is_automatic: bool
    paper: str
    started_at: datetime
    shown_at: datetime | None
    submitted_at: datetime
    prediction: int | None
    answers: Sequence[tuple[int, Sequence[str]]]
    receipt: str
    score: int
    is_all_right: bool
    millis: int
    lot: int
    is_counted: bool
    place: int | None

    def sitting(self, contest: str) -> Sitting:
        """What its receipt is made of."""
        return Sitting(
            contest=contest, round=self.round, entrant=self.entrant, number=self.number, paper=self.paper,
            started_at=self.started_at, submitted_at=self.submitted_at, prediction=self.prediction,
            answers=dict(self.answers), shown_at=self.shown_at,
        )  # fmt: skip

    def run(self) -> Run:
        """What ranking knows of it."""
        return Run(
            entrant=self.entrant, number=self.number, score=self.score, prediction=self.prediction,
            millis=self.millis, submitted_at=self.submitted_at, lot=self.lot,
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """As its line holds it."""
        return _with_times(asdict(self), ATTEMPT_TIMES)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Back from its line. Raises ValueError, KeyError or TypeError for anything else."""
        values = _read_times(data, ATTEMPT_TIMES)
        values["answers"] = [(int(slot), tuple(answer)) for slot, answer in values["answers"]]
        return cls(**values)


def _with_times(values: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return values | {name: values[name] and written(values[name]) for name in names}


def _read_times(data: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return dict(data) | {name: data[name] and datetime.fromisoformat(data[name]) for name in names}
