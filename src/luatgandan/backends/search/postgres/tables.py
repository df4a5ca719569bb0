"""Rows of the index: entries as they stand in tables, tokens as lexemes with a sign of their field."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from ..base import NUMBERS, Candidate, Clause, Details, Entry, Field

SIGNS = {field: chr(97 + at) for at, field in enumerate(Field)}  # a:…, b:…: what stands before a lexeme
_LABELS = {Field.NAMES: "A", Field.TITLE: "B", Field.TITLE_MARKED: "B", Field.PAIRS: "C"}  # weights of ts_rank
_MOST_POSITIONS, _LAST_POSITION, LONGEST = 255, 16_383, 500  # limits of tsvector
SHAPE = " ".join(["1", *(field.value for field in Field), *NUMBERS])
COLUMNS = "id, grp, digest, fields, facets, stored, " + ", ".join(NUMBERS)
COPIED = "id, grp, digest, fields, facets, stored, tokens, " + ", ".join(NUMBERS)
POINTER = """
CREATE TABLE IF NOT EXISTS search_index (
    number integer NOT NULL, version text NOT NULL, shape text NOT NULL, entries integer NOT NULL, lengths text NOT NULL
)
"""
ENTRIES = """
CREATE TABLE {entries} (
    id text PRIMARY KEY, grp text NOT NULL, digest text NOT NULL, fields text NOT NULL, facets jsonb NOT NULL,
    stored text NOT NULL, tokens tsvector NOT NULL, {numbers}
)
""".replace("{numbers}", ", ".join(f"{name} bigint" for name in NUMBERS))
INDEXES = "CREATE INDEX ON {entries} USING gin (tokens); CREATE INDEX ON {entries} (grp)"
WORDS = 'CREATE TABLE {words} (lexeme text COLLATE "C" PRIMARY KEY, entries integer NOT NULL)'
COUNTED = "INSERT INTO {words} SELECT word, ndoc FROM ts_stat('SELECT tokens FROM {entries}')"


@dataclass(frozen=True, slots=True)
class Index:
    """The tables in use and what BM25 needs of the whole."""

    number: int
    version: str
    entries: int
    lengths: Mapping[Field, int]

    @property
    def table(self) -> str:
        """Of the entries."""
        return f"search_entries_{self.number}"

    @property
    def words(self) -> str:
        """The table of lexemes and their frequencies."""
        return f"search_words_{self.number}"

    def average(self, field: Field) -> float:
        """The mean number of tokens of a field."""
        return self.lengths.get(field, 0) / max(1, self.entries) or 1.0


def is_possible(term: str) -> bool:
    """Whether a term can be a lexeme at all."""
    return 0 < len(term) <= LONGEST and "\0" not in term


def order_by(order: str) -> str:
    """What `Plan.order` means: by one of our numbers, what has none last."""
    name = NUMBERS[NUMBERS.index(order.removeprefix("-"))]
    return f"nullif({name}, 0) {'DESC' if order.startswith('-') else 'ASC'} NULLS LAST, id"


def lexeme(one: Clause) -> str:
    """What a clause looks for."""
    return f"{SIGNS[one.field]}:{one.term}"


def quoted(word: str) -> str:
    """A lexeme as tsvector and tsquery are written."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def row(entry: Entry) -> tuple[object, ...]:
    """The values of COPIED."""
    fields = json.dumps({field.value: text for field, text in entry.fields.items()}, ensure_ascii=False)
    facets = json.dumps({name: list(values) for name, values in entry.facets.items()}, ensure_ascii=False)
    numbers = [entry.numbers.get(name) for name in NUMBERS]
    stored = json.dumps(dict(entry.stored))
    return (entry.id, entry.group, entry.digest, fields, facets, stored, _vector(entry.fields), *numbers)


def _vector(fields: Mapping[Field, str]) -> str:
    """The text form of a tsvector: lexemes with their places and the label of their field."""
    found = []
    for field, text in fields.items():
        places: dict[str, list[str]] = {}
        for at, token in enumerate(text.split(), 1):
            places.setdefault(token, []).append(f"{min(at, _LAST_POSITION)}{_LABELS.get(field, '')}")
        for token, positions in places.items():
            if is_possible(token):
                found.append(f"{quoted(f'{SIGNS[field]}:{token}')}:{','.join(positions[:_MOST_POSITIONS])}")
    return " ".join(found)


def fields_of(values: Mapping[str, str]) -> dict[Field, str]:
    """Texts by field."""
    return {Field(name): text for name, text in values.items()}


def lexemes(rows: Iterable[Mapping[Field, str]]) -> Iterator[str]:
    """Each lexeme once for each row that holds it."""
    for fields in rows:
        for field, text in fields.items():
            yield from (f"{SIGNS[field]}:{token}" for token in set(text.split()) if is_possible(token))


def length(rows: Iterable[Mapping[Field, str]], field: Field) -> int:
    """How many tokens a field has in all rows."""
    return sum(len(fields.get(field, "").split()) for fields in rows)


def measured(entries: Iterable[Entry], lengths: Counter[str]) -> Iterator[Entry]:
    """`entries`, their lengths added up in `lengths` on the way."""
    for entry in entries:
        for field, text in entry.fields.items():
            lengths[field.value] += len(text.split())
        yield entry


class _Read(Details):
    """Facets and stored values of one row."""

    def __init__(self, facets: Any, stored: str) -> None:
        self._facets, self._stored = facets, stored

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """As they were put in."""
        values = json.loads(self._facets) if isinstance(self._facets, str) else self._facets
        return {name: tuple(found) for name, found in values.items()}

    @property
    def stored(self) -> Mapping[str, Any]:
        """As it was put in."""
        return cast(Mapping[str, Any], json.loads(self._stored))


def candidate(row: Sequence[Any], score: float) -> Candidate:
    """From the values of COLUMNS."""
    id_, group, _, _, facets, stored, *numbers = row
    return Candidate(
        id_, group, score, dict(zip(NUMBERS, (one or 0 for one in numbers), strict=True)), _Read(facets, stored)
    )
