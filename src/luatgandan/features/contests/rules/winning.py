"""Who wins which prize: pure functions over plain values. People by their places, units by what the prize counts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..enums import PrizeKind

PERCENT = 100


@dataclass(frozen=True, kw_only=True)
class Offered:
    """One line of the list of prizes; `least_score` in per cent of a perfect paper."""

    id: int
    kind: PrizeKind
    quantity: int
    least_score: int = 0
    least_entrants: int = 0


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A counted attempt, in the order of places."""

    attempt: int
    entrant: int
    score: int


@dataclass(frozen=True, kw_only=True)
class Team:
    """A unit as collective prizes count it. `mean` in per cent; `lot` decides when nothing else does."""

    unit: int
    people: int
    headcount: int | None
    winners: int
    right: int
    mean: Fraction
    lot: str


def share_out(
    prizes: Sequence[Offered], ranked: Iterable[Candidate], *, best_score: int, passed_over: Collection[int] = ()
) -> list[tuple[int, int]]:
    """(prize, attempt): each prize in its order takes the next in rank, one prize a person.

    Whoever stands in `passed_over` (entrants that were not recognised) is skipped, and the next moves up.
    """
    queue = [one for one in ranked if one.entrant not in passed_over]
    found: list[tuple[int, int]] = []
    for prize in prizes:
        taken = [one for one in queue if one.score * PERCENT >= prize.least_score * best_score][: prize.quantity]
        found += [(prize.id, one.attempt) for one in taken]
        entrants = {one.entrant for one in taken}
        queue = [one for one in queue if one.entrant not in entrants]
    return found


def figure(prize: Offered, team: Team) -> Fraction | None:
    """What the prize counts of a unit; None when the unit does not stand for it."""
    if team.mean < prize.least_score or team.people < max(1, prize.least_entrants):
        return None
    if prize.kind == PrizeKind.MOST_WINNERS:
        return Fraction(team.winners) if team.winners else None
    if prize.kind == PrizeKind.BY_HEADCOUNT:
        return min(Fraction(1), Fraction(team.people, team.headcount)) if team.headcount else None
    return Fraction(team.people)


def share_out_units(
    prizes: Sequence[Offered], teams: Sequence[Team], *, passed_over: Collection[int] = ()
) -> list[tuple[int, int]]:
    """(prize, unit): equal figures are parted by the mean score, by papers all right, then by lot.

    A unit gets one prize of a kind, and may get prizes of several kinds.
    """
    found: list[tuple[int, int]] = []
    gone: dict[PrizeKind, set[int]] = {}
    for prize in prizes:
        out = gone.setdefault(prize.kind, set(passed_over))
        counted = [(value, one) for one in teams if one.unit not in out and (value := figure(prize, one)) is not None]
        counted.sort(key=lambda pair: (-pair[0], -pair[1].mean, -pair[1].right, pair[1].lot))
        winners = [one.unit for _value, one in counted[: prize.quantity]]
        out.update(winners)
        found += [(prize.id, unit) for unit in winners]
    return found
