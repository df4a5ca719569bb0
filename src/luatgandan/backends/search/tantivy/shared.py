"""The engine on several machines: each has a copy of the index; whoever writes sends the others what is new.

One row in the database names the newest commit, the storage of uploads holds its files (shipping.py). A reader looks at
the row once a second and fetches beside its work; a writer fetches first, so that any machine may write. Two who write
at the same time do not both get their row in: the other one's work is refused, and done again from the outbox.
"""

import json
import logging
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from django.db import DatabaseError, InterfaceError, connections

from ..base import Entry, IndexStatus, IndexUnavailableError, SearchError
from . import shipping
from .engine import TantivySearch, _Reader
from .shipping import Shipment

log = logging.getLogger(__name__)
_TABLE = "CREATE TABLE IF NOT EXISTS search_shipment (number bigint PRIMARY KEY, files text NOT NULL)"
_LOCK = "sharing.lock"
_MARK = "shared.json"  # in a generation: which commit of which origin it holds; without it, nobody knows


class SharedTantivySearch(TantivySearch):
    """`storage`, `database`: aliases of what the machines share; the other options are those of TantivySearch.

    `look_seconds`: how often a reader asks for news; `wait_seconds`: how long a search waits for them to arrive.
    """

    def __init__(
        self, folder: str | Path, *, storage: str = "private", database: str = "default",
        look_seconds: float = 1.0, wait_seconds: float = 0.5, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(folder, **options)
        self._storage = storages[storage]
        self._board = _Board(database)
        self._look_seconds = look_seconds
        self._wait_seconds = wait_seconds
        self._look_at = 0.0
        self._number = 0  # of the commit that stands here, as far as this process knows
        self._fetcher = ThreadPoolExecutor(1, "search-fetch")
        self._fetching: Future[None] | None = None

    # --- reading

    def status(self) -> IndexStatus:
        """How the copy of this machine stands; one that cannot be read is fetched anew. Never raises."""
        found = super().status()
        if found.is_ready or not self._number:
            return found
        self._number, self._look_at = 0, 0.0
        (self._folder.path / "current").unlink(missing_ok=True)
        return super().status()

    def _reader(self) -> _Reader:
        self._look()
        return super()._reader()

    def _look(self) -> None:
        """Begin to fetch what is new. A fault is written down: this machine goes on with what it has."""
        if time.monotonic() < self._look_at or (self._fetching and not self._fetching.done()):
            return
        self._look_at = time.monotonic() + self._look_seconds
        try:
            newest = self._board.newest() if self._board.number() != self._number else None
        except SearchError:
            log.exception("the newest index is not known")
            return
        if newest is None:
            return
        self._fetching = self._fetcher.submit(self._follow, newest)
        with suppress(NotYetError):
            self._fetching.result(self._wait_seconds if (self._folder.path / "current").exists() else None)

    def _follow(self, newest: Shipment) -> None:
        try:
            with _faults(), self._folder.writing(0, name=_LOCK):
                self._bring(newest)
        except IndexUnavailableError as error:
            log.warning("the newest index was not fetched: %s", error)
        except SearchError:
            return  # another process of this machine is at it

    def _bring(self, newest: Shipment) -> None:
        """Have this commit here; call it while holding the lock."""
        own = self._mark()
        if own != (newest.number, newest.origin):
            if own and own[1] == newest.origin:
                target = self._folder.current()
                shipping.bring(newest, target, self._storage)
                self._note(target, newest)
            else:
                target = self._folder.begin("")
                shipping.bring(newest, target, self._storage)
                self._note(target, newest)
                self._folder.switch(target)
        self._number = newest.number

    def _mark(self) -> tuple[int, str] | None:
        try:
            number, origin = json.loads((self._folder.current() / _MARK).read_text(encoding="utf-8"))
        except (OSError, ValueError, SearchError):
            return None
        return number, origin

    @staticmethod
    def _note(generation: Path, shipment: Shipment) -> None:
        (generation / _MARK).write_text(json.dumps([shipment.number, shipment.origin]), encoding="utf-8")

    # --- writing

    def apply(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Take the groups `removed` out, then put `entries` in; visible here on return, elsewhere seconds later."""
        with _faults(), self._folder.writing(self._lock_seconds, name=_LOCK):
            newest = self._board.newest()
            if newest is None:
                raise IndexUnavailableError("no machine has sent an index: rebuild it")
            self._bring(newest)
            (self._folder.current() / _MARK).unlink()
            super().apply(entries, removed)
            self._send(newest, newest.origin)

    def rebuild(self, entries: Iterable[Entry], *, version: str) -> int:
        """Build a new index beside the old one and switch readers over, here and then elsewhere; entries in it."""
        with _faults(), self._folder.writing(self._lock_seconds, name=_LOCK):
            newest = self._board.newest()
            count = super().rebuild(entries, version=version)
            shipping.sweep(self._send(newest, self._folder.current().name), self._storage)
            return count

    def _send(self, older: Shipment | None, origin: str) -> Shipment:
        generation = self._folder.current()
        newest = shipping.send(generation, origin=origin, older=older, storage=self._storage)
        newest = shipping.clear(newest, self._storage)
        self._board.put(newest, older)
        self._note(generation, newest)
        self._number = newest.number
        return newest


class _Board:
    """The row that names the newest commit."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._stands = False

    def number(self) -> int:
        """Of the newest commit; 0 without one."""
        rows = self._ask("SELECT number FROM search_shipment")
        return int(rows[0][0]) if rows else 0

    def newest(self) -> Shipment | None:
        """The newest commit."""
        rows = self._ask("SELECT files FROM search_shipment")
        return Shipment.from_json(rows[0][0]) if rows else None

    def put(self, new: Shipment, older: Shipment | None) -> None:
        """Name another one; raises SearchError when somebody else has done so since `older`."""
        with connections[self._alias].cursor() as cursor:
            if older is None:
                cursor.execute(_TABLE)
                cursor.execute("DELETE FROM search_shipment")
                cursor.execute("INSERT INTO search_shipment VALUES (%s, %s)", [new.number, new.to_json()])
                return
            sql = "UPDATE search_shipment SET number = %s, files = %s WHERE number = %s"
            cursor.execute(sql, [new.number, new.to_json(), older.number])
            if cursor.rowcount != 1:
                raise SearchError("another machine has written the index meanwhile")

    def _ask(self, sql: str) -> list[Any]:
        connection = connections[self._alias]
        with _faults(), connection.cursor() as cursor:
            self._stands = self._stands or "search_shipment" in connection.introspection.table_names(cursor)
            if not self._stands:
                return []
            cursor.execute(sql)
            return list(cursor.fetchall())


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, InterfaceError, OSError, ValueError, KeyError) as error:
        raise IndexUnavailableError(f"the shared index cannot be read or written: {error}") from error
