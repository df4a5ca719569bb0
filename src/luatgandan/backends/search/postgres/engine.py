"""The engine over tables of the database.

The analysed tokens are lexemes of one `tsvector` with a GIN index, each with a sign of its field before it. The
database finds and roughly orders: what the rarest clauses are worth is added up per entry. Weighted BM25 is computed
here, over the best of these.

The engine makes its tables itself: a rebuild makes new ones beside those in use, which migrations could not do, and on
SQLite they would be of no use. Everything happens in one transaction, so that a crash leaves the old index.
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
    Found,
    IndexStatus,
    IndexUnavailableError,
    Occur,
    Plan,
    SearchEngine,
    SearchError,
)
from ..bm25 import rarity
from ..exact import RANKED, Numbering, best, finds_nothing, sizes_of
from ..words import TokenRows
from . import tables
from .compiler import asking, lexeme, matching, passing, rarest, wanted
from .tables import Index, candidate, fields_of, is_possible

_Best = tuple[list[Any], TokenRows, list[float]]  # rows, their tokens, their scores
_LAST = chr(0x10FFFF)  # stands behind every other letter
_LOCK = 0x6C7564  # of the one writer


class PostgresSearch(SearchEngine):
    """`alias`: the database; `lock_seconds`: how long a writer waits for another one."""

    def __init__(self, alias: str = "default", *, lock_seconds: float = 30.0) -> None:
        self._alias = alias
        self._lock_seconds = lock_seconds
        self._numbering = Numbering()

    # --- reading

    def search(self, plan: Plan) -> Found:
        """The best entries for `plan`."""
        with self._faults(), self._by_index():
            index = self._index()
            clauses = self._possible(plan.clauses)
            find = self._by_number if plan.order else self._by_score
            rows, tokens, worths = find(index, clauses, plan)
            total, facets = self._counts(index, self._possible(plan.core) if plan.core else clauses, plan)
        return Found(
            candidates=tuple(map(candidate, rows, worths)),
            total=max(total, len(rows)),
            tokens=tokens,
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
        begin = tables.lexeme(field, prefix)
        with self._faults():
            rows = self._run(
                "SELECT substr(lexeme, 3), entries FROM {words} WHERE lexeme BETWEEN %s AND %s AND entries > 0 "
                "ORDER BY 2 DESC, 1 LIMIT %s",
                [begin, f"{begin}{_LAST}", limit],
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
                sizes = "SELECT pg_total_relation_size('{entries}') + pg_total_relation_size('{words}')"
                ((size,),) = self._run(sizes, [], index)
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
        return Index(entries, json.loads(lengths), number, version)

    def _frequencies(self, index: Index, clauses: Iterable[Clause]) -> dict[str, int]:
        lexemes = list({lexeme(one) for one in clauses if is_possible(one.term)})
        return dict(self._run("SELECT lexeme, entries FROM {words} WHERE lexeme = ANY(%s)", [lexemes], index))

    def _by_score(self, index: Index, clauses: Sequence[Clause], plan: Plan) -> _Best:
        """The best by weighted BM25, of those that the rarest clauses find."""
        counts = self._frequencies(index, clauses)
        scored = [one for one in clauses if one.occur is not Occur.MUST_NOT and counts.get(lexeme(one))]
        strict = [one for one in clauses if one.occur is not Occur.SHOULD]
        rows = self._rough(index, rarest(scored, counts), counts, strict, plan)
        tokens = self._tokens(rows)
        held = [(one, counts[lexeme(one)]) for one in scored]
        found = best([row[0] for row in rows], tokens, held, index, plan.limit)
        places = [at for at, _ in found]
        return [rows[at] for at in places], tokens.take(places), [worth for _, worth in found]

    def _rough(
        self, index: Index, rare: Sequence[Clause], counts: Mapping[str, int], strict: Sequence[Clause], plan: Plan
    ) -> list[Any]:
        """Entries in which the `rare` clauses are worth most together, all of which match the `strict` ones."""
        sql = """
            SELECT {columns} FROM {entries} JOIN (
                SELECT no, sum(worth) AS worth
                FROM unnest(%s::tsquery[], %s::real[]) AS asked (query, worth) JOIN {entries} ON {lexemes} @@ query
                WHERE {where} GROUP BY no ORDER BY worth DESC, no LIMIT %s
            ) AS rough USING (no)
        """
        allowed = passing(plan.filters)
        queries = [" & ".join(filter(None, (asking(one), wanted(strict)))) for one in rare]
        worths = [one.weight * rarity(counts[lexeme(one)], index.entries) for one in rare]
        values = [queries, worths, *allowed.values, max(RANKED, plan.limit)]
        return self._run(sql, values, index, where=allowed.sql)

    def _by_number(self, index: Index, clauses: Sequence[Clause], plan: Plan) -> _Best:
        """What matches in the order of its number, what has none last."""
        if finds_nothing(plan, clauses):
            return [], self._tokens([]), []
        found = matching(clauses, plan.filters)
        sql = "SELECT {columns} FROM {entries} WHERE {where} ORDER BY {order} LIMIT %s"
        order = tables.order_by(plan.order)
        rows = self._run(sql, [*found.values, plan.limit], index, where=found.sql, order=order)
        return rows, self._tokens(rows), [0.0] * len(rows)

    def _tokens(self, rows: Sequence[Any]) -> TokenRows:
        """The tokens of rows, as numbers."""
        return self._numbering.rows(map(fields_of, rows))

    def _counts(self, index: Index, core: Sequence[Clause], plan: Plan) -> tuple[int, dict[str, dict[str, int]]]:
        """How many entries match, and how many of them have each value of each facet."""
        facets: dict[str, dict[str, int]] = {name: {} for name in plan.facets}
        if finds_nothing(plan, core):
            return 0, facets
        totals = []
        for names, filters in plan.counted():
            found = matching(core, filters)
            sql = "WITH hit AS MATERIALIZED (SELECT facets FROM {entries} WHERE {where}) SELECT '', count(*) FROM hit"
            if names:
                sql += " UNION ALL SELECT value, count(*) FROM hit, unnest(facets) AS value GROUP BY value"
            (_, total), *rows = self._run(sql, found.values, index, where=found.sql)
            totals.append(total)
            for name, own, count in ((*value.partition(":")[::2], count) for value, count in rows):
                if name in names:
                    facets[name][own] = count
        return totals[0], facets

    # --- writing

    def apply(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Take the groups `removed` out, then put `entries` in; visible to others when the transaction ends."""
        with self._faults(), self._writing():
            index = self._index()
            fresh = {entry.id: entry for entry in entries}
            lengths = Counter(index.lengths)
            delete = "DELETE FROM {entries} WHERE grp = ANY(%s) OR id = ANY(%s)"
            sql = f"{delete} RETURNING tsvector_to_array({{lexemes}}), folded"
            gone = self._run(sql, [list(removed), list(fresh)], index)
            self._put(index, fresh.values(), lengths)
            sql = "SELECT tsvector_to_array({lexemes}) FROM {entries} WHERE id = ANY(%s)"
            change = Counter(word for (words,) in self._run(sql, [list(fresh)], index) for word in words)
            for words, folded in gone:
                change.subtract(words)
                lengths.subtract(sizes_of(folded.split("\n")))
            self._count(index, change)
            update = "UPDATE search_index SET entries = entries + %s, lengths = %s"
            self._run(update, [len(fresh) - len(gone), json.dumps(lengths)])

    def rebuild(self, entries: Iterable[Entry], *, version: str) -> int:
        """Build new tables beside the old ones, then put them in use; how many entries they hold."""
        with self._faults(), self._writing():
            for sql in (tables.POINTER, tables.FUNCTION):
                self._run(sql, [])
            old = self._run("SELECT number FROM search_index", [])
            index = Index(0, {}, old[0][0] + 1 if old else 1, version)
            self._run(tables.ENTRIES, [], index)
            lengths: Counter[str] = Counter()
            count = self._put(index, entries, lengths)
            for sql in (tables.INDEXES, tables.WORDS, tables.COUNTED, "ANALYZE {entries}", "DELETE FROM search_index"):
                self._run(sql, [], index)
            pointer = [index.number, version, tables.SHAPE, count, json.dumps(lengths)]
            self._run("INSERT INTO search_index VALUES (%s, %s, %s, %s, %s)", pointer)
            for (number,) in old:
                self._run("DROP TABLE IF EXISTS {entries}, {words}", [], Index(0, {}, number))
        return count

    def _put(self, index: Index, entries: Iterable[Entry], lengths: Counter[str]) -> int:
        """Copy `entries` into their table and add up their lengths; how many they were."""
        count = 0
        sql = f"COPY {index.names['entries']} ({tables.COPIED}) FROM STDIN"
        with connections[self._alias].cursor() as cursor, cursor.copy(sql) as copy:
            for entry in entries:
                copy.write_row(tables.row(entry))
                lengths.update(sizes_of(tables.texts_of(entry)[0].split("\n")))
                count += 1
        return count

    def _count(self, index: Index, change: Mapping[str, int]) -> None:
        """Keep frequencies right."""
        changed = {word: number for word, number in change.items() if number}
        self._run(
            "INSERT INTO {words} AS f SELECT * FROM unnest(%s::text[], %s::integer[]) "
            "ON CONFLICT (lexeme) DO UPDATE SET entries = f.entries + excluded.entries",
            [list(changed), list(changed.values())],
            index,
        )

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

    def _run(self, sql: str, values: Sequence[Any], index: Index | None = None, **parts: str) -> list[Any]:
        """Rows of a statement; what stands in it in braces are names and parts of ours, never what was typed."""
        known = {"columns": tables.READ, "lexemes": tables.LEXEMES, **(index.names if index else {}), **parts}
        for name, part in known.items():
            sql = sql.replace(f"{{{name}}}", part)
        with connections[self._alias].cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall()) if cursor.description else []

    @contextmanager
    def _by_index(self) -> Iterator[None]:
        """Have the database use the index of lexemes, however common they are: looking at rows costs far more."""
        with transaction.atomic(self._alias):
            self._run("SELECT set_config('enable_seqscan', 'off', true)", [])
            yield

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (DatabaseError, InterfaceError) as error:
            raise IndexUnavailableError(f"the index in the database cannot be read or written: {error}") from error
