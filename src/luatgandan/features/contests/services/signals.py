"""Looking for odd things in a ranked round; what is found waits for people, who decide."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction

from ..anomalies import Oddity, Trace, alike_papers, hasty_papers, hurried_burst, shared_devices
from ..enums import SignalState
from ..models import Round, Signal
from ..queries.signals import Group, device_uses, traces_by_unit, usual_seconds

CARRIED = timedelta(minutes=30)  # compared across the hour as well


def look_for_signals(*, round: Round, at: datetime) -> int:
    """Keep what looks odd in a round, once each; what people have decided on is left as it is. Returns how many."""
    kept = 0
    for oddity in _oddities(round):
        kept += _keep(round, oddity, at)
    return kept


def _oddities(round: Round) -> Iterator[Oddity]:
    usual = usual_seconds(round)
    for unit, hours in groupby(traces_by_unit(round), key=lambda group: group.unit):
        yield from _of_unit(unit, hours, usual)
    uses: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for device, entrant, attempt in device_uses(round):
        uses[device].append((entrant, attempt))
    yield from shared_devices(uses)


def _of_unit(unit: str, hours: Iterable[Group], usual: float) -> Iterator[Oddity]:
    before: Sequence[Trace] = ()
    for group in hours:
        carried = [one for one in before if group.traces[0].started_at - one.started_at <= CARRIED]
        together = [*carried, *group.traces]
        yield from hasty_papers(group.traces)
        yield from alike_papers(together)
        if unit and (burst := hurried_burst(unit, together, usual=usual)):
            yield burst
        before = group.traces


@transaction.atomic
def _keep(round: Round, oddity: Oddity, at: datetime) -> bool:
    first = {"strength": oddity.strength, "evidence": dict(oddity.evidence), "found_at": at}
    signal, is_new = Signal.objects.select_for_update().get_or_create(
        round=round, kind=oddity.kind, key=oddity.key, defaults=first
    )
    if not is_new and signal.state != SignalState.OPEN:
        return False
    signal.strength, signal.evidence = oddity.strength, dict(oddity.evidence)
    signal.save(update_fields=["strength", "evidence"])
    signal.attempts.set(oddity.attempts)
    return True
