"""The engine over tables of the database.

The analysed tokens are lexemes of one `tsvector` with a GIN index, each with a sign of its field before it. The
database finds and roughly orders (`ts_rank` over the rarest clauses); weighted BM25 is computed here, over the best.

The engine makes its tables itself: a rebuild makes a new pair beside the one in use, which migrations could not do, and
on SQLite they would be of no use. Everything happens in one transaction, so that a crash leaves the old index.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, InterfaceError, connections, transaction

from ..base import (
    Candidate,
    Clause,
    Entry,
    Field,
    Filter,
    Found,
    IndexStatus,
    IndexUnavailableError,
    Occur,
    Plan,
    SearchEngine,
    SearchError,
)
from ..words import token_rows
from . import tables
from .compiler import any_of, ranked, where
from .tables import COLUMNS, SIGNS, Index, candidate, is_possible, lexeme

_ROUGH = 1_500  # entries that the rarest clauses may match together; ordering them costs most of the time
_RANKED = 400  # of them that are ranked here
_LABEL_WEIGHTS = [0.2, 0.6, 0.8, 1.0]  # of ts_rank: D, C, B, A
_LOCK = 0x6C7564  # of the one writer


class PostgresSearch(SearchEngine):
    """`alias`: the database; `lock_seconds`: how long a writer waits for another one."""

    def __init__(self, alias: str = "default", *, lock_seconds: float = 30.0) -> None:
        self._alias = alias
        self._lock_seconds = lock_seconds

    # --- reading

    def search(self, plan: Plan) -> Found:
        """The best entries for `plan`."""
        with self._faults():
            index = self._index()
            clauses = self._possible(plan.clauses)
            if plan.order:
                best = self._by_number(index, clauses, plan)
            else:
                counts = self._frequencies(index, clauses)
                rows = self._rough(index, clauses, counts, plan.filters)
                scored = ranked(rows, clauses, counts, index)
                best = sorted(scored, key=lambda pair: (-pair[0], pair[1][0]))[: plan.limit]
            total, facets = self._counts(index, self._possible(plan.core) if plan.core else clauses, plan)
        return Found(
            candidates=tuple(candidate(row, score) for score, row in best),
            total=max(total, len(best)),
            tokens=token_rows(row[3] for _, row in best),
            facets=facets,
        )

    def _possible(self, clauses: Iterable[Clause]) -> list[Clause]:
        return [one for one in self.expanded(clauses) if is_possible(one.term)]

    def fetch(self, ids: Iterable[str]) -> list[Candidate]:
        """Entries by id."""
        wanted = list(dict.fromkeys(ids))
        with self._faults():
            rows = self._run("SELECT {columns} FROM {entries} WHERE id = ANY(%s)", [wanted], self._index())
        by_id = {row[0]: candidate(row, 0.0) for row in rows}
        return [by_id[one] for one in wanted if one in by_id]

    def document_frequencies(self, field: Field, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many entries each term occurs in `field`."""
        clauses = [Clause(field=field, term=term) for term in terms]
        with self._faults():
            counts = self._frequencies(self._index(), clauses)
        return {one.term: counts.get(lexeme(one), 0) for one in clauses}

    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Tokens of `field` that begin with `prefix`, most frequent first."""
        if not is_possible(prefix or "x"):
            return []
        begin = f"{SIGNS[field]}:{prefix}"
        with self._faults():
            rows = self._run(
                "SELECT substr(lexeme, 3), entries FROM {words} WHERE lexeme >= %s AND starts_with(lexeme, %s) "
                "AND entries > 0 ORDER BY 2 DESC, 1 LIMIT %s",
                [begin, begin, limit],
                self._index(),
            )
        return [(term, count) for term, count in rows]

    def digests(self) -> Iterator[tuple[str, str]]:
        """(id, digest) of every entry."""
        with self._faults():
            rows = self._run("SELECT id, digest FROM {entries}", [], self._index())
        yield from rows

    def status(self) -> IndexStatus:
        """How the index stands; never raises."""
        try:
            with self._faults():
                index = self._index()
                sizes = "SELECT pg_total_relation_size(%s::regclass) + pg_total_relation_size(%s::regclass)"
                ((size,),) = self._run(sizes, [index.table, index.words])
        except SearchError as error:
            return IndexStatus(entries=0, size_bytes=0, version="", is_ready=False, problem=str(error))
        return IndexStatus(entries=index.entries, size_bytes=size, version=index.version)

    def _index(self) -> Index:
        ((exists,),) = self._run("SELECT to_regclass('search_index') IS NOT NULL", [])
        rows = self._run("SELECT number, version, shape, entries, lengths FROM search_index", []) if exists else []
        if not rows:
            raise IndexUnavailableError("there is no index in the database: rebuild it")
        number, version, shape, entries, lengths = rows[0]
        if shape != tables.SHAPE:
            raise IndexUnavailableError("the index was built for other fields: rebuild it")
        return Index(number, version, entries, {Field(name): count for name, count in json.loads(lengths).items()})

    def _frequencies(self, index: Index, clauses: Iterable[Clause]) -> dict[str, int]:
        lexemes = list({lexeme(one) for one in clauses if is_possible(one.term)})
        return dict(self._run("SELECT lexeme, entries FROM {words} WHERE lexeme = ANY(%s)", [lexemes], index))

    def _rough(
        self, index: Index, clauses: Sequence[Clause], counts: Mapping[str, int], filters: Iterable[Filter]
    ) -> list[Any]:
        """Entries that hold some of the rarest clauses, those first that hold most."""
        wanted = [one for one in clauses if one.occur is not Occur.MUST_NOT and counts.get(lexeme(one))]
        required = [one for one in clauses if one.occur is Occur.MUST]
        if not wanted or any(not counts.get(lexeme(one)) for one in required):
            return []
        condition, values = where([] if required else _rarest(wanted, counts), clauses, filters)
        sql = (
            "SELECT {columns} FROM {entries} WHERE {where} "
            "ORDER BY ts_rank(%s::real[], tokens, %s::tsquery) DESC LIMIT %s"
        )
        return self._run(sql, [*values, _LABEL_WEIGHTS, any_of(wanted), _RANKED], index, condition)

    def _by_number(self, index: Index, clauses: Sequence[Clause], plan: Plan) -> list[tuple[float, Any]]:
        """What matches in the order of its number, what has none last; without scores."""
        if plan.clauses and not any(one.occur is not Occur.MUST_NOT for one in clauses):
            return []
        condition, values = _matching(clauses, plan.filters)
        sql = "SELECT {columns} FROM {entries} WHERE {where} ORDER BY {order} LIMIT %s"
        rows = self._run(sql.replace("{order}", tables.order_by(plan.order)), [*values, plan.limit], index, condition)
        return [(0.0, (*row[:3], tables.fields_of(json.loads(row[3])), *row[4:])) for row in rows]

    def _counts(self, index: Index, core: Sequence[Clause], plan: Plan) -> tuple[int, dict[str, dict[str, int]]]:
        browses = plan.order and not plan.clauses
        if not browses and not any(one.occur is not Occur.MUST_NOT for one in core):
            return 0, {name: {} for name in plan.facets}
        condition, values = _matching(core, plan.filters)
        ((total,),) = self._run("SELECT count(*) FROM {entries} WHERE {where}", values, index, condition)
        sql = (
            "SELECT value, count(*) FROM {entries}, jsonb_array_elements_text(facets -> %s) AS value "
            "WHERE {where} GROUP BY 1"
        )
        return total, {name: dict(self._run(sql, [name, *values], index, condition)) for name in plan.facets}

    # --- writing

    def apply(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Take the groups `removed` out, then put `entries` in; visible to others when the transaction ends."""
        with self._faults(), self._writing():
            index = self._index()
            fresh = {entry.id: entry for entry in entries}
            sql = "DELETE FROM {entries} WHERE grp = ANY(%s) OR id = ANY(%s) RETURNING fields"
            gone = self._run(sql, [list(removed), list(fresh)], index)
            self._put(index, fresh.values())
            before = [tables.fields_of(json.loads(fields)) for (fields,) in gone]
            self._count(index, [entry.fields for entry in fresh.values()], before)

    def rebuild(self, entries: Iterable[Entry], *, version: str) -> int:
        """Build new tables beside the old ones, then put them in use; how many entries they hold."""
        with self._faults(), self._writing():
            self._run(tables.POINTER, [])
            old = self._run("SELECT number FROM search_index", [])
            index = Index(old[0][0] + 1 if old else 1, version, 0, {})
            self._run(tables.ENTRIES, [], index)
            lengths: Counter[str] = Counter()
            count = self._put(index, tables.measured(entries, lengths))
            for sql in (tables.INDEXES, tables.WORDS, tables.COUNTED, "DELETE FROM search_index"):
                self._run(sql, [], index)
            pointer = [index.number, version, tables.SHAPE, count, json.dumps(lengths)]
            self._run("INSERT INTO search_index VALUES (%s, %s, %s, %s, %s)", pointer)
            for (number,) in old:
                self._run("DROP TABLE IF EXISTS {entries}, {words}", [], Index(number, "", 0, {}))
        return count

    def _put(self, index: Index, entries: Iterable[Entry]) -> int:
        """Copy `entries` into their table; how many they were."""
        count = 0
        sql = f"COPY {index.table} ({tables.COPIED}) FROM STDIN"
        with connections[self._alias].cursor() as cursor, cursor.copy(sql) as copy:
            for entry in entries:
                copy.write_row(tables.row(entry))
                count += 1
        return count

    def _count(self, index: Index, added: Sequence[Mapping[Field, str]], taken: Sequence[Mapping[Field, str]]) -> None:
        """Keep frequencies and lengths right."""
        change = Counter(tables.lexemes(added))
        change.subtract(Counter(tables.lexemes(taken)))
        changed = {word: number for word, number in change.items() if number}
        self._run(
            "INSERT INTO {words} AS w SELECT * FROM unnest(%s::text[], %s::integer[]) "
            "ON CONFLICT (lexeme) DO UPDATE SET entries = w.entries + excluded.entries",
            [list(changed), list(changed.values())],
            index,
        )
        lengths = {
            field.value: index.lengths.get(field, 0) + tables.length(added, field) - tables.length(taken, field)
            for field in Field
        }
        update = "UPDATE search_index SET entries = entries + %s, lengths = %s"
        self._run(update, [len(added) - len(taken), json.dumps(lengths)])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Be the only writer until the transaction ends."""
        with transaction.atomic(self._alias):
            self._run("SELECT set_config('lock_timeout', %s, true)", [f"{int(self._lock_seconds * 1000)}ms"])
            try:
                self._run("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            except DatabaseError as error:
                raise SearchError(f"another process writes to the index; waited {self._lock_seconds:g} s") from error
            yield

    def _run(self, sql: str, values: Sequence[Any], index: Index | None = None, condition: str = "") -> list[Any]:
        """Rows of a statement; in it {entries} and {words} are the tables of `index`, whose names are ours."""
        if index:
            sql = sql.replace("{entries}", index.table).replace("{words}", index.words)
        sql = sql.replace("{columns}", COLUMNS).replace("{where}", condition)
        with connections[self._alias].cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall()) if cursor.description else []

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (DatabaseError, InterfaceError) as error:
            raise IndexUnavailableError(f"the index in the database cannot be read or written: {error}") from error


def _matching(clauses: Sequence[Clause], filters: Iterable[Filter]) -> tuple[str, list[object]]:
    """The condition for all that matches."""
    required = any(one.occur is Occur.MUST for one in clauses)
    return where([] if required else [one for one in clauses if one.occur is Occur.SHOULD], clauses, filters)


def _rarest(clauses: Sequence[Clause], counts: Mapping[str, int]) -> list[Clause]:
    """The rarest clauses, as long as they match no more entries together than can be ordered quickly."""
    rare: list[Clause] = []
    matched = 0
    for one in sorted(clauses, key=lambda one: counts[lexeme(one)]):
        matched += counts[lexeme(one)]
        if rare and matched > _ROUGH:
            break
        rare.append(one)
    return rare
