"""What kind of asking it is, from its words without marks. What is not recognised is a question about the law.

The order of the rules matters: danger first, then what must not be helped with, then what cannot be answered. A
rule that is not sure lets the question through: a wrong refusal costs a person more than "không tìm thấy căn cứ".
"""

import re
from dataclasses import dataclass

from luatgandan.lib.vietnamese import fold

from ..enums import Status
from .tables import lines, rows


@dataclass(frozen=True)
class Rule:
    """`pattern` over folded words leads to `status`; with `unless` the question stays one about the law."""

    status: Status
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def _rule(row: dict[str, str]) -> Rule:
    unless = re.compile(row["unless"]) if row["unless"] else None
    return Rule(Status(row["status"]), re.compile(row["pattern"]), unless)


RULES = tuple(map(_rule, rows("routes.tsv")))
_SENSITIVE = tuple(map(re.compile, lines("sensitive.txt")))


def route(text: str) -> Status | None:
    """The status the question ends with at once, or None: a question about the law."""
    folded = fold(text)
    if not re.search(r"\w", text):
        return Status.EMPTY
    for rule in RULES:
        if rule.pattern.search(folded) and not (rule.unless and rule.unless.search(folded)):
            return rule.status
    return None


def is_sensitive(text: str) -> bool:
    """Whether hotlines should stand beside the answer: violence, children, threats."""
    folded = fold(text)
    return any(pattern.search(folded) for pattern in _SENSITIVE)
