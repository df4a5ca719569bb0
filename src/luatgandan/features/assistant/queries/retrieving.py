"""The words of the law behind what search found, as they read on the day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from luatgandan.features.library import queries as library
from luatgandan.features.library.enums import Validity
from luatgandan.features.library.models import Document, ProvisionVersion
from luatgandan.foundation.search.pipeline.values import SearchResults
from luatgandan.lib.legaltext.provisions import provision_of

from ..pipeline.evidence import Article, placed, units_of
from ..pipeline.values import Unit

Key = tuple[int, str]


def articles_of(found: SearchResults, day: date) -> list[Article]:
    """The articles found that are law on `day`, in their order, with what search thinks of them and their documents."""
    results = {key: one for one in reversed(found.results) if (key := _key(one.id))}
    scores = _scaled({key: one.score for key, one in results.items()})
    documents = _scaled({key: found.documents.get(one.group, 0.0) for key, one in results.items()})
    articles = articles_at(list(dict.fromkeys(key for one in found.results if (key := _key(one.id)))), day)
    keys = ((one.unit.document, one.unit.eid) for one in articles)
    return [
        replace(one, score=scores[key], document_score=documents[key]) for one, key in zip(articles, keys, strict=True)
    ]


def _scaled(scores: Mapping[Key, float]) -> dict[Key, float]:
    """From 0, the least, to 1; all 1 where none is better."""
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {key: (one - low) / (high - low) if high > low else 1.0 for key, one in scores.items()}


def articles_at(wanted: Sequence[Key], day: date) -> list[Article]:
    """The articles of these addresses as they read on `day`, in the order given. Two queries."""
    rows = _versions(wanted, day)
    documents = {one.provision.document_id: one.provision.document for one in rows.values()}
    told = {key: (one.name, library.standing(one, day).state.value) for key, one in documents.items()}
    return [_article(rows[key], *told[key[0]]) for key in wanted if key in rows]


def named_unit(entry: str, eid: str, day: date) -> Unit | None:
    """The provision `eid` in the article that search knows as `entry`; None where there are no such words that day."""
    key = _key(entry)
    if key is None or key[1] != provision_of(eid):
        return None
    return next(iter(cited_units([(key[0], eid)], day)), None)


def warned(units: Sequence[Unit], day: date) -> list[Unit]:
    """The units with the documents that changed their articles and whose words the library does not have."""
    documents = Document.objects.in_bulk({one.document for one in units})
    changes = {
        key: library.untold_changes(one, library.relations_of(one, kinds=library.CHANGING, is_acted_on=True), day=day)
        for key, one in documents.items()
    }
    return [_warned(unit, changes[unit.document]) for unit in units]


def _warned(unit: Unit, changes: Sequence[library.Untold]) -> Unit:
    """Without a change, an article that reads so on the day stands itself, though only a part of its document does."""
    untold = tuple(one.title for one in changes if one.touches(provision_of(unit.eid)))
    is_own = unit.state == Validity.PARTLY_EXPIRED and not untold
    return replace(unit, untold=untold, state=Validity.IN_FORCE.value if is_own else unit.state)


def cited_units(keys: Sequence[Key], day: date) -> list[Unit]:
    """The provisions of these addresses as they read on `day`; those without words here are left out. Two queries."""
    articles = articles_at(list(dict.fromkeys((document, provision_of(eid)) for document, eid in keys)), day)
    known = {(one.document, one.eid): one for article in articles for one in units_of(article)}
    return [placed(known[key]) for key in keys if key in known]


def _key(entry: str) -> Key | None:
    """Document and eId of "document:17/art_6@2025-01-01"; None for what is no article."""
    source, _, rest = entry.partition(":")
    document, _, eid = rest.partition("@")[0].partition("/")
    return (int(document), eid) if source == "document" and eid else None


def _versions(wanted: Sequence[Key], day: date) -> dict[Key, ProvisionVersion]:
    places = (Q(provision__document=document, provision__eid=eid) for document, eid in wanted)
    rows = ProvisionVersion.objects.on(day).filter(reduce(or_, places, Q(pk__in=())), is_repealed=False)
    known = rows.select_related("provision__document")
    found = {(one.provision.document_id, one.provision.eid): one for one in known}
    return {key: found[key] for key in wanted if key in found}


def _article(version: ProvisionVersion, name: str, state: str) -> Article:
    provision, document = version.provision, version.provision.document
    unit = Unit(
        id=f"{document.pk}/{provision.eid}", document=document.pk, eid=provision.eid, number=document.number,
        name=name, label=provision.label, url=document.provision_url(provision.eid), state=state,
        heading=version.heading, valid_from=version.valid_from, valid_to=version.valid_to,
    )  # fmt: skip
    return Article(node=version.node, unit=unit)
