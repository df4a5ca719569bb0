"""The engine over one index folder: one writer at a time in all processes, any number of readers."""

import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import tantivy

from ..base import (
    Candidate,
    Clause,
    Entry,
    Field,
    Filter,
    Found,
    IndexStatus,
    IndexUnavailableError,
    Plan,
    SearchEngine,
    SearchError,
)
from ..words import TokenRows
from . import compiler
from .folder import IndexFolder, version_of
from .rows import Rows, RowsWriter

_MAX_FACET_VALUES = 200
_PIECE = 20_000
_TRIES = 3
_BELIEVED = 0.02  # seconds: one search asks for frequencies a dozen times, looking for changes costs more than these
_FREQUENCIES = 20_000  # of terms, remembered: planning, ranking and excerpts ask for the same, query after query
_Hits = list[tuple[float, tantivy.DocAddress]]
_Writers = tuple[tantivy.IndexWriter, RowsWriter, tantivy.Schema]


class TantivySearch(SearchEngine):
    """`folder`: where the index lives; `lock_seconds`: how long a writer waits for another one.

    `threads` and `heap_mb`: of Tantivy during a rebuild.
    """

    def __init__(self, folder: str | Path, *, lock_seconds: float = 30.0, threads: int = 1, heap_mb: int = 256) -> None:
        self._folder = IndexFolder(Path(folder))
        self._lock_seconds = lock_seconds
        self._threads = threads
        self._heap = heap_mb << 20
        self._opened: _Reader | None = None
        self._opening = threading.Lock()
        self._believed_until = 0.0

    # --- reading

    def search(self, plan: Plan) -> Found:
        """The best entries for `plan`."""
        with _faults():
            reader = self._reader()
            query = self._query(plan, plan.clauses, plan.filters, reader)
            found = reader.searcher.search(query, limit=1 if plan.order else max(1, plan.limit), count=not plan.core)
            hits = reader.by_number(query, plan.order, plan.limit) if plan.order else found.hits
            candidates, tokens = reader.read(hits[: plan.limit])
            total = _total(found)
            if plan.core:
                query = self._query(plan, plan.core, plan.filters, reader)
                total = _total(reader.searcher.search(query, limit=1, count=True))
            facets: dict[str, dict[str, int]] = {}
            for names, filters in plan.counted():
                facets |= _counts(reader, self._query(plan, plan.core or plan.clauses, filters, reader), names)
        return Found(candidates=tuple(candidates), total=max(total, len(candidates)), tokens=tokens, facets=facets)

    def _query(
        self, plan: Plan, clauses: Sequence[Clause], filters: Sequence[Filter], reader: "_Reader"
    ) -> tantivy.Query:
        if plan.order and not clauses:
            return compiler.passing(filters, reader.shape)
        return compiler.scored(self.expanded(clauses), filters, reader.shape)

    def fetch(self, ids: Iterable[str]) -> list[Candidate]:
        """Entries by id, score 0; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        with _faults():
            reader = self._reader()
            by_id = {one.id: one for one in reader.fetch(wanted)} if wanted else {}
        return [by_id[one] for one in wanted if one in by_id]

    def document_frequencies(self, field: Field, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many entries each term occurs in `field`."""
        with _faults():
            frequency, name = self._recent().frequency, field.value
            return {term: frequency(name, term) for term in terms}

    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Tokens of `field` that begin with `prefix`, most frequent first."""
        with _faults():
            found = self._reader().searcher.terms_with_prefix(field.value, prefix)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def digests(self) -> Iterator[tuple[str, str]]:
        """(id, digest) of every entry."""
        with _faults():
            reader = self._reader()
            places = reader.places(tantivy.Query.all_query(), max(1, reader.searcher.num_docs))
        for start in range(0, len(places), _PIECE):
            piece = places[start : start + _PIECE]
            yield from reader.rows.digests(piece)

    def status(self) -> IndexStatus:
        """How the index stands; never raises."""
        try:
            with _faults():
                reader = self._reader()
                return IndexStatus(
                    entries=reader.searcher.num_docs,
                    size_bytes=self._folder.size(),
                    version=version_of(reader.generation),
                )
        except SearchError as error:
            return IndexStatus(entries=0, size_bytes=0, version="", is_ready=False, problem=str(error))

    def _recent(self) -> "_Reader":
        """The state of the index as it was a moment ago."""
        reader = self._opened
        return reader if reader is not None and time.monotonic() < self._believed_until else self._reader()

    def _reader(self) -> "_Reader":
        """The newest state of the index; opened again when another generation or commit is there."""
        reader = self._opened
        if reader is not None and reader.is_fresh(self._folder):
            self._believed_until = time.monotonic() + _BELIEVED
            return reader
        with self._opening:
            for attempt in range(_TRIES):
                try:
                    self._opened = _renewed(self._opened, self._folder)
                except (OSError, ValueError, RuntimeError) as error:
                    # another process may just have switched generations and removed the one we looked at
                    if attempt == _TRIES - 1:
                        raise IndexUnavailableError(f"the index cannot be opened: {error}") from error
                else:
                    return self._opened
        raise AssertionError("not reached")

    # --- writing

    def apply(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Take the groups `removed` out, then put `entries` in; visible on return."""
        with _faults(), self._folder.writing(self._lock_seconds):
            generation = self._folder.current()
            with _writing(generation, 32 << 20, 1) as (writer, rows, shape):
                for group in removed:
                    writer.delete_documents_by_term("group", group)
                for entry in entries:
                    writer.delete_documents_by_term("id", entry.id)
                    writer.add_document(compiler.document(entry, rows.add(entry), shape))
                rows.flush()
                writer.commit()
        self._reader()

    def rebuild(self, entries: Iterable[Entry], *, version: str) -> int:
        """Build a new index beside the old one and switch readers over; how many entries it holds."""
        with _faults(), self._folder.writing(self._lock_seconds):
            self._folder.tidy()
            generation = self._folder.begin(version)
            count = 0
            with _writing(generation, self._heap, self._threads) as (writer, rows, shape):
                for entry in entries:
                    writer.add_document(compiler.document(entry, rows.add(entry), shape))
                    count += 1
                rows.flush()
                writer.commit()
            self._folder.switch(generation)
        self._reader()
        return count


