"""From our plan to conditions of SQL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..base import NUMBERS, Clause, Filter, Occur
from ..exact import facet
from . import tables

_ROUGH = 20_000  # lexemes of entries that are added up, those of the rarest clauses


def lexeme(one: Clause) -> str:
    """What a clause looks for."""
    return tables.lexeme(one.field, one.term)


def asking(one: Clause) -> str:
    """The tsquery of one clause."""
    return "'" + lexeme(one).replace("\\", "\\\\").replace("'", "''") + "'"


def rarest(clauses: Sequence[Clause], counts: Mapping[str, int]) -> list[Clause]:
    """The rarest clauses, as long as they do not stand in too many entries together; what is required in any case."""
    kept: list[Clause] = []
    total = 0
    for one in sorted(clauses, key=lambda one: (one.occur is not Occur.MUST, counts[lexeme(one)])):
        total += counts[lexeme(one)]
        if kept and total > _ROUGH and one.occur is not Occur.MUST:
            break
        kept.append(one)
    return kept


def wanted(clauses: Sequence[Clause]) -> str:
    """The tsquery for all that matches: all required clauses, else any of them, and none of the excluded."""
    required = [asking(one) for one in clauses if one.occur is Occur.MUST]
    optional = [asking(one) for one in clauses if one.occur is Occur.SHOULD]
    excluded = [f"!{asking(one)}" for one in clauses if one.occur is Occur.MUST_NOT]
    any_of = [] if required or not optional else [f"({' | '.join(optional)})"]
    return " & ".join([*required, *any_of, *excluded])


@dataclass(frozen=True, slots=True)
class Condition:
    """What stands behind WHERE, and its values."""

    sql: str
    values: Sequence[object]


def passing(filters: Iterable[Filter]) -> Condition:
    """For what passes all `filters`."""
    tests = [_filter(one) for one in filters]
    return Condition(
        " AND ".join(["true", *(part for part, _ in tests)]), [one for _, values in tests for one in values]
    )


def matching(clauses: Sequence[Clause], filters: Iterable[Filter]) -> Condition:
    """For what matches `clauses` (everything, without them) and passes `filters`."""
    allowed = passing(filters)
    if not clauses:
        return allowed
    return Condition(f"{tables.LEXEMES} @@ %s::tsquery AND {allowed.sql}", [wanted(clauses), *allowed.values])


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
    return "facets && %s", [[facet(one.name, value) for value in one.values]]
