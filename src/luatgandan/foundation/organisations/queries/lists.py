"""Lists for people: who can help, near whom, and one organisation."""

from collections.abc import Iterable, Iterator

from django.db.models import Case, F, IntegerField, Value, When

from luatgandan.foundation.modules.registry import SitemapEntry
from luatgandan.foundation.places.models import Ward
from luatgandan.foundation.places.queries import ServicePoint
from luatgandan.lib.vietnamese import clean, fold

from ..enums import OrganisationKind
from ..models import Organisation, OrganisationQuerySet

MAX_TEXT = 120


def get_organisation(code: str) -> Organisation:
    """One organisation with its ward and parent, open or closed. Raises Organisation.DoesNotExist."""
    return Organisation.objects.select_related("ward", "parent").get(code=code)


def search(*, text: str = "", ward: str = "", kind: str = "", only_points: bool = False) -> OrganisationQuerySet:
    """Open organisations by words of the name (marks optional), ward code and kind; those that begin so first."""
    found = Organisation.objects.open().select_related("ward")
    if ward:
        found = found.filter(ward_id=ward)
    if kind:
        found = found.filter(kind=kind)
    if only_points:
        found = found.service_points()
    words = fold(clean(text)[:MAX_TEXT])
    for word in words.split():
        found = found.filter(folded__contains=word)
    if words:
        rank = Case(
            When(folded=words, then=Value(0)),
            When(folded__startswith=words, then=Value(1)),
            When(folded__contains=words, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
        return found.order_by(rank, "folded", "pk")
    return found.order_by(F("ward_id").asc(nulls_first=True), "kind", "folded", "pk")


def find(*, text: str = "", ward: Ward | None = None, kind: str = "") -> OrganisationQuerySet | None:
    """What the public list shows for a text, a ward, a kind; None when nothing was asked."""
    if not (text.strip() or ward or kind):
        return None
    if ward and not text.strip():
        points = near(ward.code)
        return points.filter(kind=kind) if kind else points
    return search(text=text, ward=ward.code if ward else "", kind=kind)


def tree_for_all() -> list[Organisation]:
    """Open organisations that are not those of one ward, parents before children."""
    return list(Organisation.objects.open().filter(ward=None))


def children(organisation: Organisation) -> list[Organisation]:
    """The open organisations directly below, at most a hundred."""
    return list(organisation.children.open().order_by("kind", "folded")[:100])


def near(ward: str) -> OrganisationQuerySet:
    """Points of service for people of a ward: those in it, then centres that serve everyone."""
    points = Organisation.objects.open().service_points().select_related("ward")
    own = points.filter(ward_id=ward)
    for_all = points.filter(ward=None, kind=OrganisationKind.CENTRE)
    first = Case(When(ward=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (own | for_all).order_by(first, "-kind", "folded")


def points_for_ward(ward: str) -> Iterator[ServicePoint]:
    """What the ward's page shows."""
    for point in near(ward):
        yield ServicePoint(
            name=point.name,
            url=point.get_absolute_url(),
            kind=point.get_kind_display(),
            phone=point.phone,
            address=point.address,
        )


def sitemap_entries() -> Iterable[SitemapEntry]:
    """The public address of every open organisation."""
    for one in Organisation.objects.open().only("code", "changed_at").iterator():
        yield SitemapEntry(path=one.get_absolute_url(), changed_at=one.changed_at)
