"""Papers with the same answers, the same faults and the same rhythm: one copied the other, or one hand wrote both.

Only people of one unit and one hour are compared, and only those who share faults: right answers are alike anyway.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..enums import SignalKind
from .values import Oddity, Trace

LEAST_COMMON = 6  # questions both were asked
LEAST_FAULTS = 2  # the same wrong answers
LEAST_SAME = 0.95  # of the answers to common questions
MOST_APART = 2.0  # seconds a question, in the mean


@dataclass(frozen=True)
class _Pair:
    one: Trace
    other: Trace
    common: int
    faults: int
    apart: float


def alike_papers(traces: Sequence[Trace]) -> Iterator[Oddity]:
    """One oddity for each group of papers that hang together by likeness."""
    by_attempt = {one.attempt: one for one in traces}
    found = [
        pair
        for (one, other), faults in _sharing(traces).items()
        if faults >= LEAST_FAULTS and (pair := _compare(by_attempt[one], by_attempt[other], faults))
    ]
    for group in _groups(found):
        yield _oddity(group)


def _sharing(traces: Sequence[Trace]) -> Counter[tuple[int, int]]:
    """How many wrong answers two attempts of different people share."""
    holders: dict[tuple[str, tuple[str, ...]], list[Trace]] = defaultdict(list)
    for one in traces:
        for code in one.wrong:
            holders[code, one.answers[code]].append(one)
    pairs: Counter[tuple[int, int]] = Counter()
    for same in holders.values():
        pairs.update(
            (min(one.attempt, other.attempt), max(one.attempt, other.attempt))
            for one, other in combinations(same, 2)
            if one.entrant != other.entrant
        )
    return pairs


def _compare(one: Trace, other: Trace, faults: int) -> _Pair | None:
    common = one.answers.keys() & other.answers.keys()
    if len(common) < LEAST_COMMON:
        return None
    same = sum(one.answers[code] == other.answers[code] for code in common)
    mine, theirs = one.spent, other.spent
    apart = sum(abs(mine[code] - theirs[code]) for code in common) / len(common)
    if same < LEAST_SAME * len(common) or apart > MOST_APART:
        return None
    return _Pair(one, other, len(common), faults, apart)


def _groups(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """Pairs joined where they share an attempt."""
    groups: list[tuple[set[int], list[_Pair]]] = []
    for pair in pairs:
        ends = {pair.one.attempt, pair.other.attempt}
        touching = [group for group in groups if group[0] & ends]
        groups = [group for group in groups if not group[0] & ends]
        joined = [pair, *(known for _members, inner in touching for known in inner)]
        groups.append((ends.union(*(members for members, _inner in touching)), joined))
    return [inner for _members, inner in groups]


def _oddity(group: Sequence[_Pair]) -> Oddity:
    attempts = sorted({one.attempt for pair in group for one in (pair.one, pair.other)})
    closest = min(group, key=lambda pair: pair.apart)
    faults = max(pair.faults for pair in group)
    return Oddity(
        kind=SignalKind.ALIKE, key=str(attempts[0]), attempts=tuple(attempts),
        strength=round((1 - closest.apart / MOST_APART / 2) * (1 - 1 / (faults + 1)), 3),
        evidence={
            "papers": len(attempts), "common": closest.common, "same_faults": faults,
            "seconds_apart": round(closest.apart, 2),
        },
    )  # fmt: skip
