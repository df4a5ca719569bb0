"""Lines under the search box while someone types: documents by number or name, articles, topics, words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from math import log1p

from luatgandan.backends.search.base import MARKED, Candidate, Clause, Field, Filter, Occur, Plan, SearchEngine
from luatgandan.lib.legaltext.numbers import number_key
from luatgandan.lib.vietnamese import clean

from ..enums import Kind
from .mentions import find_mention
from .names import article_in
from .tokens import tokenise
from .values import Suggestion

SHORTEST = 2  # letters
_LONGEST = 80
_LOOKED_AT = 40
_SYLLABLES = 8
_NAMED = 6.0
# How much earlier a thing stands than its words alone would tell.
_BONUS: dict[str, float] = {
    Kind.DOCUMENT: 3.0,
    Kind.TOPIC: 2.5,
    Kind.TERM: 2.0,
    Kind.QUESTION: 1.5,
    Kind.PAGE: 1.0,
    Kind.ARTICLE: 1.0,
    Kind.ANNEX: 0.5,
    Kind.NEWS: 0.5,
}
_PER_KIND = 4
_BEGINS = 4.0
_ADDRESS = re.compile(r"^dieu \w+ ")


def suggest(engine: SearchEngine, text: str, *, today: date, limit: int = 8) -> list[Suggestion]:
    """At most `limit` things that `text` may be the beginning of, best first; none before two letters."""
    typed = clean(text)[:_LONGEST]
    if len(typed) < SHORTEST:
        return []
    filters = (Filter(name="valid_to", low=today.toordinal() + 1),)
    candidates: dict[str, Candidate] = {}
    for occur in (Occur.MUST, Occur.SHOULD):
        clauses = tuple(_clauses(typed, occur))
        found = engine.search(Plan(clauses=clauses, filters=filters, limit=_LOOKED_AT)) if clauses else None
        for one in found.candidates if found else ():
            candidates.setdefault(one.id.rpartition("#")[0], one)
        if candidates:
            break
    begin = tokenise(typed)[1]
    return list(_chosen(sorted(candidates.values(), key=lambda one: _order(one, begin)), limit))


def _clauses(typed: str, occur: Occur) -> list[Clause]:
    """A number or name that begins so, else what has these words in its title, the last one perhaps unfinished."""
    mention = find_mention(typed)
    if mention.article and mention.document:
        return [Clause(field=Field.NAMES, term=article_in(mention.document, mention.article), occur=Occur.MUST)]
    marked, folded = (tokens.split()[-_SYLLABLES:] for tokens in tokenise(typed))
    has_number = any(letter.isdecimal() for letter in typed)
    names = {mention.document, number_key(typed) if has_number else "", "_".join(folded) if len(folded) > 1 else ""}
    clauses = [Clause(field=Field.NAMES, term=one, weight=_NAMED, is_prefix=True) for one in sorted(names) if one]
    if has_number and (occur is Occur.MUST or "/" in typed):  # half a number is no words
        return clauses
    return [*clauses, *_in_title(marked, folded, occur, is_open=not typed.endswith(" "))]


def _in_title(marked: Sequence[str], folded: Sequence[str], occur: Occur, *, is_open: bool) -> Iterator[Clause]:
    for at, (token, plain) in enumerate(zip(marked, folded, strict=True), 1):
        field, term = (MARKED[Field.TITLE], token) if token != plain else (Field.TITLE, plain)
        is_last = is_open and at == len(folded)
        if is_last and len(plain) == 1 and at > 1:
            return  # a single letter begins too many words to tell anything
        yield Clause(field=field, term=term, occur=Occur.SHOULD if is_last else occur, is_prefix=is_last)


def _order(one: Candidate, begin: str) -> tuple[float, str]:
    """Best first: how well the words fit, whether it begins so, what kind of thing it is, how much rests on it."""
    bonus = _BONUS.get(one.kind, 0.0)
    if _ADDRESS.sub("", tokenise(str(one.stored["title"]))[1]).startswith(begin):
        bonus += _BEGINS
    return -(one.score + bonus + log1p(one.numbers.get("cited", 0))), one.id


def _chosen(candidates: list[Candidate], limit: int) -> Iterator[Suggestion]:
    """The best ones, not too many of a kind, none twice by its text."""
    seen: set[tuple[str, str]] = set()
    counts: Counter[str] = Counter()
    for one in candidates:
        stored, kind = one.stored, one.kind
        detail = str(stored["number"] or " › ".join(stored["path"][:1]))
        if (stored["title"], detail) in seen or counts[kind] >= _PER_KIND or sum(counts.values()) >= limit:
            continue
        seen.add((stored["title"], detail))
        counts[kind] += 1
        yield Suggestion(text=stored["title"], kind=kind, url=stored["url"], detail=detail)
