"""How the small cluster searches: queries, scores, aggregations, sorting; see `cluster.py`."""

import math
import re
from collections import Counter
from typing import Any

Json = dict[str, Any]
Scores = dict[int, float]  # by the place of a document; who is not there does not match
K1, B = 1.2, 0.75
_KNOWN = {
    "size", "query", "aggs", "track_total_hits", "_source", "sort", "search_after", "docvalue_fields",
}  # fmt: skip


class RefusedError(Exception):
    """What the cluster will not do."""

    def __init__(self, status: int, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.status, self._error = status, {"type": kind, "reason": reason}

    def body(self) -> Json:
        """As it is answered."""
        return {"error": self._error, "status": self.status}


def _unknown(what: str) -> RefusedError:
    return RefusedError(400, "parsing_exception", f"unknown {what}")


def check_mapping(mappings: Json) -> None:
    """Raises RefusedError for what we do not know how to index."""
    for name, one in _leaves(mappings["properties"]):
        if one["type"] not in ("keyword", "text", "long", "object"):
            raise _unknown(f"type of {name}: {one}")


def _leaves(properties: Json, before: str = "") -> list[tuple[str, Json]]:
    found: list[tuple[str, Json]] = []
    for name, one in properties.items():
        deeper = _leaves(one["properties"], f"{before}{name}.") if "properties" in one else [(f"{before}{name}", one)]
        found += deeper
    return found


def is_fitting(document: Json, mappings: Json) -> str:
    """What a strict mapping has against a document; "" when nothing."""
    known = dict(_leaves(mappings["properties"]))
    for name, value in document.items():
        inside = value if isinstance(value, dict) and name not in known else {}
        for one in [f"{name}.{key}" for key in inside] or (
            [] if isinstance(value, dict) and name not in known else [name]
        ):
            if one not in known:
                return f"mapping set to strict, dynamic introduction of [{one}] is not allowed"
    return ""


def _values(document: Json, field: str) -> list[Any]:
    found: Any = document
    for name in field.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, list) else [] if found is None else [found]


def answer(body: Json, documents: list[Json], mappings: Json) -> Json:
    """What a search finds in `documents`."""
    if unknown := body.keys() - _KNOWN:
        raise _unknown(f"key for a search {unknown}")
    search = _Search(documents, dict(_leaves(mappings["properties"])))
    found = search.match(body["query"])
    total = {"total": {"value": len(found), "relation": "eq"}} if body.get("track_total_hits") else {}
    hits = [search.hit(at, found[at], body, mappings) for at in search.sorted(found, body)]
    after = [one for one in hits if one["sort"] > body["search_after"]] if "search_after" in body else hits
    told: Json = {"hits": {**total, "hits": after[: body.get("size", 10)]}}
    if "aggs" in body:
        told["aggregations"] = {name: search.counted(one, found) for name, one in body["aggs"].items()}
    return told


