"""What places let people find: every ward under all names it has and had."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import override

from luatgandan.foundation.modules.registry import SearchItem

from ..models import Ward

PLACES = "place"


def ward_items() -> Iterator[SearchItem]:
    """All wards and communes. Three queries."""
    yield from _items(Ward.objects.all())


def load_wards(keys: Iterable[str]) -> list[SearchItem]:
    """Some wards by code."""
    return list(_items(Ward.objects.filter(code__in=list(keys))))


def _items(wards: "QuerySet[Ward]") -> Iterator[SearchItem]:
    with override("vi"):
        for ward in wards.select_related("province").prefetch_related("aliases"):
            yield _item(ward)


def _item(ward: Ward) -> SearchItem:
    aliases = [one.alias for one in ward.aliases.all()]
    return SearchItem(
        id=f"{PLACES}:{ward.code}",
        kind="place",
        title=ward.name,
        url=ward.get_absolute_url(),
        text="\n".join((*ward.former_unit_list, *ward.former_district_list, ward.seat)).strip(),
        names=tuple(dict.fromkeys((ward.name, ward.bare_name, ward.code, *aliases))),
        path=(ward.province.name, *((ward.former_province,) if ward.former_province else ())),
    )
