"""Proving that index and database say the same, and mending where they do not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from ..models import Change, IndexState
from ..queries.index import source_names
from .comparing import Differences, compare, compare_groups, stale_groups
from .holding import Clock, holding
from .indexing import BATCH, apply_groups, index_changes

NIGHT = range(2, 5)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a check found; what was noted but not indexed yet is not counted as a difference."""

    entries: int
    differences: Differences
    repaired: int = 0

    @property
    def is_same(self) -> bool:
        """Whether index = database, after repairs."""
        return not self.differences.count or bool(self.repaired)

    def to_dict(self) -> dict[str, Any]:
        """Plain values; all ids."""
        found = self.differences
        return {
            "entries": self.entries,
            "missing": found.missing,
            "extra": found.extra,
            "differing": found.differing,
            "repaired": self.repaired,
            "is_same": self.is_same,
        }


def check_index(*, repair: bool = False, now: Clock = timezone.now) -> Report:
    """Compare all entries with what the rooms give now. Work goes on meanwhile: what differs is looked at twice.

    Raises SearchError when the index cannot be read.
    """
    index_changes(now=now)
    first = compare(source_names())
    suspects = stale_groups(first) - _waiting()
    found = compare_groups(suspects) if suspects else Differences()
    stale = stale_groups(found)
    repaired = _repair(sorted(stale), now) if repair else 0
    IndexState.objects.filter(pk=1).update(checked_on=timezone.localdate(now()))
    return Report(entries=first.entries, differences=found, repaired=repaired)


def _waiting() -> set[str]:
    return {row.group for row in Change.objects.all()}


def _repair(groups: list[str], now: Clock) -> int:
    with holding(now=now) as hold:
        if hold is None:
            return 0
        for start in range(0, len(groups), BATCH):
            apply_groups(groups[start : start + BATCH], at=now())
            hold.renew()
    return len(groups)


def check_at_night(*, at: datetime) -> Report | None:
    """Once a night: whatever slipped past the outbox is found and mended. None when it is not the time."""
    local = timezone.localtime(at)
    state = IndexState.objects.filter(pk=1).first()
    if local.hour not in NIGHT or (state and state.checked_on == local.date()):
        return None
    return check_index(repair=True)
