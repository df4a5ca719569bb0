"""Papers that were answered faster than anybody reads."""

from collections.abc import Iterable, Iterator

from ..enums import SignalKind
from .values import Oddity, Trace

FASTEST = 2.0  # seconds a question: shorter than reading stem and options
LEAST_ANSWERS = 5


def hasty_papers(traces: Iterable[Trace]) -> Iterator[Oddity]:
    """One oddity for each paper answered at less than `FASTEST` seconds a question."""
    for one in traces:
        if len(one.given) < LEAST_ANSWERS:
            continue
        pace = max(one.given.values()) / len(one.given)
        if pace < FASTEST:
            yield Oddity(
                kind=SignalKind.SPEED, key=str(one.attempt), strength=round(1 - pace / FASTEST, 3),
                attempts=(one.attempt,),
                evidence={"seconds_a_question": round(pace, 2), "answers": len(one.given), "score": one.score},
            )  # fmt: skip
