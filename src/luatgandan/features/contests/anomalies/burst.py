"""Many attempts of one unit at once that are also hurried: somebody sits for others, or lets a program do it.

A class that begins together is no burst: it takes as long as everybody else.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import median

from ..enums import SignalKind
from .values import Oddity, Trace

WINDOW = timedelta(minutes=10)
MANY = 15  # attempts of a unit within the window
HURRIED = 0.4  # of what half of all people need at most


def hurried_burst(unit: str, traces: Iterable[Trace], *, usual: float) -> Oddity | None:
    """The densest `WINDOW` of a unit's attempts, when it is hurried; `usual` is the median of the round in seconds."""
    dense = _densest(sorted(traces, key=lambda one: one.started_at))
    if len(dense) < MANY or usual <= 0:
        return None
    took = median(one.seconds for one in dense)
    if took > usual * HURRIED:
        return None
    hour = dense[0].started_at.strftime("%Y%m%d%H")
    return Oddity(
        kind=SignalKind.BURST, key=f"{unit}.{hour}", strength=round(1 - took / usual, 3),
        attempts=tuple(one.attempt for one in dense),
        evidence={
            "attempts": len(dense), "minutes": WINDOW.seconds // 60, "median_seconds": round(took, 1),
            "usual_seconds": round(usual, 1), "from": dense[0].started_at.isoformat(),
        },
    )  # fmt: skip


def _densest(traces: Sequence[Trace]) -> Sequence[Trace]:
    best, first = (0, 0), 0
    for last, one in enumerate(traces, start=1):
        while one.started_at - traces[first].started_at > WINDOW:
            first += 1
        if last - first > best[1] - best[0]:
            best = (first, last)
    return traces[best[0] : best[1]]
