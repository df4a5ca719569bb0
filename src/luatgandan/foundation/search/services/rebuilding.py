"""Building the index anew beside the old one, and keeping it in step with the calendar."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luatgandan.backends.search import get_search
from luatgandan.foundation.modules.registry import SearchItem
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import publish

from ..events import IndexLost
from ..models import Change, IndexState
from ..pipeline.building import all_entries
from ..pipeline.tokens import ANALYSIS_VERSION
from ..queries.index import needs_rebuild, source_names, sources
from .comparing import items_of
from .holding import Clock, Hold, holding
from .indexing import index_changes
from .noting import note_changes

BATCH = 500
Progress = Callable[[int], None]


class IndexIsHeldError(RuntimeError):
    """Another process writes the index at this moment."""


def rebuild_index(*, now: Clock = timezone.now, progress: Progress = lambda count: None) -> int:
    """Build the index from all sources and switch readers over; returns how many entries it holds.

    People search in the old index meanwhile. What changes meanwhile stays noted and is indexed after the switch.
    `progress(items read)` is called on the way. Raises IndexIsHeldError, SearchError.
    """
    with holding(now=now) as hold:
        if hold is None:
            raise IndexIsHeldError
        seen = list(Change.objects.values_list("pk", flat=True))  # read before the sources: they have these already
        count = get_search().rebuild(all_entries(_told(hold, progress)), version=ANALYSIS_VERSION)
        for start in range(0, len(seen), BATCH):
            Change.objects.filter(pk__in=seen[start : start + BATCH]).delete()
        at = now()
        IndexState.objects.filter(pk=1).update(
            built_at=at, changed_at=at, attempts=0, retry_at=None, problem="", day=timezone.localdate(at)
        )
    content_changed()
    index_changes(now=now)
    return count


def _told(hold: Hold, progress: Progress) -> Iterator[SearchItem]:
    count = 0
    for count, item in enumerate(hold.through(items_of(source_names())), start=1):
        if count % 1000 == 0:
            progress(count)
        yield item
    progress(count)


def ready_index() -> int:
    """An index for the first start: built when there is none that fits, else brought up to date; entries in it."""
    if needs_rebuild():
        return rebuild_index()
    index_changes()
    return get_search().status().entries


def rebuild_lost_index() -> int:
    """Build the index unless it stands again by now or another process is at it; how many entries it then holds."""
    if not needs_rebuild():
        return 0
    try:
        return rebuild_index()
    except IndexIsHeldError:
        return 0


def tend_index(*, at: datetime) -> None:
    """Every minute: have a lost index built, follow the calendar, work off what a crash or a failure left behind."""
    if IndexState.objects.filter(pk=1, held_until__gt=at).exists():
        return
    if needs_rebuild():
        publish(IndexLost())
        return
    follow_calendar(at=at)
    index_changes()


@transaction.atomic
def follow_calendar(*, at: datetime) -> None:
    """Note what changed because days passed: documents that came into force, answers whose grace is over."""
    today = timezone.localdate(at)
    state, _is_new = IndexState.objects.get_or_create(pk=1, defaults={"day": today})
    if state.day is None or state.day < today:
        for source in sources():
            if source.turning and state.day:
                note_changes(source=source.name, keys=source.turning(state.day, today))
        IndexState.objects.filter(pk=1).update(day=today)