class _Reader:
    """One generation as it is at one commit."""

    def __init__(self, folder: IndexFolder, older: "_Reader | None" = None) -> None:
        self.stamp = folder.stamp()
        self.generation = folder.current()
        self._segments = os.fspath(self.generation / "tantivy" / "meta.json")
        self.commit = _written(self._segments)
        version_of(self.generation)
        if older is not None and older.generation == self.generation:
            self.index: tantivy.Index = older.index
            self.index.reload()
            self.searcher = self.index.searcher()
            self.rows: Rows = older.rows
            self.rows.grow()  # after the searcher: what it names is in the files by now
        else:
            self.index = _open(self.generation)
            self.searcher = self.index.searcher()
            self.rows = Rows(self.generation)
        self.shape = self.index.schema
        self.frequency = lru_cache(_FREQUENCIES)(self.searcher.doc_freq)

    def is_fresh(self, folder: IndexFolder) -> bool:
        """Whether nothing was written since."""
        return self.stamp == folder.stamp() and self.commit == _written(self._segments)

    def places(self, query: tantivy.Query, limit: int) -> list[int]:
        """Where the records of all that matches stand."""
        return self._places([address for _, address in self.searcher.search(query, limit=limit, count=False).hits])

    def fetch(self, ids: list[str]) -> list[Candidate]:
        """Entries by id, in any order."""
        places = self.places(tantivy.Query.term_set_query(self.shape, "id", ids), len(ids))
        return self.rows.read(places, [0.0] * len(places))[0]

    def by_number(self, query: tantivy.Query, order: str, limit: int) -> _Hits:
        """What has the number in order, then what has none; without scores."""
        name = order.removeprefix("-")
        direction = tantivy.Order.Desc if order.startswith("-") else tantivy.Order.Asc
        found: _Hits = []
        for is_known in (True, False):
            if (rest := limit - len(found)) > 0:
                part = compiler.numbered(query, name, self.shape, is_known=is_known)
                hits = self.searcher.search(part, rest, count=False, order_by_field=name, order=direction).hits
                found += [(0.0, address) for _, address in hits]
        return found

    def read(self, hits: _Hits) -> tuple[list[Candidate], TokenRows]:
        """The entries that were hit, with their tokens."""
        return self.rows.read(self._places([address for _, address in hits]), [score for score, _ in hits])

    def _places(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        found = self.searcher.fast_field_values(compiler.ROW, addresses) if addresses else []
        return [int(place or 0) for place in found]


def _renewed(older: "_Reader | None", folder: IndexFolder) -> _Reader:
    if older is not None and older.is_fresh(folder):
        return older
    try:
        return _Reader(folder, older)
    except (OSError, ValueError, RuntimeError):
        return _Reader(folder)


def _open(generation: Path) -> tantivy.Index:
    index = compiler.prepared(tantivy.Index.open(str(generation / "tantivy")))
    index.config_reader("manual")
    index.reload()
    return index


def _written(path: str) -> int:
    """When the list of segments was last written; 0 when it is not there."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _total(found: tantivy.SearchResult) -> int:
    """How many entries matched; 0 when they were not counted."""
    return getattr(found, "count", 0) or 0  # Tantivy's type stubs do not know it


def _counts(reader: _Reader, query: tantivy.Query, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
    if not names:
        return {}
    found = reader.searcher.aggregate(query, compiler.counts(names, _MAX_FACET_VALUES))
    return {name: {one["key"]: one["doc_count"] for one in found[name]["buckets"]} for name in names}


@contextmanager
def _writing(generation: Path, heap: int, threads: int) -> Iterator[_Writers]:
    """The writers of a generation; what is not committed on leaving is dropped."""
    path = generation / "tantivy"
    shape = compiler.schema()
    index = tantivy.Index(shape, str(path)) if not tantivy.Index.exists(str(path)) else tantivy.Index.open(str(path))
    writer = compiler.prepared(index).writer(heap_size=heap, num_threads=threads)
    rows = RowsWriter(generation)
    try:
        yield writer, rows, shape
    except BaseException:
        writer.rollback()
        raise
    finally:
        rows.close()
        writer.wait_merging_threads()


@contextmanager
def _faults() -> Iterator[None]:
    """Faults of files and of Tantivy come out as ours, panics over damaged files too."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise IndexUnavailableError(f"the index cannot be read or written: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of PyO3, which has no name to import
            raise
        raise IndexUnavailableError(f"the index is damaged, rebuild it: {error}") from None
