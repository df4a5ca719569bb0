"""From our plan and entries to OpenSearch's queries and documents, and back."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from ..base import NUMBERS, Candidate, Clause, Details, Entry, Field, Filter, Occur, Plan, kind_in
from ..exact import RANKED, Whole, facet, facets_in, finds_nothing, sizes_of
from ..words import TOKEN_FIELDS

Json = dict[str, Any]
_LONGEST = 255  # letters of a token: the tokenizer cuts longer ones
_MAX_FACET_VALUES = 200
_WINDOW = 100_000  # entries of one answer: readers may turn many pages
_MARKS = re.compile(r'[.?+*|{}\[\]()"\\#@&<>~]')  # what Lucene's regular expressions give a meaning to
_LENGTHS = [*TOKEN_FIELDS, Field.PAIRS.value]  # a marked field has as many tokens as its twin
_WORD = {"type": "keyword", "ignore_above": 8_000}
_TOKENS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs", "fielddata": True}
_NUMBER = {"type": "long"}
_OCCURS = {Occur.SHOULD: "should", Occur.MUST: "must", Occur.MUST_NOT: "must_not"}
_FIELDS: Json = {
    **dict.fromkeys(("id", "group", "digest", "facets"), _WORD),
    **dict.fromkeys((field.value for field in Field), _TOKENS),
    "numbers": {"properties": dict.fromkeys(NUMBERS, _NUMBER)},
    "order": {"properties": dict.fromkeys(NUMBERS, _NUMBER)},  # the same without 0, which comes last like none
    "lengths": {"properties": dict.fromkeys(_LENGTHS, _NUMBER)},
    "stored": {"type": "object", "enabled": False},
}
SHAPE = hashlib.sha256(json.dumps(_FIELDS, sort_keys=True).encode()).hexdigest()[:8]
_READ = ["id", "group", "facets", "numbers", "stored", *(one.value for one in Field if one is not Field.PAIRS)]
EVERYTHING: Json = {"match_all": {}}
_NOTHING: Json = {"match_none": {}}
# The cluster keeps the answer until something is written: it is the same for every search.
WHOLE: Json = {
    "size": 0, "track_total_hits": True, "query": EVERYTHING,
    "aggs": {name: {"sum": {"field": f"lengths.{name}"}} for name in _LENGTHS},
}  # fmt: skip


def index_body(version: str, shards: int) -> Json:
    """A new index. Nothing is seen before it is refreshed, which we say when a change is whole."""
    settings = {
        "number_of_shards": shards,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
        "max_result_window": _WINDOW,
    }
    mappings = {"dynamic": "strict", "_source": {"excludes": ["pairs"]}, "properties": _FIELDS}
    return {"settings": {"index": settings}, "mappings": {**mappings, "_meta": {"version": version}}}


def document(entry: Entry) -> Json:
    """`entry` as it stands in the index."""
    return {
        "id": entry.id, "group": entry.group, "digest": entry.digest,
        "facets": [facet(name, value) for name, values in entry.facets.items() for value in values],
        "numbers": {name: entry.numbers[name] for name in NUMBERS if name in entry.numbers},
        "order": {name: entry.numbers[name] for name in NUMBERS if entry.numbers.get(name)},
        "lengths": _lengths(entry),
        "stored": dict(entry.stored),
        **{field.value: text for field, text in entry.fields.items() if text},
    }  # fmt: skip


def _lengths(entry: Entry) -> Json:
    sizes = sizes_of(entry.fields.get(Field(name), "") for name in TOKEN_FIELDS)
    return {name: sizes[name] for name in _LENGTHS}


def is_possible(term: str) -> bool:
    """Whether a term can stand in the index at all."""
    return 0 < len(term.encode("utf-16-le", "replace")) // 2 <= _LONGEST


def matching(plan: Plan, clauses: Sequence[Clause], filters: Iterable[Filter]) -> Json:
    """What matches `clauses` (everything, while browsing without them) and passes `filters`, scored by the cluster."""
    if finds_nothing(plan, clauses):
        return _NOTHING
    parts: Json = {"filter": [_filter(one) for one in filters]}
    for one in clauses:
        parts.setdefault(_OCCURS[one.occur], []).append(_term(one))
    if "should" in parts:
        parts["minimum_should_match"] = 0 if "must" in parts else 1
    return {"bool": parts}


def _term(one: Clause) -> Json:
    return {"term": {one.field.value: {"value": one.term, "boost": one.weight}}}


def _filter(one: Filter) -> Json:
    if one.low is not None or one.high is not None:
        if one.name not in NUMBERS:
            return _NOTHING
        bounds = {"gte": one.low, "lte": one.high}
        return {"range": {f"numbers.{one.name}": {sign: at for sign, at in bounds.items() if at is not None}}}
    if one.name in ("id", "group"):
        return {"terms": {one.name: list(one.values)}}
    return {"terms": {"facets": [facet(one.name, value) for value in one.values]}}


def hits(query: Json, plan: Plan) -> Json:
    """The search for entries: the best roughly, or those of the plan by its number, what has none last."""
    body = {"track_total_hits": False, "query": query, "_source": _READ}
    if not plan.order:
        return {**body, "size": max(RANKED, plan.limit)}
    name = NUMBERS[NUMBERS.index(plan.order.removeprefix("-"))]
    way = "desc" if plan.order.startswith("-") else "asc"
    return {**body, "size": plan.limit, "sort": [{f"order.{name}": {"order": way, "missing": "_last"}}, {"id": "asc"}]}


def counts(query: Json, names: Iterable[str]) -> Json:
    """The search that counts what matches, and how many of it have each value of facets."""
    return {
        "size": 0, "track_total_hits": True, "query": query,
        "aggs": {name: _begins("facets", facet(name, ""), _MAX_FACET_VALUES) for name in names},
    }  # fmt: skip


def holders(clauses: Iterable[Clause]) -> Json:
    """The search that counts in how many entries each clause's term occurs."""
    asked = [{"term": {one.field.value: one.term}} for one in clauses]
    aggs = {"aggs": {"held": {"filters": {"filters": asked}}}} if asked else {}
    return {"size": 0, "track_total_hits": False, "query": EVERYTHING, **aggs}


