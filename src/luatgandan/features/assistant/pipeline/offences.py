"""Fines of a question: two offences named at once, and what an article adds to a fine in another clause."""

import re
from collections.abc import Iterator

from luatgandan.lib.legaltext import Address, BadAddressError
from luatgandan.lib.vietnamese import fold

from .asks import asks
from .evidence import Article, units_of
from .values import Unit
from .vehicles import vehicle_in

FINES = frozenset(("fine", "points"))  # kinds of `asks`
_END = r"(?P<end>,? (?:thi |ma |se |co )*(?:bi )?(?:phat|xu phat|xu ly|tru|muc phat|bao nhieu)\b.*)"
_OFFENCE = (
    r"(?:khong|chua|vuot|chay|lai|cho|nghe|dung|su dung|uong|nhau|nguoc|di|qua|lang|dau|do|quay|bam|co|nong|chuyen|"
    r"danh vong|lan|bo chay)\b.+?"
)
_BOTH = (
    re.compile(
        rf"(?P<head>.*?)\b(?:vua|da) (?P<one>{_OFFENCE}),? (?:vua|lai|con|lai con|ma con) (?P<two>{_OFFENCE}){_END}"
    ),
    re.compile(rf"(?P<head>)(?P<one>.*?\b{_OFFENCE}) (?:va|cong voi|kem) (?P<two>{_OFFENCE}){_END}"),
)
_NAMED = re.compile(r"(?P<points>(?:điểm [a-zđ](?:, | và | hoặc | )?)*)khoản (?P<clause>\d+[a-zđ]?)")
_BESIDE = "Ngoài việc bị"  # how a clause begins that adds to the fines of its article


def offences(text: str) -> tuple[str, ...]:
    """A question about two offences as two questions, each with the vehicle; empty for all other questions."""
    folded = fold(text)
    if len(folded) != len(text) or not asks(text) & FINES:
        return ()
    found = next((match for pattern in _BOTH if (match := pattern.fullmatch(folded))), None)
    return tuple(_alone(text, folded, found, name) for name in ("one", "two")) if found else ()


def _alone(text: str, folded: str, found: re.Match[str], name: str) -> str:
    """One of both offences with what stands before and behind them."""
    parts = [text[slice(*found.span(group))] for group in ("head", name, "end")]
    vehicle, said = vehicle_in(folded), "".join(parts)
    return f"{text[slice(*vehicle.span())]} {said}" if vehicle and not vehicle_in(fold(said)) else said


def added(article: Article, unit: Unit) -> list[Unit]:
    """What the article adds to the offence of `unit`: points of the licence, the licence, the vehicle."""
    return [one for one in units_of(article) if _is_beside(one) and _holds(_names(article, one.words), unit.eid)]


def _holds(places: Iterator[str], eid: str) -> bool:
    return any(f"{eid}__".startswith(f"{place}__") for place in places)


def _is_beside(unit: Unit) -> bool:
    return any(_BESIDE in line[:20] for line in unit.lead)


def _names(article: Article, words: str) -> Iterator[str]:
    """The eIds of the clauses and points of the article itself that some words name."""
    number = article.node.number
    for found in _NAMED.finditer(words.partition(" Điều này")[0]):
        for point in re.findall(r"điểm ([a-zđ])", found["points"]) or [""]:
            try:
                yield Address(number, found["clause"], point).eid
            except BadAddressError:
                continue
