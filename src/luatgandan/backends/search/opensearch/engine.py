"""The engine over an OpenSearch cluster, asked by plain HTTP.

The cluster finds and roughly orders by its own BM25; the exact one is computed here, over the best of these, with
counts that come in the same request (`_msearch`). Readers ask an alias; a rebuild fills an index beside the one in use
and moves the alias, in one step for all. The alias is named for the shape of our documents, so that code with another
shape finds no index instead of a wrong one.

The cluster keeps writers apart no more than to one document: who calls `apply` and `rebuild` sees to it that there is
one at a time (`foundation/search/services/holding.py`).
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from ..base import Candidate, Clause, Entry, Field, Found, IndexStatus, Occur, Plan, SearchEngine, SearchError
from ..exact import Numbering, best
from . import compiler
from .client import Client
from .compiler import candidate, is_possible

_PAGE = 5_000  # entries of one answer


class OpenSearch(SearchEngine):
    """`url`: the cluster's; `index`: what the names of our indices begin with, one for each portal that shares it."""

    def __init__(
        self, url: str, *, index: str = "luatgandan", user: str = "", password: str = "", seconds: float = 5,
        shards: int = 1,
    ) -> None:  # fmt: skip
        if not re.fullmatch("[a-z][a-z0-9-]*", index):
            raise ValueError(f"LUATGANDAN_OPENSEARCH_INDEX: small letters, digits and hyphens, not {index!r}")
        self._client = Client(url, user=user, password=password, seconds=seconds)
        self._name, self._alias, self._shards = index, f"{index}.{compiler.SHAPE}", shards
        self._numbering = Numbering()

    # --- reading

    def search(self, plan: Plan) -> Found:
        """The best entries for `plan`."""
        clauses = self._possible(plan.clauses)
        core = self._possible(plan.core) if plan.core else clauses
        scored = [] if plan.order else [one for one in clauses if one.occur is not Occur.MUST_NOT]
        counted = [(names, compiler.matching(plan, core, filters)) for names, filters in plan.counted()]
        whole, holders, hits, *counts = self._client.search_all(
            self._alias,
            [
                compiler.WHOLE,
                compiler.holders(scored),
                compiler.hits(compiler.matching(plan, clauses, plan.filters), plan),
                *(compiler.counts(query, names) for names, query in counted),
            ],
        )
        rows = [one["_source"] for one in hits["hits"]["hits"]]
        tokens = self._numbering.rows(rows)
        places = [(at, 0.0) for at in range(len(rows))]
        if not plan.order:
            held = zip(scored, compiler.held_of(holders), strict=True)
            places = best([row["id"] for row in rows], tokens, held, compiler.whole_of(whole), plan.limit)
        return Found(
            candidates=tuple(candidate(rows[at], score) for at, score in places),
            total=max(counts[0]["hits"]["total"]["value"], len(places)),
            tokens=tokens.take([at for at, _ in places]),
            facets=compiler.facets_of(plan, counts),
        )

    def _possible(self, clauses: Iterable[Clause]) -> list[Clause]:
        return [one for one in self.expanded(clauses) if is_possible(one.term)]

    def fetch(self, ids: Iterable[str]) -> list[Candidate]:
        """Entries by id, score 0; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        bodies = [compiler.named(wanted[at : at + _PAGE]) for at in range(0, len(wanted) or 1, _PAGE)]
        answers = self._client.search_all(self._alias, bodies)
        found = [candidate(hit["_source"], 0.0) for one in answers for hit in one["hits"]["hits"]]
        by_id = {one.id: one for one in found}
        return [by_id[one] for one in wanted if one in by_id]

    def document_frequencies(self, field: Field, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many entries each term occurs in `field`."""
        wanted = list(dict.fromkeys(terms))
        clauses = [Clause(field=field, term=term) for term in wanted if is_possible(term)]
        (answer,) = self._client.search_all(self._alias, [compiler.holders(clauses)])
        counts = {one.term: count for one, count in zip(clauses, compiler.held_of(answer), strict=True)}
        return {term: counts.get(term, 0) for term in wanted}

    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Tokens of `field` that begin with `prefix`, most frequent first."""
        if prefix and not is_possible(prefix):
            return []
        (answer,) = self._client.search_all(self._alias, [compiler.words(field, prefix, limit)])
        return [(one["key"], one["doc_count"]) for one in answer["aggregations"]["words"]["buckets"]]

    def digests(self) -> Iterator[tuple[str, str]]:
        """(id, digest) of every entry."""
        last: list[str] = []
        while True:
            (answer,) = self._client.search_all(self._alias, [compiler.page(last, _PAGE)])
            hits = answer["hits"]["hits"]
            for one in hits:
                yield one["fields"]["id"][0], one["fields"]["digest"][0]
            if len(hits) < _PAGE:
                return
            last = hits[-1]["sort"]

    def status(self) -> IndexStatus:
        """How the index stands; never raises."""
        try:
            ((_, told),) = self._client.ask("GET", f"/{self._alias}/_mapping").items()
            stats = self._client.ask("GET", f"/{self._alias}/_stats/docs,store")["_all"]["primaries"]
        except SearchError as error:
            return IndexStatus(entries=0, size_bytes=0, version="", is_ready=False, problem=str(error))
        version = told["mappings"]["_meta"]["version"]
        return IndexStatus(entries=stats["docs"]["count"], size_bytes=stats["store"]["size_in_bytes"], version=version)

    # --- writing

    def apply(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Take the groups `removed` out, then put `entries` in; seen by all together, when both are done."""
        actions = [_putting(one) for one in entries]
        gone = {"query": {"terms": {"group": list(removed)}}}
        self._refresh(self._alias)  # what a writer that died left behind must be seen to be removed
        self._client.ask_slowly("POST", f"/{self._alias}/_delete_by_query", gone)
        self._client.write(self._alias, actions, require_alias="true")
        self._refresh(self._alias)

    def rebuild(self, entries: Iterable[Entry], *, version: str) -> int:
        """Build a new index beside the old one and switch readers over; how many entries it holds."""
        known = self._known()
        index = f"{self._alias}.{secrets.token_hex(8)}"
        self._client.ask_slowly("PUT", f"/{index}", compiler.index_body(version, self._shards))
        try:
            count = self._client.write(index, map(_putting, entries))
            self._refresh(index)
            actions = [{"add": {"index": index, "alias": self._alias}}]
            actions += [{"remove_index": {"index": one}} for one in known]
            self._client.ask_slowly("POST", "/_aliases", {"actions": actions})
        except BaseException:
            with suppress(SearchError):
                self._client.ask_slowly("DELETE", f"/{index}")
            raise
        return count

    def remove(self) -> None:
        """Take all indices of this name out of the cluster."""
        for index in self._known():
            self._client.ask_slowly("DELETE", f"/{index}")

    def _known(self) -> list[str]:
        """All indices of ours: the one in use, of other shapes, and what a killed rebuild left."""
        ours = re.compile(rf"{self._name}\.[0-9a-f]{{8}}\.[0-9a-f]{{16}}")
        return [one for one in self._client.ask("GET", f"/{self._name}.*/_alias") if ours.fullmatch(one)]

    def _refresh(self, index: str) -> None:
        self._client.ask_slowly("POST", f"/{index}/_refresh")


def _putting(entry: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    """Put it in, in the place of what has its id."""
    return {"index": {"_id": entry.id}}, compiler.document(entry)
