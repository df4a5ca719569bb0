"""Provisions that something of a room rests on: found by their address or by words, and read on its day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.queries import search
from luatgandan.lib.legaltext.address import label_of
from luatgandan.lib.legaltext.citations import Context, read
from luatgandan.lib.legaltext.edits import find_unit
from luatgandan.lib.legaltext.flat import flatten
from luatgandan.lib.legaltext.provisions import provision_of

from ..models import ProvisionVersion
from .records import document_bearing

Key = tuple[int, str]
MOST, SHORTEST = 8, 2


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """One provision as it reads on a day; `key` is "17/art_6__para_2"."""

    key: str
    label: str
    name: str
    heading: str
    words: str
    url: str


def key_of(text: str) -> Key | None:
    """Document and eId of "17/art_6"; None for anything else."""
    document, _, eid = text.partition("/")
    return (int(document), eid) if document.isdecimal() and len(document) < 10 and eid.startswith("art_") else None


def keys_of(texts: Iterable[str]) -> list[Key]:
    """Each address once, in order; what is none is left out."""
    return list(dict.fromkeys(key for one in texts if (key := key_of(one))))


def provisions_on(keys: Sequence[Key], day: date) -> list[Chosen]:
    """The provisions that stand on the day, in the order given. One query."""
    rows = ProvisionVersion.objects.on(day).filter(
        is_repealed=False, provision__document__in={document for document, _ in keys},
        provision__eid__in={provision_of(eid) for _, eid in keys},
    ).select_related("provision__document")  # fmt: skip
    known = {(one.provision.document_id, one.provision.eid): one for one in rows}
    found = ((eid, known.get((document, provision_of(eid)))) for document, eid in keys)
    return [one for eid, version in found if version and (one := _basis(version, eid))]


def found_provisions(text: str, *, today: date) -> list[Chosen]:
    """What was typed as an address ("khoản 2 Điều 7 Nghị định 168/2024/NĐ-CP"), else articles that search finds."""
    if len(text.strip()) < SHORTEST:
        return []
    return provisions_on(named(text) or _searched(text, today), today)


def _basis(version: ProvisionVersion, eid: str) -> Chosen | None:
    unit, document = find_unit(version.node, eid), version.provision.document
    if unit is None:
        return None
    return Chosen(
        key=f"{document.pk}/{eid}", label=label_of(eid), name=document.name, heading=version.heading,
        words=flatten(unit).text, url=document.provision_url(eid),
    )  # fmt: skip


def named(text: str) -> list[Key]:
    """The provisions that a text names with their documents, each once."""
    mentions, _ = read(text, Context())
    found: dict[Key, None] = {}
    for mention in mentions:
        document = document_bearing(mention.document.number) if mention.document.number else None
        for place in mention.places if document else ():
            if document and place.address and place.address.article:
                found[document.pk, place.address.eid] = None
    return list(found)


def _searched(text: str, today: date) -> list[Key]:
    """Search knows an article as "document:17/art_6@2025-01-01"."""
    query = SearchQuery(text=text, facets={"kind": ("article",)}, is_grouped=False, per_page=MOST)
    found = search(query, today=today)
    return keys_of(one.id.partition(":")[2].partition("@")[0] for one in found.results)
