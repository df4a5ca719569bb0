"""From our plan to Tantivy's queries."""

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur as Occurs
from tantivy import Query, Schema

from ..base import NUMBERS, Clause, Entry, Field, Filter, Occur

_OCCURS = {Occur.SHOULD: Occurs.Should, Occur.MUST: Occurs.Must, Occur.MUST_NOT: Occurs.MustNot}
_OPEN = 2**62  # range queries want both ends
SPACES = "spaces"
ROW = "row"


def schema() -> Schema:
    """One text field for each of ours, ids, facets, numbers, and where the record stands in the rows."""
    builder = tantivy.SchemaBuilder()
    for name in ("id", "group"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for field in Field:
        builder.add_text_field(field.value, tokenizer_name=SPACES, index_option="freq")
    builder.add_json_field("facets", tokenizer_name="raw", index_option="basic", fast=True)
    for name in NUMBERS:
        builder.add_integer_field(name, fast=True)
    builder.add_unsigned_field(ROW, fast=True)
    return builder.build()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """`index` with our tokenizer, which must be named anew on every opening."""
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(SPACES, analyzer)
    return index


def document(entry: Entry, row: int, shape: Schema) -> tantivy.Document:
    """`entry` for the writer."""
    values: dict[str, object] = {"id": entry.id, "group": entry.group, ROW: row}
    values |= {field: text for field, text in entry.fields.items() if text}
    values |= {name: entry.numbers[name] for name in NUMBERS if name in entry.numbers}
    if entry.facets:
        values["facets"] = {name: list(found) for name, found in entry.facets.items()}
    return tantivy.Document.from_dict(values, shape)


def passing(filters: Iterable[Filter], shape: Schema) -> Query:
    """Everything that the filters let through."""
    return Query.boolean_query(
        [(Occurs.Must, Query.all_query()), *((Occurs.Must, _filter(one, shape)) for one in filters)]
    )


def numbered(query: Query, name: str, shape: Schema, *, is_known: bool) -> Query:
    """What of `query` has the number, or has not."""
    known = Query.range_query(shape, name, tantivy.FieldType.Integer, 1, _OPEN)
    return Query.boolean_query([(Occurs.Must, query), (Occurs.Must if is_known else Occurs.MustNot, known)])


def scored(clauses: Sequence[Clause], filters: Iterable[Filter], shape: Schema) -> Query:
    """The sum of the clauses' weighted BM25 among what the filters let through."""
    parts = [(_OCCURS[one.occur], _clause(one, shape)) for one in clauses]
    conditions = [(Occurs.Must, _unscored(one, shape)) for one in filters]
    if not any(one.occur is not Occur.MUST_NOT for one in clauses):
        return Query.empty_query()
    if not conditions:
        return Query.boolean_query(parts)
    return Query.boolean_query([(Occurs.Must, Query.boolean_query(parts)), *conditions])


def _clause(one: Clause, shape: Schema) -> Query:
    query = Query.term_query(shape, one.field.value, one.term, index_option="freq")
    return query if one.weight == 1.0 else Query.boost_query(query, one.weight)


def _unscored(one: Filter, shape: Schema) -> Query:
    return Query.const_score_query(_filter(one, shape), 0.0)


def _filter(one: Filter, shape: Schema) -> Query:
    if one.low is not None or one.high is not None:
        low = -_OPEN if one.low is None else one.low
        high = _OPEN if one.high is None else one.high
        return Query.range_query(shape, one.name, tantivy.FieldType.Integer, low, high)
    name = one.name if one.name in ("id", "group") else f"facets.{one.name}"
    return Query.term_set_query(shape, name, list(one.values))


def counts(names: Iterable[str], most: int) -> dict[str, dict[str, object]]:
    """The aggregation that counts entries per value of each facet."""
    return {name: {"terms": {"field": f"facets.{name}", "size": most}} for name in names}
