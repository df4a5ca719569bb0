"""From the outbox into the index: newest first, coalesced, at least once; a failure leaves the rows for later."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, groupby

from django.utils import timezone

from luatgandan.backends.search import Entry, IndexUnavailableError, SearchError, get_search
from luatgandan.foundation.modules.registry import SearchItem, SearchSource
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import publish

from ..events import IndexLost
from ..models import Change, IndexState
from ..pipeline.passages import entries_of
from ..queries.index import source_of, sources
from .appearing import note_new_items
from .comparing import compare, stale_groups
from .holding import Clock, Hold, holding

log = logging.getLogger(__name__)
BATCH = 20  # groups: a group may be a code of a thousand articles
LONGEST_PAUSE = timedelta(minutes=15)


@dataclass
class _Work:
    """What a few groups hold now; `failed` could not be read."""

    entries: list[Entry] = field(default_factory=list)
    items: list[SearchItem] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)


def index_changes(*, now: Clock = timezone.now) -> int:
    """Put what was noted into the index; returns how many groups. Does nothing while another process writes.

    Rows go only after the engine has committed, so a crash on the way repeats work and loses nothing.
    """
    IndexState.objects.filter(pk=1, is_asked=True).update(is_asked=False)
    done = 0
    while _is_wanted(now()):
        with holding(now=now) as hold:
            if hold is None:
                return done
            count = _drain(hold)
        if not count:
            return done
        done += count
    return done


def _is_wanted(at: datetime) -> bool:
    """Whether rows are due and the engine is not resting after a failure."""
    resting = IndexState.objects.filter(pk=1, retry_at__gt=at).exists()
    return not resting and Change.objects.due(at).exists()


def _drain(hold: Hold) -> int:
    done = 0
    try:
        while rows := list(Change.objects.due(hold.now())[:BATCH]):
            done += _index_rows(rows, hold)
            hold.renew()
    except SearchError as error:
        _rest(error, hold.now())
        return 0
    _mark_done(hold.now())
    return done


def _index_rows(rows: Sequence[Change], hold: Hold) -> int:
    """One batch. What of it cannot be read is put off alone; returns how many groups were worked off."""
    groups = _groups_of(rows, hold)
    failed: set[str] = set()
    for _source, same in groupby(groups, key=source_of):  # what was published does not wait for the law it cites
        failed |= _apply_all(list(same), hold)
    Change.objects.filter(pk__in=[row.pk for row in rows if row.group not in failed]).delete()
    _put_off([row for row in rows if row.group in failed], hold.now())
    return len(groups)


def _groups_of(rows: Sequence[Change], hold: Hold) -> list[str]:
    """Each once, in the order of the rows; of a whole source, where its row stands, those that are otherwise now."""
    whole = {row.source for row in rows if not row.key}
    stale = sorted(stale_groups(compare(whole, hold))) if whole else []
    named = ([row.group] if row.key else [one for one in stale if source_of(one) == row.source] for row in rows)
    return list(dict.fromkeys(chain.from_iterable(named)))


def _apply_all(groups: Sequence[str], hold: Hold) -> set[str]:
    """As `apply_groups`, a batch at a time."""
    failed: set[str] = set()
    for start in range(0, len(groups), BATCH):
        failed |= apply_groups(groups[start : start + BATCH], at=hold.now())
        hold.renew()
    return failed


def apply_groups(groups: Sequence[str], *, at: datetime) -> set[str]:
    """Make the index hold what the rooms give for these groups now; returns those that could not be read."""
    work = _read(groups)
    fine = set(groups) - work.failed
    engine = get_search()
    note_new_items(items=[one for one in work.items if (one.group or one.id) in fine], at=at)
    engine.apply([one for one in work.entries if one.group in fine], removed=fine)
    return work.failed


def _read(groups: Iterable[str]) -> _Work:
    by_source: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        source, _colon, key = group.partition(":")
        by_source[source].append(key)
    work, known = _Work(), {one.name: one for one in sources()}
    for name, keys in by_source.items():
        if offer := known.get(name):  # what a room left behind that is gone only leaves the index
            _read_source(offer, keys, work)
    return work


def _read_source(offer: SearchSource, keys: list[str], work: _Work) -> None:
    """All at once; one by one when something in it is broken, so that one bad thing does not stop the others."""
    try:
        _take(offer, keys, work)
    except Exception:
        log.exception("search source %s failed; its groups are read one by one", offer.name)
        for key in keys:
            try:
                _take(offer, [key], work)
            except Exception:
                log.exception("search source %s failed for %s", offer.name, key)
                work.failed.add(f"{offer.name}:{key}")


def _take(offer: SearchSource, keys: list[str], work: _Work) -> None:
    items = list(offer.load(keys))
    entries = [entry for item in items for entry in entries_of(item)]
    work.items += items
    work.entries += entries


def _put_off(rows: Sequence[Change], at: datetime) -> None:
    for row in rows:
        row.attempts += 1
        row.due_at = at + pause(row.attempts)
    Change.objects.bulk_update(rows, ["attempts", "due_at"])


def pause(attempts: int) -> timedelta:
    """How long to wait after so many failures: 2, 4, 8 … seconds."""
    return min(timedelta(seconds=2 ** min(attempts, 20)), LONGEST_PAUSE)


def _rest(error: SearchError, at: datetime) -> None:
    """The engine failed: nothing is tried for a while, longer each time. A lost index is built anew."""
    log.error("search engine failed: %s", error)
    state = IndexState.objects.get(pk=1)
    state.attempts += 1
    state.retry_at, state.problem = at + pause(state.attempts), str(error)[:300]
    state.save(update_fields=["attempts", "retry_at", "problem"])
    if isinstance(error, IndexUnavailableError):
        publish(IndexLost())


def _mark_done(at: datetime) -> None:
    IndexState.objects.filter(pk=1).update(attempts=0, retry_at=None, problem="", changed_at=at)
    content_changed()
