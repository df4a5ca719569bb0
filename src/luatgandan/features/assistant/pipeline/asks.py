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
# "Đất ở từ trước năm 1980": since when something is so, not the law of which day.
_SINCE = re.compile(r"\b(?:tu|truoc|tu truoc) (?:nam )?(?:19|20)\d\d\b")
_MEANINGS = tuple(
    re.compile(rf"(?:cho (?:tôi|em|mình) )?(?:xin )?(?:hỏi )?{form}", re.I)
    for form in (
        r"(?P<term>.{2,80}?)(?: có)?(?: được hiểu| nghĩa)?(?: là gì| la gi| là như thế nào)",
        r"(?:như )?(?:thế nào|the nao) (?:là|la) (?P<term>.{2,80})",
        r"(?:khái niệm|định nghĩa)(?: về)? (?P<term>.{2,80})",
    )
)


def asks(text: str) -> frozenset[str]:
    """The kinds of answer that `text` asks for, as `data/asks.tsv` names them; empty where it only asks whether."""
    folded = fold(text)
    return frozenset(kind for kind, pattern in _TABLE if pattern.search(folded))


def tells_since(text: str) -> bool:
    """Whether the year in `text` says since when or before when something is so."""
    return bool(_SINCE.search(fold(text)))


def contradicts(asked: str, known: str) -> bool:
    """Whether one denies what the other holds for so ("không đồng ý ly hôn", "đồng ý ly hôn")."""
    one, two = fold(asked), fold(known)
    shared = set(re.findall(r"\w+", one)) & set(re.findall(r"\w+", two))
    return _denied(one) & shared != _denied(two) & shared


def _denied(folded: str) -> frozenset[str]:
    return frozenset(found["what"] for found in _DENIED.finditer(folded))


def term_asked(text: str) -> str:
    """The term whose meaning is asked ("Tạm trú là gì?"), as typed; empty where something else is asked."""
    found = next((match for pattern in _MEANINGS if (match := pattern.fullmatch(text.strip(" ?.!")))), None)
    return found["term"].strip(" ,“”\"'") if found else ""
