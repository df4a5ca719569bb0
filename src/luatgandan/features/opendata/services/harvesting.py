"""Taking over what other houses share: all at first, then what changed since."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from luatgandan.backends.repositories import Batch, Found, RepositoryError, get_repository
from luatgandan.foundation.modules.registry import SharedSource, offers

from ..models import Origin

OVERLAP = timedelta(hours=1)  # what was written there beside our last visit
log = logging.getLogger(__name__)
Progress = Callable[["Tally"], None]


@dataclass
class Tally:
    """What one visit brought: `new` came or changed here, `same` did not, `gone` are no longer public there.

    `bad` tells what could not be used and why; `total` is how many things were announced, where that was said.
    """

    new: int = 0
    same: int = 0
    gone: int = 0
    total: int | None = None
    bad: list[str] = field(default_factory=list)


def harvest_all(*, at: datetime) -> None:
    """Visit every house of settings.HARVEST_FROM; one that does not answer is noted and keeps none of the others."""
    for url in settings.HARVEST_FROM:
        try:
            harvest(url=url, at=at)
        except RepositoryError as problem:
            log.warning("harvesting from %s failed: %s", url, problem)


def harvest(*, url: str, at: datetime, is_whole: bool = False, progress: Progress = lambda tally: None) -> Tally:
    """Take over what changed at `url` since the last visit (`is_whole`: everything).

    What came before a fault stays; the next visit begins where the last whole one ended. Raises RepositoryError, and
    ValueError for an address that may not be asked.
    """
    origin, _is_new = Origin.objects.get_or_create(url=url)
    tally, told_at = Tally(), None
    since = origin.known_until - OVERLAP if origin.known_until and not is_whole else None
    try:
        for batch in get_repository(url).changed_since(since):
            told_at = told_at or batch.told_at
            take_batch(batch, tally)
            progress(tally)
    except RepositoryError as problem:
        _note_failure(origin, problem, at)
        raise
    _note_success(origin, told_at, at)
    return tally


def take_batch(batch: Batch, tally: Tally) -> None:
    """Give each thing to the room that knows its kind."""
    tally.total = tally.total or batch.count
    sources = {source.name: source for source in offers(SharedSource)}
    for found in batch.found:
        source = sources.get(found.source)
        if source is None:
            tally.bad.append(f"{found.identifier}: {found.source or '?'}")
            continue
        _take(source, found, tally)


def _take(source: SharedSource, found: Found, tally: Tally) -> None:
    at = timezone.now()
    if found.data is None:
        tally.gone += source.drop(at=at, origin=found.identifier)
        return
    try:
        is_new = source.take(found.data, at=at, origin=found.identifier)
    except ValueError as problem:
        tally.bad.append(f"{found.identifier}: {problem}")
        return
    tally.new += is_new
    tally.same += not is_new


def _note_failure(origin: Origin, problem: RepositoryError, at: datetime) -> None:
    origin.asked_at, origin.problem = at, str(problem)[:300]
    origin.failing_since = origin.failing_since or at
    origin.save(update_fields=["asked_at", "problem", "failing_since"])


def _note_success(origin: Origin, told_at: datetime | None, at: datetime) -> None:
    origin.asked_at, origin.problem, origin.failing_since = at, "", None
    origin.known_until = told_at or origin.known_until
    origin.save(update_fields=["asked_at", "problem", "failing_since", "known_until"])