class _Search:
    def __init__(self, documents: list[Json], fields: Json) -> None:
        self._documents, self._fields = documents, fields

    def _tokens(self, at: int, field: str) -> list[str]:
        values = _values(self._documents[at], field)
        if self._fields[field]["type"] == "text":
            return [token[:255] for value in values for token in value.split()]
        return [value for value in values if len(value) <= self._fields[field].get("ignore_above", 1 << 30)]

    def _all(self) -> range:
        return range(len(self._documents))

    def match(self, query: Json) -> Scores:
        """The documents that match, with their scores."""
        ((kind, told),) = query.items()
        known = {
            "match_all": self._everything, "match_none": lambda told: {}, "bool": self._bool, "term": self._term,
            "terms": self._terms, "range": self._range, "prefix": self._prefix,
        }  # fmt: skip
        if kind not in known:
            raise _unknown(f"query [{kind}]")
        return known[kind](told)

    def _everything(self, _told: Json) -> Scores:
        return dict.fromkeys(self._all(), 1.0)

    def _bool(self, told: Json) -> Scores:
        if unknown := told.keys() - {"must", "should", "must_not", "filter", "minimum_should_match"}:
            raise _unknown(f"part of bool {unknown}")
        must, should, never, only = (
            [self.match(one) for one in told.get(part, [])] for part in ("must", "should", "must_not", "filter")
        )
        needed = told.get("minimum_should_match", 0 if must or only else min(1, len(should)))
        return {
            at: sum(one.get(at, 0.0) for one in [*must, *should])
            for at in self._all()
            if all(at in one for one in [*must, *only])
            and not any(at in one for one in never)
            and sum(at in one for one in should) >= needed
        }

    def _term(self, told: Json) -> Scores:
        ((field, value),) = told.items()
        wanted = value if isinstance(value, dict) else {"value": value}
        tokens = {at: self._tokens(at, field) for at in self._all()}
        having = [one for one in tokens.values() if one]  # Lucene counts those only that have the field
        average = sum(map(len, having)) / max(1, len(having))
        holders = [at for at, one in tokens.items() if wanted["value"] in one]
        rare = math.log(1 + (len(having) - len(holders) + 0.5) / (len(holders) + 0.5))

        def score(one: list[str]) -> float:
            often = one.count(wanted["value"])
            return float(wanted.get("boost", 1.0)) * rare * often / (often + K1 * (1 - B + B * len(one) / average))

        return {at: score(tokens[at]) for at in holders}

    def _terms(self, told: Json) -> Scores:
        ((field, values),) = told.items()
        return {at: 1.0 for at in self._all() if set(values) & set(self._tokens(at, field))}

    def _prefix(self, told: Json) -> Scores:
        ((field, wanted),) = told.items()
        return {
            at: 1.0 for at in self._all() if any(one.startswith(wanted["value"]) for one in self._tokens(at, field))
        }

    def _range(self, told: Json) -> Scores:
        ((field, bounds),) = told.items()
        if bounds.keys() - {"gte", "lte"}:
            raise _unknown(f"bound {bounds}")
        low, high = bounds.get("gte", -math.inf), bounds.get("lte", math.inf)
        return {at: 1.0 for at in self._all() if any(low <= one <= high for one in _values(self._documents[at], field))}

    def sorted(self, found: Scores, body: Json) -> list[int]:
        """Places in the order asked for; the best first where nothing is asked."""
        places = sorted(found, key=lambda at: -found[at])
        for one in reversed(body.get("sort", [])):
            ((field, told),) = one.items()
            way = told if isinstance(told, str) else told["order"]
            having = [at for at in places if _values(self._documents[at], field)]
            without = [at for at in places if at not in having]  # "missing": "_last", as without it
            having.sort(key=lambda at: _values(self._documents[at], field)[0], reverse=way == "desc")
            places = having + without
        return places

    def hit(self, at: int, score: float, body: Json, mappings: Json) -> Json:
        """One document as it is answered."""
        document = self._documents[at]
        told: Json = {"_id": document["id"], "_score": None if "sort" in body else score}
        wanted, hidden = body.get("_source", True), mappings.get("_source", {}).get("excludes", [])
        if wanted is not False:
            names = document if wanted is True else wanted
            told["_source"] = {name: document[name] for name in names if name in document and name not in hidden}
        if "docvalue_fields" in body:
            told["fields"] = {name: _values(document, name) for name in body["docvalue_fields"]}
        if "sort" in body:
            told["sort"] = [_values(document, next(iter(one)))[0] if _values(document, next(iter(one))) else None
                            for one in body["sort"]]  # fmt: skip
        return told

    def counted(self, one: Json, found: Scores) -> Json:
        """One aggregation over what was found."""
        ((kind, told),) = one.items()
        if kind == "sum":
            return {"value": float(sum(sum(_values(self._documents[at], told["field"])) for at in found))}
        if kind == "filters":
            if not told["filters"]:
                raise RefusedError(400, "parsing_exception", "[filters] cannot be empty")
            return {"buckets": [{"doc_count": len(found.keys() & self.match(it).keys())} for it in told["filters"]]}
        if kind != "terms":
            raise _unknown(f"aggregation [{kind}]")
        if self._fields[told["field"]]["type"] == "text" and not self._fields[told["field"]].get("fielddata"):
            raise RefusedError(400, "illegal_argument_exception", "Text fields are not optimised for aggregations")
        allowed = re.compile(told["include"])
        counts = Counter(value for at in found for value in set(self._tokens(at, told["field"])))
        best = sorted((pair for pair in counts.items() if allowed.fullmatch(pair[0])), key=lambda it: (-it[1], it[0]))
        return {"buckets": [{"key": key, "doc_count": number} for key, number in best[: told["size"]]]}
