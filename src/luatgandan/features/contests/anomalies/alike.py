"""Papers with the same answers, the same faults and the same rhythm: one copied the other, or one hand wrote both.

Only papers are compared that began near each other in one group of people (a unit; without one, a ward), and only those
that share faults: right answers are alike anyway.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ..enums import SignalKind
from .values import Oddity, Trace

WINDOW = timedelta(minutes=60)  # between the starts of two papers that are compared
MOST_BESIDE = 1_000  # papers that one is compared with, the nearest before it: bounds memory and time
LEAST_COMMON = 6  # questions both were asked
LEAST_FAULTS = 2  # the same wrong answers
LEAST_SAME = 0.95  # of the answers to common questions
MOST_APART = 2.0  # seconds a question, in the mean
Fault = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Pair:
    attempts: tuple[int, int]
    common: int
    faults: int
    apart: float


class AlikePapers:
    """Takes papers one by one in the order of their starts and remembers those of the window only."""

    def __init__(self) -> None:
        self._window: deque[Trace] = deque()
        self._beside: dict[int, Trace] = {}
        self._holders: dict[Fault, set[int]] = defaultdict(set)
        self._pairs: list[_Pair] = []

    def add(self, one: Trace) -> None:
        """Compare a paper with those before it that share its faults."""
        self._forget(one)
        shared = Counter(other for fault in _faults(one) for other in self._holders.get(fault, ()))
        for other, faults in shared.items():
            if faults >= LEAST_FAULTS and (pair := _compare(self._beside[other], one, faults)):
                self._pairs.append(pair)
        self._window.append(one)
        self._beside[one.attempt] = one
        for fault in _faults(one):
            self._holders[fault].add(one.attempt)

    def _forget(self, one: Trace) -> None:
        window = self._window
        while window and (len(window) > MOST_BESIDE or one.started_at - window[0].started_at > WINDOW):
            gone = window.popleft()
            del self._beside[gone.attempt]
            for fault in _faults(gone):
                self._holders[fault].discard(gone.attempt)

    def found(self) -> Iterator[Oddity]:
        """One oddity for each group of papers that hang together by likeness."""
        for group in _groups(self._pairs):
            yield _oddity(group)


def _faults(one: Trace) -> Iterator[Fault]:
    return ((code, one.answers[code]) for code in one.wrong)


def _compare(one: Trace, other: Trace, faults: int) -> _Pair | None:
    common = one.answers.keys() & other.answers.keys()
    if one.entrant == other.entrant or len(common) < LEAST_COMMON:
        return None
    same = sum(one.answers[code] == other.answers[code] for code in common)
    if same < LEAST_SAME * len(common):
        return None
    mine, theirs = one.spent, other.spent
    apart = sum(abs(mine[code] - theirs[code]) for code in common) / len(common)
    if apart > MOST_APART:
        return None
    return _Pair((one.attempt, other.attempt), len(common), faults, apart)


def _groups(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """Pairs joined where they share an attempt."""
    leader: dict[int, int] = {}

    def head(attempt: int) -> int:
        while (above := leader.setdefault(attempt, attempt)) != attempt:
            leader[attempt] = attempt = leader[above]
        return attempt

    for pair in pairs:
        leader[head(pair.attempts[0])] = head(pair.attempts[1])
    groups: dict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        groups[head(pair.attempts[0])].append(pair)
    return list(groups.values())


def _oddity(group: Sequence[_Pair]) -> Oddity:
    attempts = sorted({attempt for pair in group for attempt in pair.attempts})
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
