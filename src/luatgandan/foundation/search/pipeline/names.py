"""Names by which a document or article is found exactly, as tokens of the field NAMES.

A document bears "168-2024-nd-cp" and the shorter forms that people type ("nd-168-2024", "nd-168"), and its names in
words ("luat_dat_dai"). What stands in it bears the same with "in:" before it, with its article behind it
("in:nd-168/art_6") and its own address ("art_6"), so that one look-up finds the article of the document that was named,
and never an article before its document, nor the sixth article of another one.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from luatgandan.lib.legaltext.numbers import TypedNumber, number_key, parse_number
from luatgandan.lib.vietnamese import fold

from .tokens import tokenise

IN = "in:"
_MAX_NAME = 120


def names_of(*, number: str, others: Iterable[str], eid: str) -> list[str]:
    """The tokens for one thing that can be found; `eid` when it stands inside a document."""
    whole = _whole(number, tuple(others))
    if not eid:
        return list(whole)
    inside = [f"{IN}{token}" for token in whole]
    article = article_of(eid)
    return [*inside, *(f"{token}/{article}" for token in inside), article, eid]


@lru_cache(maxsize=1_000)
def _whole(number: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens of a document; remembered, for its articles bear them too."""
    tokens = [*number_names(number), *(name_token(name) for name in others)]
    return tuple(token for token in dict.fromkeys(tokens) if token)


def article_in(document: str, eid: str) -> str:
    """The token of an article of the document with the token `document`."""
    return f"{IN}{document}/{article_of(eid)}"


def article_of(eid: str) -> str:
    """The article that an eId stands in: "art_6__para_3" is in "art_6"."""
    return next((part for part in eid.split("__") if part.startswith("art_")), eid)


def number_names(number: str) -> Iterator[str]:
    """The forms in which people type the number of a document, all by which it can be told."""
    parsed = parse_number(number) if number else None
    if parsed is None:
        if key := number_key(number):
            yield key
        return
    yield parsed.key
    issuer = fold(parsed.issuers[0]) if parsed.issuers else ""
    kind = fold(parsed.kind) or ("luat" if issuer.startswith("qh") else "")  # laws name no kind in their numbers
    yield from _forms(number_key(parsed.number), parsed.year, kind, issuer)


def _forms(digits: str, year: int | None, kind: str, issuer: str) -> Iterator[str]:
    for kind_part in dict.fromkeys((kind, "")):
        for year_part in dict.fromkeys((str(year or ""), "")):
            for issuer_part in dict.fromkeys((issuer, "")):
                if kind_part or year_part or issuer_part:
                    yield "-".join(part for part in (kind_part, digits, year_part, issuer_part) if part)


def typed_name(typed: TypedNumber) -> str:
    """The token that a typed number is looked up by."""
    digits = number_key(typed.number)
    kind = "" if typed.kind == "cv" else typed.kind
    return "-".join(part for part in (kind, digits, str(typed.year or ""), typed.issuer) if part)


def name_token(name: str) -> str:
    """A name in words as one token: "Luật Đất đai" is "luat_dat_dai"; "" when it is too long to be typed."""
    folded = tokenise(name)[1].split()
    token = "_".join(folded)
    return token if len(token) <= _MAX_NAME else ""
