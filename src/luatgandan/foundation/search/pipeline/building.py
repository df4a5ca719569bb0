"""Entries of many items, analysed on all cores: for building an index."""

import gc
import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

from luatgandan.backends.search.base import Entry
from luatgandan.foundation.modules.registry import SearchItem

from .passages import entries_of

log = logging.getLogger(__name__)
Row = TypeVar("Row")
Made = TypeVar("Made")
_PIECE = 64  # rows a process takes at once
_MADE = 100_000  # things between two searches for cycles
_AHEAD = 4  # pieces on their way per process; bounds memory


def all_entries(items: Iterable[SearchItem], *, processes: int | None = None) -> Iterator[Entry]:
    """The entries of `items`, in their order."""
    return spread(entries_of, items, processes=processes)


def spread(
    make: Callable[[Row], Iterable[Made]], rows: Iterable[Row], *, processes: int | None = None
) -> Iterator[Made]:
    """The entries that `make` (a function of a module) makes of each row, in order; made in `processes` processes.

    Few rows are done here, for starting processes takes longer; all of them where the machine shares no memory between
    processes (a small container, a chroot).
    """
    processes = processes or os.cpu_count() or 1
    rows = iter(rows)
    first = list(islice(rows, _PIECE * _AHEAD))
    pool = _pool(processes) if processes > 1 and len(first) == _PIECE * _AHEAD else None
    if pool is None:
        for row in chain(first, rows):
            yield from make(row)
        return
    with pool:
        yield from _in_order(pool, make, _pieces(first, rows), processes * _AHEAD)


def _pool(processes: int) -> ProcessPoolExecutor | None:
    """Processes that begin empty: a copy of this one would hold locks of the index writer's threads.

    They make many things without cycles: looking for these after every few hundred would take an eighth of the time.
    """
    start = get_context("spawn")
    try:
        return ProcessPoolExecutor(processes, start, initializer=gc.set_threshold, initargs=(_MADE,))
    except (OSError, ImportError):  # no semaphores (/dev/shm)
        log.warning("no processes beside this one can be used: the index is built on one core")
        return None


def _pieces(first: list[Row], rest: Iterator[Row]) -> Iterator[list[Row]]:
    """All rows in pieces."""
    for start in range(0, len(first), _PIECE):
        yield first[start : start + _PIECE]
    while piece := list(islice(rest, _PIECE)):
        yield piece


def _in_order(
    pool: ProcessPoolExecutor, make: Callable[[Row], Iterable[Made]], pieces: Iterator[list[Row]], ahead: int
) -> Iterator[Made]:
    waiting: deque[Future[list[Made]]] = deque()
    for piece in pieces:
        waiting.append(pool.submit(_make_all, make, piece))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _make_all(make: Callable[[Row], Iterable[Made]], rows: list[Row]) -> list[Made]:
    return [made for row in rows for made in make(row)]
