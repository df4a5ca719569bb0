"""The values a search passes through: SearchQuery → QueryAnalysis → Plan → Found → SearchResults.

All frozen, all with `to_dict()`, all shown on the staff's debug page. Nothing here reads tables or engines.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Value:
    """What can be shown as plain values."""

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


class Sort(StrEnum):
    """Order of results."""

    RELEVANCE = "lien-quan"
    NEWEST = "moi-nhat"
    OLDEST = "cu-nhat"


@dataclass(frozen=True, kw_only=True)
class SearchQuery(Value):
    """What a person asked for, as it came: the words, chosen facet values, day of law, place to search in."""

    text: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at: date | None = None
    within: str = ""  # group: search inside one document
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 10
    is_grouped: bool = True  # articles of one document together
    is_literal: bool = False  # only the words as typed: nothing added, nothing repaired
    language: str = "vi"


class Route(StrEnum):
    """What the words ask for."""

    EMPTY = "empty"
    DOCUMENT = "document"  # a document number or name: jump
    ARTICLE = "article"  # an article address: jump
    WORDS = "words"
    QUESTION = "question"  # an everyday question: topics, answers, situations first


@dataclass(frozen=True, kw_only=True)
class Syllable:
    """One syllable of the query: `typed` in lower case, NFC, one tone placement; `folded`; whether marks were typed."""

    typed: str
    folded: str
    has_marks: bool
    is_stop: bool = False


@dataclass(frozen=True, kw_only=True)
class Expansion:
    """A legal term searched beside an everyday word or abbreviation; shown to the reader, never silent."""

    typed: str
    term: str
    reason: str  # "everyday" | "abbreviation" | "translation"


@dataclass(frozen=True, kw_only=True)
class QueryAnalysis(Value):
    """What we understood: never throws words away, only says what they are."""

    text: str  # cleaned: NFC, one line, at most MAX_LENGTH letters
    syllables: tuple[Syllable, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    document: str = ""  # number key found in the words
    article: str = ""  # eId path found in the words: "art_6__para_3"
    at: date | None = None  # day of law named in the words
    at_words: str = ""  # the words that named it
    language: str = "vi"
    repaired: str = ""  # the text after Telex or VNI leftovers were put right, "" when nothing was
    is_cut: bool = False  # the words were longer than MAX_LENGTH
    route: Route = Route.EMPTY


@dataclass(frozen=True, kw_only=True)
class Span:
    """A piece of a passage; `is_hit` pieces are highlighted."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, kw_only=True)
class Result(Value):
    """One result as the reader sees it. `score` is comparable within one answer only."""

    id: str
    kind: str
    title: str
    url: str
    passage: tuple[Span, ...] = ()
    path: tuple[str, ...] = ()
    number: str = ""
    state: str = ""  # validity on the day asked for: "in_force", …, "" for what is not law
    language: str = "vi"
    issued_on: date | None = None
    score: float = 0.0
    group: str = ""  # id of the document it stands in, for searching within it
    more: tuple["Result", ...] = ()  # other articles of the same document, the best few
    more_count: int = 0  # how many others there are in all
    features: Mapping[str, float] = field(default_factory=dict)  # for the debug page


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    """One value of a facet with how many results it has, and whether it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class SearchResults(Value):
    """The answer. `jump` is the address to go straight to when the words name one document or article."""

    query: SearchQuery
    analysis: QueryAnalysis
    results: tuple[Result, ...] = ()
    words: tuple[Result, ...] = ()  # of the dictionary, to be explained above the results
    total: int = 0
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    did_you_mean: str = ""
    jump: str = ""
    at: date | None = None  # the day of law the results are for
    documents: Mapping[str, float] = field(default_factory=dict)  # by group: how well each answers as a whole
    took_ms: float = 0.0
    problem: str = ""  # said to the reader: no index, words cut …
    is_available: bool = True  # False: there is no index to ask
    within_title: str = ""  # name of the document searched in


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One line under the search box: choosing it goes to `url`, or searches for `text` when there is none."""

    text: str
    kind: str  # a value of enums.Kind
    url: str = ""
    detail: str = ""
