"""Looking for odd things in a ranked round; what is found waits for people, who decide."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from django.db import transaction

from ..anomalies import WINDOW, AlikePapers, Oddity, Trace, hasty_papers, hurried_burst, shared_devices
from ..enums import SignalState
from ..models import Round, Signal
from ..queries.signals import device_uses, known_signal, traces_by_group, usual_seconds


def look_for_signals(*, round: Round, at: datetime) -> int:
    """Keep what looks odd in a round, once each; what people have decided on is left as it is. Returns how many."""
    kept = 0
    for oddity in _oddities(round):
        kept += _keep(round, oddity, at)
    return kept


def _oddities(round: Round) -> Iterator[Oddity]:
    usual = usual_seconds(round)
    for (unit, _ward), pairs in groupby(traces_by_group(round), key=lambda pair: pair[0]):
        yield from _of_group(unit, (trace for _group, trace in pairs), usual)
    uses: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for device, entrant, attempt in device_uses(round):
        uses[device].append((entrant, attempt))
    yield from shared_devices(uses)


def _of_group(unit: str, traces: Iterable[Trace], usual: float) -> Iterator[Oddity]:
    """One pass over people of one unit (or ward) in the order of their starts."""
    alike, recent = AlikePapers(), deque[Trace]()
    for one in traces:
        yield from hasty_papers([one])
        alike.add(one)
        if unit:
            yield from _burst(unit, recent, one, usual)
    if burst := hurried_burst(unit, recent, usual=usual):
        yield burst
    yield from alike.found()


def _burst(unit: str, recent: deque[Trace], one: Trace, usual: float) -> Iterator[Oddity]:
    """At the end of each hour the starts of it and of the ten minutes before; answers are not needed."""
    if recent and _hour(recent[-1]) != _hour(one):
        if burst := hurried_burst(unit, recent, usual=usual):
            yield burst
        while recent and one.started_at - recent[0].started_at > WINDOW:
            recent.popleft()
    recent.append(replace(one, answers={}, given={}, wrong=frozenset()))


def _hour(one: Trace) -> str:
    return one.started_at.strftime("%Y%m%d%H")


@transaction.atomic
def _keep(round: Round, oddity: Oddity, at: datetime) -> bool:
    """A part of a group that is known already is that group: after an exclusion the rest is not told again."""
    Round.objects.select_for_update().get(pk=round.pk)
    signal = known_signal(round, oddity)
    if signal and signal.state != SignalState.OPEN:
        return False
    signal = signal or Signal(round=round, kind=oddity.kind, key=oddity.key, found_at=at)
    signal.strength, signal.evidence = oddity.strength, dict(oddity.evidence)
    signal.save()
    signal.attempts.set(oddity.attempts)
    return True
