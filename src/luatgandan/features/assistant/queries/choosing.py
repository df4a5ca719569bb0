"""Choosing articles or parts of them for a draft: an address as people type it, else what search finds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luatgandan.features.library.queries.records import document_bearing
from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.queries import search
from luatgandan.lib.legaltext.citations import Context, read
from luatgandan.lib.legaltext.provisions import provision_of

from ..drafting.sources import cut, holds, label, own_words
from ..pipeline.evidence import Article, placed, units_of
from ..pipeline.values import Unit
from .addressing import key_of
from .retrieving import Key, articles_at, articles_of

MOST = 12
SHORTEST = 2
SHOWN = 90  # letters of a part, to know it by


@dataclass(frozen=True, kw_only=True)
class Part:
    """A clause or point that may be chosen instead of the whole article, with its first words."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An article, or a part of one, that may be chosen: `key` is "17/art_6"; `parts` what else its article offers."""

    key: str
    label: str
    heading: str
    name: str
    number: str
    state: str
    url: str
    parts: tuple[Part, ...] = ()


def choices(text: str, *, today: date) -> list[Choice]:
    """What was typed as an address ("khoản 2 Điều 7 Nghị định 168/2024/NĐ-CP"), else articles that search finds."""
    if len(text.strip()) < SHORTEST:
        return []
    named = _named(text)
    if named:
        return chosen(named, day=today)
    query = SearchQuery(text=text, facets={"kind": ("article",)}, is_grouped=False, per_page=MOST)
    return [_choice(one.unit) for one in articles_of(search(query, today=today), today)]


def chosen(keys: Sequence[Key], *, day: date) -> list[Choice]:
    """The places of these keys that stand on the day. Two queries."""
    homes = dict.fromkeys((document, provision_of(eid)) for document, eid in keys)
    return [one for article in articles_at(list(homes), day) for one in _taken(article, keys)]


def _taken(article: Article, keys: Sequence[Key]) -> list[Choice]:
    """What is chosen of an article; the last one offers its other parts."""
    units = [placed(one) for one in units_of(article)]
    taken = [one for one in units if (one.document, one.eid) in keys]
    parts = tuple(
        Part(key=one.id, label=label(one), words=cut(own_words(one), SHOWN)) for one in units[1:] if one not in taken
    )
    return [_choice(one, parts if one is taken[-1] else ()) for one in taken]


def place_of(text: str) -> Key | None:
    """Document and eId of "17/art_6" or of a part of an article; None for anything else."""
    key = key_of(text)
    return key if key and key[1].startswith("art_") else None


def settled(keys: Iterable[Key]) -> list[Key]:
    """Each place once; of an article and its parts what was chosen last."""
    kept: list[Key] = []
    for key in keys:
        kept = [one for one in kept if one[0] != key[0] or not (holds(one[1], key[1]) or holds(key[1], one[1]))]
        kept.append(key)
    return kept


def _named(text: str) -> list[Key]:
    mentions, _ = read(text, Context())
    found: dict[Key, None] = {}
    for mention in mentions:
        document = document_bearing(mention.document.number) if mention.document.number else None
        for place in mention.places if document else ():
            if document and place.address and place.address.article:
                found[document.pk, place.address.eid] = None
    return list(found)


def _choice(unit: Unit, parts: tuple[Part, ...] = ()) -> Choice:
    return Choice(
        key=unit.id, label=label(unit), heading=unit.heading, name=unit.name, number=unit.number, state=unit.state,
        url=unit.url, parts=parts,
    )  # fmt: skip
