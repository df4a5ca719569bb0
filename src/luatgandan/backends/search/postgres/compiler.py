"""From our plan to conditions of SQL, and the exact ranking of what the database found."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from ..base import NUMBERS, Clause, Filter, Occur
from ..bm25 import bm25, rarity
from .tables import Index, fields_of, lexeme, quoted


def any_of(clauses: Iterable[Clause]) -> str:
    """A tsquery: at least one of `clauses`."""
    return " | ".join(quoted(lexeme(one)) for one in clauses)


def where(wanted: Sequence[Clause], clauses: Sequence[Clause], filters: Iterable[Filter]) -> tuple[str, list[object]]:
    """The condition: any of `wanted`, all required and none of the excluded `clauses`, all filters."""
    parts, values = ["tokens @@ %s::tsquery"] if wanted else [], [cast(object, any_of(wanted))] if wanted else []
    for one in clauses:
        if one.occur is not Occur.SHOULD:
            parts.append(f"{'NOT ' if one.occur is Occur.MUST_NOT else ''}tokens @@ %s::tsquery")
            values.append(any_of([one]))
    for test in filters:
        part, more = _filter(test)
        parts.append(part)
        values += more
    return " AND ".join(parts) or "true", values


def _filter(one: Filter) -> tuple[str, list[object]]:
    if one.low is not None or one.high is not None:
        if one.name not in NUMBERS:
            return "false", []
        bounds = [(">=", one.low), ("<=", one.high)]
        return (
            " AND ".join(f"{one.name} {sign} %s" for sign, bound in bounds if bound is not None),
            [bound for _, bound in bounds if bound is not None],
        )
    if one.name in ("id", "group"):
        return f"{'grp' if one.name == 'group' else 'id'} = ANY(%s)", [list(one.values)]
    return "facets -> %s ?| %s", [one.name, list(one.values)]


def ranked(
    rows: Iterable[Any], clauses: Sequence[Clause], counts: Mapping[str, int], index: Index
) -> Iterator[tuple[float, Any]]:
    """(weighted BM25, row) of each row."""
    scored = [one for one in clauses if one.occur is not Occur.MUST_NOT]
    rarities = {lexeme(one): rarity(counts.get(lexeme(one), 0), index.entries) for one in scored}
    wanted = dict.fromkeys(one.field for one in scored)
    for id_, group, digest, text, *rest in rows:
        fields = fields_of(json.loads(text))
        counted = {field: Counter(fields.get(field, "").split()) for field in wanted}
        lengths = {field: counts.total() for field, counts in counted.items()}
        score = 0.0
        for one in scored:
            if count := counted[one.field][one.term]:
                worth = bm25(count, lengths[one.field], index.average(one.field))
                score += one.weight * rarities[lexeme(one)] * worth
        if score > 0:
            yield score, (id_, group, digest, fields, *rest)
