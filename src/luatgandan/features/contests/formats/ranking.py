"""The chain of criteria applied: to values in Python, and as expressions for the database."""

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from django.db.models import F, Value

from ..enums import Counted, Criterion, PredictionBase
from ..papers.values import Rules, Run
from . import earlier, lot, prediction, score, time

FORMATS: dict[Criterion, ModuleType] = {
    Criterion.SCORE: score,
    Criterion.PREDICTION: prediction,
    Criterion.TIME: time,
    Criterion.EARLIER: earlier,
    Criterion.LOT: lot,
}
Key = tuple[int, ...]


def key_of(run: Run, rules: Rules, actual: int = 0) -> Key:
    """By what a run is ranked: smaller stands before greater."""
    return tuple(part for one in rules.order for part in FORMATS[one].key(run, actual))


def ordering_of(rules: Rules, actual: int = 0) -> tuple[Any, ...]:
    """The same as `key_of`, as expressions over attempts."""
    return tuple(part for one in rules.order for part in FORMATS[one].ordering(actual))


def choosing_of(rules: Rules, actual: int = 0) -> tuple[Any, ...]:
    """The order in which a person's attempts stand, the counted one first."""
    number = F("number")
    return {
        Counted.BEST: (*ordering_of(rules, actual), number),
        Counted.FIRST: (number,),
        Counted.LAST: (Value(0) - number,),
    }[rules.counted]


def counted_runs(runs: Iterable[Run], rules: Rules, actual: int = 0) -> dict[str, Run]:
    """The one attempt of each entrant that counts."""
    found: dict[str, Run] = {}
    for run in runs:
        before = found.get(run.entrant)
        if before is None or _choosing_key(run, rules, actual) < _choosing_key(before, rules, actual):
            found[run.entrant] = run
    return found


def _choosing_key(run: Run, rules: Rules, actual: int) -> Key:
    if rules.counted == Counted.BEST:
        return (*key_of(run, rules, actual), run.number)
    return (run.number if rules.counted == Counted.FIRST else -run.number,)


def actual_of(runs: Sequence[Run], rules: Rules) -> int:
    """What the prediction was about: people, in this round; 0 without a prediction.

    Which attempt counts does not depend on it (see `checking.faults`).
    """
    if rules.prediction == PredictionBase.NONE:
        return 0
    counted = counted_runs(runs, rules)
    if rules.prediction == PredictionBase.TAKING_PART:
        return len(counted)
    return sum(run.score == rules.best_score for run in counted.values())


def places(runs: Sequence[Run], rules: Rules) -> dict[tuple[str, int], int]:
    """The place of every counted run, by entrant and number; equal keys share a place."""
    actual = actual_of(runs, rules)
    ranked = sorted(
        ((key_of(run, rules, actual), run) for run in counted_runs(runs, rules, actual).values()),
        key=lambda pair: pair[0],
    )
    found: dict[tuple[str, int], int] = {}
    before: tuple[Key, int] | None = None
    for position, (key, run) in enumerate(ranked, start=1):
        place = before[1] if before and before[0] == key else position
        before = (key, place)
        found[run.entrant, run.number] = place
    return found
