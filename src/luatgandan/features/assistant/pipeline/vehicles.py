"""Which vehicles a question and the heading of an article speak of: a fine for cars is none for motorcycles."""

import re

from luatgandan.lib.vietnamese import fold

from .tables import rows

_TABLE = tuple(
    (row["kind"], re.compile(rf"\b(?:{row['asked']})\b"), re.compile(rf"\b(?:{row['heading']})\b"))
    for row in rows("vehicles.tsv")
)


_ANY = re.compile("|".join(asked.pattern for _kind, asked, _heading in _TABLE))


def vehicle_in(folded: str) -> re.Match[str] | None:
    """The first vehicle in folded words."""
    return _ANY.search(folded)


def vehicles_asked(question: str) -> frozenset[str]:
    """The kinds of vehicles in a question, as `data/vehicles.tsv` names them."""
    folded = fold(question)
    return frozenset(kind for kind, asked, _heading in _TABLE if asked.search(folded))


def is_of_others(asked: frozenset[str], heading: str) -> bool:
    """Whether an article says in its heading that it is about other vehicles than those asked about."""
    if not asked:
        return False
    folded = fold(heading)
    named = {kind for kind, _asked, pattern in _TABLE if pattern.search(folded)}
    return bool(named) and not named & asked
