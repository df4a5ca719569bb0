"""Who cites whom in a corpus, from the heads of its documents: "Căn cứ Luật … ngày …; Nghị định số …".

A document that many others rest on answers more questions than a letter of one office. The library counts this from its
own relations; a corpus of plain texts is counted here.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luatgandan.lib.legaltext.numbers import number_key, parse_number
from luatgandan.lib.legaltext.tree import Header
from luatgandan.lib.vietnamese import fold

_NUMBERLIKE = re.compile(r"\d[\w.]*[/-][\w./-]*\w")
_ACT = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s+([^;]{3,90}?),?\s+ngày\s+(\d+)\s+tháng\s+(\d+)\s+năm\s+(\d{4})"
)
_WORD = re.compile(r"\w+")
_ACTS = {"luat", "bo luat", "phap lenh", "hien phap"}
_SAME = 0.5  # of the words of the name that is cited


@dataclass(frozen=True, slots=True)
class Cites:
    """What a document is called, and what it names: numbers as keys, acts as (day, folded words of the name)."""

    id: str = ""
    number: str = ""
    act: tuple[date, frozenset[str]] | None = None
    numbers: frozenset[str] = frozenset()
    acts: tuple[tuple[date, frozenset[str]], ...] = ()


def cites_of(row: str, kind: str, number: str, issued: date | None, title: str, head: Header) -> Cites:
    """What one document is and names, from its head."""
    named = " ; ".join((*head.bases, head.enacting, head.title))
    is_act = fold(kind) in _ACTS
    return Cites(
        id=row,
        number=number_key(number) if number else "",
        act=(issued, _words(title)) if issued and is_act else None,
        numbers=frozenset(one.key for one in map(parse_number, _NUMBERLIKE.findall(named)) if one),
        acts=tuple(_acts(named)),
    )


def count_cited(documents: Sequence[Cites]) -> Counter[str]:
    """By how many other documents each is named."""
    by_number = {one.number: one.id for one in reversed(documents) if one.number}
    by_day: dict[date, list[tuple[frozenset[str], str]]] = defaultdict(list)
    for one in documents:
        if one.act:
            by_day[one.act[0]].append((one.act[1], one.id))
    counts: Counter[str] = Counter()
    for one in documents:
        found = {by_number[number] for number in one.numbers if number in by_number}
        found |= {match for day, name in one.acts if (match := _same(name, by_day.get(day, ())))}
        counts.update(found - {one.id})
    return counts


def _acts(text: str) -> Iterable[tuple[date, frozenset[str]]]:
    for name, day, month, year in _ACT.findall(text):
        try:
            yield date(int(year), int(month), int(day)), _words(name)
        except ValueError:
            continue


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(name)))


def _same(name: frozenset[str], acts: Iterable[tuple[frozenset[str], str]]) -> str:
    """The act of that day whose title shares most words with `name`."""
    best = max(acts, key=lambda act: len(name & act[0]), default=None)
    return best[1] if best and len(name & best[0]) >= _SAME * len(name) else ""
