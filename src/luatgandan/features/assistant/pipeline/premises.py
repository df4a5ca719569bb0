"""False premises that no law knows: beings that are none, worlds that are none, animals and things that act as people.

Search would find the nearest law for them; an honest refusal says more.
"""

from functools import cache

from luatgandan.foundation.search.pipeline.tokens import tokenise

from .tables import rows
from .together import together


def false_premise(text: str) -> str:
    """What cannot be in `text`, as `data/premises.tsv` names it; empty where nothing of the kind is said."""
    marked, folded = (part.split() for part in tokenise(text))
    return next((says for _, says in together(_premises(), marked, folded)), "")


@cache
def _premises() -> tuple[tuple[str, str], ...]:
    return tuple((row["together"], row["says"]) for row in rows("premises.tsv"))
