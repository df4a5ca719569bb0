"""What a question wants to hear (where, how long, how much …) and what it denies: two questions about one thing may
want different answers.
"""

import re

from luatgandan.lib.vietnamese import fold

from .tables import rows

_TABLE = tuple((row["asks"], re.compile(row["pattern"])) for row in rows("asks.tsv"))
_DENIED = re.compile(
    r"\b(?:khong|chua|chang|hong|khoi)(?: (?:duoc|co|phai|bi|con|chiu|muon|he|biet|dam))* (?P<what>\w+)"
)


def asks(text: str) -> frozenset[str]:
    """The kinds of answer that `text` asks for, as `data/asks.tsv` names them; empty where it only asks whether."""
    folded = fold(text)
    return frozenset(kind for kind, pattern in _TABLE if pattern.search(folded))


def contradicts(asked: str, known: str) -> bool:
    """Whether one denies what the other holds for so ("không đồng ý ly hôn", "đồng ý ly hôn")."""
    one, two = fold(asked), fold(known)
    shared = set(re.findall(r"\w+", one)) & set(re.findall(r"\w+", two))
    return _denied(one) & shared != _denied(two) & shared


def _denied(folded: str) -> frozenset[str]:
    return frozenset(found["what"] for found in _DENIED.finditer(folded))
