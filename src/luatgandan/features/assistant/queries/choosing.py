"""Choosing articles for a draft: an address as people type it, else what search finds."""

from dataclasses import dataclass
from datetime import date

from luatgandan.features.library.queries.records import document_bearing
from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.queries import search
from luatgandan.lib.legaltext import Address
from luatgandan.lib.legaltext.citations import Context, read

from ..pipeline.evidence import Article
from .addressing import key_of
from .retrieving import Key, articles_at, articles_of

MOST = 12
SHORTEST = 2


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An article that may be chosen: `key` is "17/art_6"."""

    key: str
    label: str
    heading: str
    name: str
    number: str
    state: str
    url: str


def choices(text: str, *, today: date) -> list[Choice]:
    """Articles for what was typed: the one named ("Điều 7 Nghị định 168/2024/NĐ-CP"), else those that search finds."""
    if len(text.strip()) < SHORTEST:
        return []
    named = _named(text)
    if named:
        return chosen(named, day=today)
    query = SearchQuery(text=text, facets={"kind": ("article",)}, is_grouped=False, per_page=MOST)
    return [_choice(one) for one in articles_of(search(query, today=today).results, today)]


def chosen(keys: list[Key], *, day: date) -> list[Choice]:
    """The articles of these keys that stand on the day. Two queries."""
    return [_choice(one) for one in articles_at(keys, day)]


def article_of(text: str) -> Key | None:
    """Document and article of "17/art_6"; None for anything else."""
    key = key_of(text)
    return key if key and key[1].startswith("art_") else None


def _named(text: str) -> list[Key]:
    mentions, _ = read(text, Context())
    found: dict[Key, None] = {}
    for mention in mentions:
        document = document_bearing(mention.document.number) if mention.document.number else None
        for place in mention.places if document else ():
            if document and place.address and place.address.article:
                found[document.pk, Address(place.address.article).eid] = None
    return list(found)


def _choice(article: Article) -> Choice:
    unit = article.unit
    return Choice(
        key=unit.id, label=unit.label, heading=unit.heading, name=unit.name, number=unit.number, state=unit.state,
        url=unit.url,
    )  # fmt: skip
