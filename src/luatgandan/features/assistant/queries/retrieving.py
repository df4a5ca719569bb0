"""The words of the law behind what search found, as they read on the day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from luatgandan.features.library import queries as library
from luatgandan.features.library.enums import Validity
from luatgandan.features.library.models import Document, Provision, ProvisionVersion
from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.search.pipeline.values import SearchResults
from luatgandan.lib.legaltext.provisions import provision_of

from ..pipeline.evidence import Article, placed, units_of
from ..pipeline.values import Unit

Key = tuple[int, str]
KEPT = 500  # articles, and documents of a day


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
    """The articles of these addresses as they read on `day`, in the order given. Three queries at most."""
    rows = _versions(wanted, day) if wanted else {}
    documents = {one.provision.document_id: one.provision.document for one in rows.values()}
    told = {key: (one.name, library.standing(one, day).state.value) for key, one in documents.items()}
    units = {key: _unit(one, *told[key[0]]) for key, one in rows.items()}
    read = _read({units[key]: one for key, one in rows.items()})
    return [read[units[key]] for key in wanted if key in rows]


def named_unit(entry: str, eid: str, day: date) -> Unit | None:
    """The provision `eid` in the article that search knows as `entry`; None where there are no such words that day."""
    key = _key(entry)
    if key is None or key[1] != provision_of(eid):
        return None
    return next(iter(cited_units([(key[0], eid)], day)), None)


def warned(units: Sequence[Unit], day: date) -> list[Unit]:
    """The units with the documents that changed their articles and whose words the library does not have."""
    changes = _untold({one.document for one in units}, day)
    return [_warned(unit, changes[unit.document]) for unit in units]


def _untold(documents: Collection[int], day: date) -> dict[int, Sequence[library.Untold]]:
    """What is not told of the changes of each document; kept as articles are."""
    kept = remember("assistant.untold", dict[tuple[int, date], Sequence[library.Untold]])
    found = {key: told for key in documents if (told := kept.get((key, day))) is not None}  # others may clear it
    new = Document.objects.in_bulk(set(documents) - found.keys())
    for key, one in new.items():
        bearings = library.relations_of(one, kinds=library.CHANGING, is_acted_on=True)
        found[key] = library.untold_changes(one, bearings, day=day)
    if len(kept) > KEPT:
        kept.clear()
    kept.update(((key, day), found[key]) for key in new)
    return found


def _warned(unit: Unit, changes: Sequence[library.Untold]) -> Unit:
    """Without a change, an article that reads so on the day stands itself, though only a part of its document does."""
    untold = tuple(one.title for one in changes if one.touches(provision_of(unit.eid)))
    is_own = unit.state == Validity.PARTLY_EXPIRED and not untold
    return replace(unit, untold=untold, state=Validity.IN_FORCE.value if is_own else unit.state)


def cited_units(keys: Sequence[Key], day: date) -> list[Unit]:
    """The provisions of these addresses as they read on `day`; those without words here are left out."""
    articles = articles_at(list(dict.fromkeys((document, provision_of(eid)) for document, eid in keys)), day)
    known = {(one.document, one.eid): one for article in articles for one in units_of(article)}
    return [placed(known[key]) for key in keys if key in known]


def _key(entry: str) -> Key | None:
    """Document and eId of "document:17/art_6@2025-01-01"; None for what is no article."""
    source, _, rest = entry.partition(":")
    document, _, eid = rest.partition("@")[0].partition("/")
    return (int(document), eid) if source == "document" and eid else None


def _versions(wanted: Sequence[Key], day: date) -> dict[Key, ProvisionVersion]:
    """The versions of these articles that are law on `day`, without their words."""
    documents, eids = {document for document, _eid in wanted}, {eid for _document, eid in wanted}
    known = Provision.objects.filter(document__in=documents, eid__in=eids).order_by()
    keys = {pk: (document, eid) for pk, document, eid in known.values_list("pk", "document", "eid")}
    places = [pk for pk, key in keys.items() if key in set(wanted)]
    rows = ProvisionVersion.objects.on(day).filter(provision__in=places, is_repealed=False).order_by()
    return {keys[one.provision_id]: one for one in rows.select_related("provision__document").defer("content", "text")}


def _unit(version: ProvisionVersion, name: str, state: str) -> Unit:
    provision, document = version.provision, version.provision.document
    return Unit(
        id=f"{document.pk}/{provision.eid}", document=document.pk, eid=provision.eid, number=document.number,
        name=name, label=provision.label, url=document.provision_url(provision.eid), state=state,
        heading=version.heading, valid_from=version.valid_from, valid_to=version.valid_to,
    )  # fmt: skip


def _read(versions: Mapping[Unit, ProvisionVersion]) -> dict[Unit, Article]:
    """The articles with their units. Few answer most questions: what was read is kept until public content changes."""
    kept = remember("assistant.articles", dict[tuple[Unit, str], Article])
    marks = {unit: (unit, one.text_hash) for unit, one in versions.items()}
    found = {unit: article for unit, mark in marks.items() if (article := kept.get(mark))}
    new = {one.pk: unit for unit, one in versions.items() if unit not in found}
    for version in ProvisionVersion.objects.filter(pk__in=new).only("content").order_by() if new else ():
        article = Article(node=version.node, unit=new[version.pk])
        found[article.unit] = replace(article, units=units_of(article))
    if len(kept) > KEPT:
        kept.clear()
    kept.update((marks[unit], found[unit]) for unit in new.values())
    return found
