"""Looking for odd things in a ranked round; what is found waits for people, who decide."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import accumulate

from django.db import transaction

from ..anomalies import WINDOW, AlikePapers, Oddity, Trace, hasty_papers, hurried_burst, namesakes, shared_devices
from ..enums import SignalState
from ..models import Round, Signal
from ..queries.signals import Group, device_uses, groups_of, known_signal, namesakes_of, traces_of, usual_seconds

AT_ONCE = 5_000  # papers, or one group that has more


def look_for_signals(*, round: Round, at: datetime) -> bool:
    """Look at the next groups of a ranked round: keep what looks odd, once each; what people decided on stays as it is.

    How far it came stands with the round, so a worker that stops loses nothing. Returns whether something is left.
    """
    if round.looked_to is None:
        return False
    left = [pair for pair in groups_of(round) if list(pair[0]) > round.looked_to]
    some, usual = _next(left), usual_seconds(round)
    for group in some:
        _keep_all(round, _of_group(group[0], traces_of(round, group), usual), at)
    is_more = len(some) < len(left)
    if not is_more:
        _keep_all(round, _shared(round), at)
        _keep_all(round, namesakes(namesakes_of(round)), at)
    mine = Round.objects.filter(pk=round.pk, looked_at=round.looked_at)  # neither ranked anew nor looked at meanwhile
    return bool(mine.update(looked_to=list(some[-1]) if is_more else None, looked_at=at)) and is_more


def _next(left: Sequence[tuple[Group, int]]) -> list[Group]:
    """The first groups, until they have enough papers."""
    before = accumulate((papers for _group, papers in left), initial=0)
    return [group for (group, _papers), papers in zip(left, before, strict=False) if papers < AT_ONCE]


def _keep_all(round: Round, oddities: Iterable[Oddity], at: datetime) -> None:
    for oddity in oddities:
        _keep(round, oddity, at)


def _shared(round: Round) -> Iterator[Oddity]:
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
def _keep(round: Round, oddity: Oddity, at: datetime) -> None:
    """A part of a group that is known already is that group: after an exclusion the rest is not told again."""
    Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    signal = known_signal(round, oddity)
    if signal and signal.state != SignalState.OPEN:
        return
    signal = signal or Signal(round=round, kind=oddity.kind, key=oddity.key, found_at=at)
    signal.strength, signal.evidence = oddity.strength, dict(oddity.evidence)
    signal.save()
    signal.attempts.set(oddity.attempts)
