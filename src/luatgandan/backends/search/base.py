"""What every search engine takes and gives: plain values, already analysed tokens, no Vietnamese rules inside.

The house analyses text (`foundation/search/pipeline`), so that Tantivy, PostgreSQL and the fake find the same things.
A field holds tokens in reading order, separated by single spaces; a token never holds a space.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from .words import TokenRows

MAX_EXPANSION = 30  # tokens that one prefix stands for


class Field(StrEnum):
    """Fields of tokens. `*_marked` keep diacritics (one tone placement), the others are folded."""

    NAMES = "names"  # document numbers and keys, short names, abbreviations: exact
    TITLE = "title"
    TITLE_MARKED = "title_marked"
    PATH = "path"  # name of the document, chapter, section
    PATH_MARKED = "path_marked"
    BODY = "body"
    BODY_MARKED = "body_marked"
    PAIRS = "pairs"  # folded neighbouring syllables "dat_dai" of title, path and body


# Whole numbers of an entry (dates as ordinal days); every engine can filter by them.
NUMBERS = ("valid_from", "valid_to", "effective_on", "ended_on", "issued_on", "cited", "parts", "standing")
MARKED = {Field.TITLE: Field.TITLE_MARKED, Field.PATH: Field.PATH_MARKED, Field.BODY: Field.BODY_MARKED}


class Occur(StrEnum):
    """Whether a clause only adds to the score, is required, or excludes."""

    SHOULD = "should"
    MUST = "must"
    MUST_NOT = "must_not"


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """One term to look for: `weight` multiplies its BM25; `is_prefix` matches tokens that begin with it."""

    field: Field
    term: str
    weight: float = 1.0
    occur: Occur = Occur.SHOULD
    is_prefix: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Keep entries whose facet `name` has one of `values`, or whose number lies in [`low`, `high`] (None: open).

    The names "id" and "group" mean the entry's own.
    """

    name: str
    values: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What to ask an engine: the best `limit` entries by weighted BM25 under all `filters`, and counts of `facets`.

    With an `order`, one of NUMBERS ("issued_on": least first; "-issued_on": greatest first), what matches comes by that
    number, without a score; what has none (or 0) comes last. Without clauses everything that passes matches then.

    The total and the facets count entries in which at least one of `core` occurs (of `clauses` when it is empty): an OR
    of many words matches nearly everything, which would tell a reader nothing. A filter on a facet is left out where
    that facet's own values are counted: whoever chose one sees what choosing another as well would add.
    """

    clauses: tuple[Clause, ...]
    core: tuple[Clause, ...] = ()
    filters: tuple[Filter, ...] = ()
    facets: tuple[str, ...] = ()
    order: str = ""
    limit: int = 200

    def counted(self) -> Iterator[tuple[tuple[str, ...], tuple[Filter, ...]]]:
        """Facets that are counted in one go, and the filters for them: first all that are not chosen, or none."""
        chosen = {one.name for one in self.filters if one.name in self.facets}
        yield tuple(name for name in self.facets if name not in chosen), self.filters
        for name in sorted(chosen):
            yield (name,), tuple(one for one in self.filters if one.name != name)

    def to_dict(self) -> dict[str, Any]:
        """For the debug page and the API."""
        return {
            "clauses": [asdict(one) for one in self.clauses],
            "core": [f"{one.field}:{one.term}" for one in self.core],
            "filters": [asdict(one) for one in self.filters],
            "facets": list(self.facets),
            "order": self.order,
            "limit": self.limit,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One passage in the index: `id` unique, `group` what it is a part of (a document); `numbers` are NUMBERS.

    A marked field and its folded twin have the same number of tokens, one for one.
    """

    id: str
    group: str
    fields: Mapping[Field, str]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    stored: Mapping[str, Any] = field(default_factory=dict)  # what is shown; JSON
    digest: str = ""  # of all it was made from, for `search_index check`

    @property
    def kind(self) -> str:
        """What it is: the value of its facet "kind", "" without one."""
        return kind_in(self.facets)


def kind_in(facets: Mapping[str, tuple[str, ...]]) -> str:
    """What an entry with these facets is."""
    return next(iter(facets.get("kind", ())), "")


class Details(Protocol):
    """What showing an entry needs, and ranking does not: read when it is first asked for."""

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """As they were put in."""

    @property
    def stored(self) -> Mapping[str, Any]:
        """As it was put in."""


class Candidate(NamedTuple):
    """An entry that an engine found, with its BM25 score."""

    id: str
    group: str
    kind: str  # known without reading the details: ordering asks all candidates for it
    score: float
    numbers: Mapping[str, int]
    details: Details

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """Values by the name of the facet."""
        return self.details.facets

    @property
    def stored(self) -> Mapping[str, Any]:
        """What is shown."""
        return self.details.stored


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Candidates, best first; how many entries match in all; counts per facet value; the candidates' tokens."""

    candidates: tuple[Candidate, ...]
    total: int
    tokens: TokenRows
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexStatus:
    """How the index stands: entries, size on disk, version of the analysis it was built with."""

    entries: int
    size_bytes: int
    version: str
    is_ready: bool = True
    problem: str = ""


class SearchError(Exception):
    """The engine could not do what was asked; the text is for operators."""


class IndexUnavailableError(SearchError):
    """There is no index, or it cannot be read: rebuild it. The site goes on without search."""


class SearchEngine(ABC):
    """One writer, many readers. All methods raise SearchError and nothing else for faults of the engine."""

    @abstractmethod
    def search(self, plan: Plan) -> Found:
        """The best entries for `plan`."""

    @abstractmethod
    def fetch(self, ids: Iterable[str]) -> list[Candidate]:
        """Entries by id, score 0; unknown ids are left out."""

    @abstractmethod
    def document_frequencies(self, field: Field, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many entries each term occurs in `field`, for idf in ranking."""

    @abstractmethod
    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Tokens of `field` that begin with `prefix` and in how many entries they occur, most frequent first."""

    @abstractmethod
    def apply(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Take the groups `removed` out, then put `entries` in (replacing those of the same id): one step for readers.

        Visible on return, in other processes within a second.
        """

    @abstractmethod
    def rebuild(self, entries: Iterable[Entry], *, version: str) -> int:
        """Build a new index from `entries` beside the old one and switch readers over; how many entries it holds."""

    @abstractmethod
    def digests(self) -> Iterator[tuple[str, str]]:
        """(id, digest) of every entry, for comparison with the database."""

    @abstractmethod
    def status(self) -> IndexStatus:
        """How the index stands; never raises."""

    def expanded(self, clauses: Iterable[Clause]) -> list[Clause]:
        """`clauses` with each prefix replaced by the most frequent tokens that begin with it."""
        done: list[Clause] = []
        for clause in clauses:
            if clause.is_prefix:
                found = self.terms(clause.field, clause.term, MAX_EXPANSION)
                done += [replace(clause, term=term, is_prefix=False) for term, _ in found]
            else:
                done.append(clause)
        return done
