"""The one fact that decides and is missing: asked back instead of guessed.

Each rule knows the questions it is about, the words that already give the fact, and the answers a person may choose.
"""

import re
from dataclasses import dataclass

from luatgandan.lib.vietnamese import fold

from .tables import rows
from .values import Choice, Clarification


@dataclass(frozen=True)
class Missing:
    """`about`: questions that need the fact; `given`: words that say it; `choices`: label and words to add."""

    fact: str
    about: re.Pattern[str]
    given: re.Pattern[str]
    choices: tuple[tuple[str, str], ...]


def _missing(row: dict[str, str]) -> Missing:
    choices = (one.split(" = ") for one in row["choices"].split(" | "))
    return Missing(row["fact"], re.compile(row["about"]), re.compile(row["given"]), tuple((a, b) for a, b in choices))


MISSING = tuple(map(_missing, rows("missing.tsv")))


def clarify(text: str) -> Clarification | None:
    """What to ask back, or None when the question says all that decides."""
    folded = fold(text)
    for one in MISSING:
        if one.about.search(folded) and not one.given.search(folded):
            stem = text.rstrip(" ?.!")
            choices = tuple(Choice(label=label, text=f"{stem} {words}?") for label, words in one.choices)
            return Clarification(fact=one.fact, choices=choices)
    return None
