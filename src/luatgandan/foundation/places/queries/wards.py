"""Lists of wards, one ward, and what other rooms tell about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from luatgandan.foundation.modules.registry import SitemapEntry, offers
from luatgandan.lib.vietnamese import fold

from ..enums import AliasKind
from ..models import Ward


@dataclass(frozen=True, kw_only=True)
class Group:
    """Wards that belonged to one province before the merger."""

    former_province: str
    wards: list[Ward]


@dataclass(frozen=True, kw_only=True)
class ServicePoint:
    """A place where people of a ward get help."""

    name: str
    url: str
    kind: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class PointsOfService:
    """An offer: `find(ward code)` lists where people of that ward get help. The room of agencies makes it."""

    find: Callable[[str], Iterable[ServicePoint]]


def all_wards() -> list[Ward]:
    """Every ward by code."""
    return list(Ward.objects.all())


def ward_groups(*, area: str = "") -> list[Group]:
    """Wards grouped by former province, urban ones first in each; only one area when given."""
    wards = Ward.objects.in_area(area).order_by("former_province", "-area", "code")
    return [
        Group(former_province=name, wards=list(found))
        for name, found in groupby(wards, key=lambda ward: ward.former_province)
    ]


def get_ward(code: str) -> Ward:
    """One ward with its province. Raises Ward.DoesNotExist."""
    return Ward.objects.select_related("province").get(code=code)


def other_names(ward: Ward) -> list[str]:
    """Names in use beside the official one; old units and districts stand elsewhere, slips are for finding only."""
    official = {fold(ward.name), fold(ward.bare_name)}
    aliases = ward.aliases.filter(kind=AliasKind.COMMON_NAME).order_by("alias")
    return [alias.alias for alias in aliases if alias.folded not in official]


def points_of_service(code: str) -> list[ServicePoint]:
    """Where people of the ward get help, over all rooms that know."""
    return [point for offer in offers(PointsOfService) for point in offer.find(code)]


def sitemap_entries() -> Iterable[SitemapEntry]:
    """The public address of every ward."""
    for ward in Ward.objects.iterator():
        yield SitemapEntry(path=ward.get_absolute_url(), changed_at=ward.changed_at)
