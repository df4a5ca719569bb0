"""What organisations let people find: the open ones, also under the names they and their predecessors had."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.utils.translation import override

from luatgandan.foundation.modules.registry import SearchItem

from ..models import Organisation, OrganisationChange, OrganisationQuerySet

ORGANISATIONS = "organisation"


def organisation_items() -> Iterator[SearchItem]:
    """All open organisations. Four queries."""
    yield from _items(Organisation.objects.open())


def load_organisations(keys: Iterable[str]) -> list[SearchItem]:
    """Some organisations by id."""
    return list(_items(Organisation.objects.open().filter(pk__in=list(keys))))


def _items(rows: OrganisationQuerySet) -> Iterator[SearchItem]:
    before = OrganisationChange.objects.prefetch_related(
        Prefetch("from_organisations", Organisation.objects.only("pk", "name"))
    )
    with override("vi"):
        for one in rows.select_related("ward", "parent").prefetch_related("states", Prefetch("changes_to", before)):
            yield _item(one)


def _item(one: Organisation) -> SearchItem:
    above = (one.parent.name,) if one.parent else ()
    return SearchItem(
        id=f"{ORGANISATIONS}:{one.pk}",
        kind="organisation",
        title=one.name,
        url=one.get_absolute_url(),
        text=" · ".join(part for part in (str(one.get_kind_display()), one.phone, one.address, one.note) if part),
        names=tuple(dict.fromkeys((one.name, *_old_names(one)))),
        path=(*above, *((one.ward.name,) if one.ward and one.ward.name not in above else ())),
    )


def _old_names(one: Organisation) -> Iterator[str]:
    yield from (state.name for state in one.states.all())
    for change in one.changes_to.all():
        yield from (source.name for source in change.from_organisations.all())
