"""What no law can speak of: beings that do not exist, things and animals as holders of the rights of persons.

Read in the words as typed, for without marks "má", "mã" and "mà" are "ma". A row that is not sure lets the question
through: a true question refused costs a person more than a strange one answered with the nearest law.
"""

import re
from functools import cache

from .tables import rows


def is_impossible(text: str) -> bool:
    """Whether what the question takes for true cannot be."""
    said = " ".join(text.lower().split())
    return any(pattern.search(said) and not (unless and unless.search(said)) for pattern, unless in _rules())


@cache
def _rules() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (re.compile(row["pattern"]), re.compile(row["unless"]) if row["unless"] else None)
        for row in rows("premises.tsv")
    )
