"""Who relies on a provision, and on what it relies."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import QuerySet

from luatgandan.foundation.modules.registry import offers

from ..enums import Origin
from ..models import Citation, Document, ProvisionVersion
from ..registry import CitingSource

PER_PAGE = 20
FROM_ROOMS = 40


@dataclass(frozen=True, kw_only=True)
class Citing:
    """One citing thing: `label` and `url` lead to it, `says` is what it tells people, `eids` the places it cites."""

    label: str
    url: str
    says: str = ""
    eids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CitingGroup:
    """Citing things of one kind ("Câu hỏi của người dân")."""

    title: str
    things: list[Citing] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CitedBy:
    """All that cites a provision: what rooms made by kind, then one slice of the documents."""

    groups: list[CitingGroup]
    documents: Slice[Any]

    @property
    def is_empty(self) -> bool:
        """Whether nothing cites it."""
        return not self.groups and not self.documents.paginator.count


def cited_by(document: Document, eid: str, *, number: str | None = None) -> CitedBy:
    """What cites a provision or anything inside it; things of rooms first. Three queries."""
    inside = document.citations.filter(eid=eid) | document.citations.filter(eid__startswith=f"{eid}__")
    return CitedBy(
        groups=_groups(inside.shown().select_related("content_type")[:FROM_ROOMS]),
        documents=Paginator(_from_documents(inside), PER_PAGE).get_page(number),
    )


def _from_documents(inside: QuerySet[Citation]) -> QuerySet[Citation, Any]:
    """Each citing place once: one sentence often names three points of the same article."""
    rows = inside.exclude(origin=Origin.ROOM).order_by("label", "url")
    return rows.values("label", "url").distinct()


def _groups(rows: Iterable[Citation]) -> list[CitingGroup]:
    titles = {offer.model.lower(): str(offer.title) for offer in offers(CitingSource)}
    found = sorted(rows, key=lambda one: (one.content_type_id, one.label, one.part, one.pk))
    groups = []
    for kind, citations in groupby(found, key=lambda one: one.content_type):
        title = titles.get(f"{kind.app_label}.{kind.model}") or kind.name
        things = [_thing(list(same)) for _, same in groupby(citations, key=lambda one: (one.label, one.url))]
        groups.append(CitingGroup(title=title[:1].upper() + title[1:], things=things))
    return groups


def _thing(rows: list[Citation]) -> Citing:
    said = next((one.says for one in rows if one.says), "")
    return Citing(label=rows[0].label, url=rows[0].url, says=said, eids=tuple(one.eid for one in rows if one.eid))


@dataclass(frozen=True, kw_only=True)
class Cites:
    """A document that an article cites, with the places in it."""

    name: str
    url: str
    places: list[tuple[str, str]]


def cites_of(version: ProvisionVersion) -> list[Cites]:
    """What the words of a version cite, document by document; documents not in the library by number. One query."""
    kind = ContentType.objects.get_for_model(ProvisionVersion)
    rows = Citation.objects.filter(content_type=kind, object_id=version.pk).select_related("document")
    found: dict[str, Cites] = {}
    for row in rows.order_by("start", "pk"):
        name = row.document.name if row.document else row.number
        one = found.setdefault(
            name, Cites(name=name, url=row.document.get_absolute_url() if row.document else "", places=[])
        )
        place = (row.address.label if row.article else "", row.target_url)
        if place[0] and place not in one.places:
            one.places.append(place)
    return list(found.values())
