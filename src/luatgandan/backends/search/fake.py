"""The whole contract in memory, slowly and exactly: for tests."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from .base import (
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
)
from .bm25 import bm25, rarity
from .words import Words, token_rows


class FakeSearch(SearchEngine):
    """Starts without an index, as a new house does; `entries` give it one."""

    def __init__(self, entries: Iterable[Entry] | None = None) -> None:
        self._entries: dict[str, Entry] | None = None
        self._version = ""
        if entries is not None:
            self.rebuild(entries, version="")

    def search(self, plan: Plan) -> Found:
        """The best entries for `plan`."""
        scored = self._matching(plan, self._passing(plan.filters))
        best = sorted(scored, key=lambda pair: _place(plan.order, *pair))[: plan.limit]
        return Found(
            candidates=tuple(_candidate(entry, 0.0 if plan.order else score) for score, entry in best),
            total=max(len(self._counted(plan, plan.filters)), len(best)),
            tokens=token_rows((entry.fields for _, entry in best), Words()),
            facets={
                name: Counter(value for one in self._counted(plan, filters) for value in one.facets.get(name, ()))
                for names, filters in plan.counted()
                for name in names
            },
        )

    def fetch(self, ids: Iterable[str]) -> list[Candidate]:
        """Entries by id."""
        entries = self._all()
        return [_candidate(entries[one], 0.0) for one in dict.fromkeys(ids) if one in entries]

    def document_frequencies(self, field: Field, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many entries each term occurs in `field`."""
        counts = self._frequencies(field)
        return {term: counts[term] for term in terms}

    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Tokens of `field` that begin with `prefix`, most frequent first."""
        found = [(term, count) for term, count in self._frequencies(field).items() if term.startswith(prefix)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def apply(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Take the groups `removed` out, then put `entries` in."""
        gone = set(removed)
        kept = {one.id: one for one in self._all().values() if one.group not in gone}
        self._entries = kept | {one.id: one for one in entries}

    def rebuild(self, entries: Iterable[Entry], *, version: str) -> int:
        """Start again with `entries`."""
        self._entries = {one.id: one for one in entries}
        self._version = version
        return len(self._entries)

    def digests(self) -> Iterator[tuple[str, str]]:
        """(id, digest) of every entry."""
        yield from ((one.id, one.digest) for one in self._all().values())

    def status(self) -> IndexStatus:
        """How the index stands."""
        if self._entries is None:
            return IndexStatus(entries=0, size_bytes=0, version="", is_ready=False, problem="there is no index")
        size = sum(len(text.encode()) for one in self._entries.values() for text in one.fields.values())
        return IndexStatus(entries=len(self._entries), size_bytes=size, version=self._version)

    def _all(self) -> dict[str, Entry]:
        if self._entries is None:
            raise IndexUnavailableError("there is no index: rebuild it")
        return self._entries

    def _frequencies(self, field: Field) -> Counter[str]:
        return Counter(term for one in self._all().values() for term in set(_tokens(one, field)))

    def _passing(self, filters: Iterable[Filter]) -> list[Entry]:
        return [entry for entry in self._all().values() if all(_passes(entry, one) for one in filters)]

    def _counted(self, plan: Plan, filters: Iterable[Filter]) -> list[Entry]:
        allowed = self._passing(filters)
        found = self._scored(plan.core, allowed) if plan.core else self._matching(plan, allowed)
        return [entry for _, entry in found]

    def _matching(self, plan: Plan, among: list[Entry]) -> list[tuple[float, Entry]]:
        if plan.order and not plan.clauses:
            return [(0.0, entry) for entry in among]
        return self._scored(plan.clauses, among)

    def _scored(self, clauses: Iterable[Clause], among: list[Entry]) -> list[tuple[float, Entry]]:
        wanted = [(one, self._weigher(one)) for one in self.expanded(clauses)]
        found = []
        for entry in among:
            gains = [(one.occur, weigh(entry)) for one, weigh in wanted]
            if any(gain > 0 for occur, gain in gains if occur is Occur.MUST_NOT):
                continue
            if any(gain <= 0 for occur, gain in gains if occur is Occur.MUST):
                continue
            score = sum(gain for occur, gain in gains if occur is not Occur.MUST_NOT)
            if score > 0:
                found.append((score, entry))
        return found

    def _weigher(self, one: Clause) -> "_Weigher":
        entries = self._all().values()
        lengths = [len(_tokens(entry, one.field)) for entry in entries]
        holders = sum(one.term in _tokens(entry, one.field) for entry in entries)
        return _Weigher(one, rarity(holders, len(lengths)), sum(lengths) / max(1, len(lengths)) or 1.0)


class _Weigher:
    """Weighted BM25 of one clause."""

    def __init__(self, clause: Clause, rarity: float, average: float) -> None:
        self._clause, self._rarity, self._average = clause, rarity, average

    def __call__(self, entry: Entry) -> float:
        tokens = _tokens(entry, self._clause.field)
        count = tokens.count(self._clause.term)
        return self._clause.weight * self._rarity * bm25(count, len(tokens), self._average)


def _place(order: str, score: float, entry: Entry) -> tuple[bool, float, str]:
    """By the number asked for, what has none last; else by score."""
    if not order:
        return (False, -score, entry.id)
    number = entry.numbers.get(order.removeprefix("-"), 0)
    return (not number, -number if order.startswith("-") else number, entry.id)


def _tokens(entry: Entry, field: Field) -> list[str]:
    return entry.fields.get(field, "").split()


def _passes(entry: Entry, one: Filter) -> bool:
    if one.low is not None or one.high is not None:
        number = entry.numbers.get(one.name)
        low, high = one.low, one.high
        return number is not None and (low is None or low <= number) and (high is None or number <= high)
    own = {"id": (entry.id,), "group": (entry.group,)}
    return any(value in one.values for value in own.get(one.name) or entry.facets.get(one.name, ()))


def _candidate(entry: Entry, score: float) -> Candidate:
    return Candidate(entry.id, entry.group, entry.kind, score, entry.numbers, entry)
