"""The words of the law behind what search found, as they read on the day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from luatgandan.features.library import queries as library
from luatgandan.features.library.enums import Validity
from luatgandan.features.library.models import Document, ProvisionVersion
from luatgandan.foundation.search.pipeline.values import Result
from luatgandan.lib.legaltext.flat import flatten
from luatgandan.lib.legaltext.provisions import provision_of

from ..pipeline.evidence import Article, placed, units_of
from ..pipeline.values import Unit

Key = tuple[int, str]


def articles_of(results: Sequence[Result], day: date) -> list[Article]:
    """The articles among `results` that are law on `day`, in their order. Two queries."""
    return articles_at(list(dict.fromkeys(key for one in results if (key := _key(one.id)))), day)


def articles_at(wanted: Sequence[Key], day: date) -> list[Article]:
    """The articles of these addresses as they read on `day`, in the order given. Two queries."""
    rows = _versions(wanted, day)
    found = [rows[key] for key in wanted if key in rows]
    return [_article(version, rank, day) for rank, version in enumerate(found)]


def named_unit(entry: str, eid: str, day: date) -> Unit | None:
    """The provision `eid` in the article that search knows as `entry`; None where there are no such words that day."""
    key = _key(entry)
    if key is None or key[1] != provision_of(eid):
        return None
    version = _versions([key], day).get(key)
    return _inside(version, eid, day) if version else None


def warned(unit: Unit, day: date) -> Unit:
    """The unit with the documents that changed its article and whose words the library does not have.

    Without any, an article that reads so on the day stands itself, though only a part of its document does.
    """
    document = Document.objects.get(pk=unit.document)
    changes = library.untold_changes(document, library.relations_of(document), day=day)
    article = provision_of(unit.eid)
    untold = tuple(one.title for one in changes if one.touches(article))
    is_own = unit.state == Validity.PARTLY_EXPIRED and not untold
    return replace(unit, untold=untold, state=Validity.IN_FORCE.value if is_own else unit.state)


def cited_units(keys: Sequence[Key], day: date) -> list[Unit]:
    """The provisions of these addresses as they read on `day`; those without words here are left out. Two queries."""
    rows = _versions([(document, provision_of(eid)) for document, eid in keys], day)
    found = ((rows.get((document, provision_of(eid))), eid) for document, eid in keys)
    return [unit for version, eid in found if version and (unit := _inside(version, eid, day))]


def _inside(version: ProvisionVersion, eid: str, day: date) -> Unit | None:
    units = units_of(_article(version, 0, day))
    return next((placed(one) for one in units if one.eid == eid), None)


def _key(entry: str) -> Key | None:
    """Document and eId of "document:17/art_6@2025-01-01"; None for what is no article."""
    source, _, rest = entry.partition(":")
    document, _, eid = rest.partition("@")[0].partition("/")
    return (int(document), eid) if source == "document" and eid else None


def _versions(wanted: Sequence[Key], day: date) -> dict[Key, ProvisionVersion]:
    rows = ProvisionVersion.objects.on(day).filter(
        is_repealed=False,
        provision__document__in={document for document, _ in wanted},
        provision__eid__in={eid for _, eid in wanted},
    )
    known = rows.select_related("provision__document")
    found = {(one.provision.document_id, one.provision.eid): one for one in known}
    return {key: found[key] for key in wanted if key in found}


def _article(version: ProvisionVersion, rank: int, day: date) -> Article:
    provision, document = version.provision, version.provision.document
    node = version.node
    unit = Unit(
        id=f"{document.pk}/{provision.eid}", document=document.pk, eid=provision.eid, number=document.number,
        name=document.name, label=provision.label, url=document.provision_url(provision.eid),
        state=library.standing(document, day).state.value, heading=version.heading, words=flatten(node).text,
        valid_from=version.valid_from, valid_to=version.valid_to,
    )  # fmt: skip
    return Article(
        node=node, document=document.pk, number=document.number, name=document.name, url=unit.url, state=unit.state,
        rank=rank, unit=unit,
    )  # fmt: skip