def held_of(answer: Json) -> list[int]:
    """The numbers, from the answer to `holders`, in the order of its clauses."""
    return [one["doc_count"] for one in answer["aggregations"]["held"]["buckets"]] if "aggregations" in answer else []


def named(ids: Sequence[str]) -> Json:
    """The search for entries by id."""
    return {"size": len(ids), "track_total_hits": False, "query": {"terms": {"id": list(ids)}}, "_source": _READ}


def page(last: Sequence[str], limit: int) -> Json:
    """The search for id and digest of all entries behind `last`."""
    behind = {"search_after": list(last)} if last else {}
    wanted = {"_source": False, "docvalue_fields": ["id", "digest"], "sort": [{"id": "asc"}]}
    return {"size": limit, "track_total_hits": False, "query": EVERYTHING, **wanted, **behind}


def words(field: Field, prefix: str, limit: int) -> Json:
    """The search that counts the tokens of `field` that begin with `prefix`."""
    query = {"prefix": {field.value: {"value": prefix}}}
    aggs = {"words": _begins(field.value, prefix, limit)}
    return {"size": 0, "track_total_hits": False, "query": query, "aggs": aggs}


def _begins(field: str, prefix: str, limit: int) -> Json:
    return {"terms": {"field": field, "include": _MARKS.sub(r"\\\g<0>", prefix) + ".*", "size": limit}}


def whole_of(answer: Json) -> Whole:
    """What BM25 needs, from the answer to WHOLE."""
    sizes = {name: int(answer["aggregations"][name]["value"]) for name in _LENGTHS}
    marked = {f"{name}_marked": size for name, size in sizes.items()}
    return Whole(answer["hits"]["total"]["value"], marked | sizes)


def facets_of(plan: Plan, answers: Iterable[Json]) -> dict[str, dict[str, int]]:
    """Counts by facet and value, from the answers to `counts`."""
    found: dict[str, dict[str, int]] = {name: {} for name in plan.facets}
    for answer in answers:
        for name, told in answer.get("aggregations", {}).items():
            found[name] = {one["key"].removeprefix(facet(name, "")): one["doc_count"] for one in told["buckets"]}
    return found


class _Read(Details):
    """Facets and stored values of one hit."""

    def __init__(self, source: Json) -> None:
        self._source = source

    @cached_property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """As they were put in."""
        return facets_in(self._source["facets"])

    @property
    def stored(self) -> Mapping[str, Any]:
        """As it was put in."""
        stored: Json = self._source["stored"]
        return stored


def candidate(source: Json, score: float) -> Candidate:
    """From what a hit brings."""
    details = _Read(source)
    known = {name: source["numbers"].get(name, 0) for name in NUMBERS}
    return Candidate(source["id"], source["group"], kind_in(details.facets), score, known, details)
