"""What harvesters are shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.modules.registry import DeskTask, SharedSource, SharedThing, offers

from .models import Origin, SharedItem
from .oai.asking import Ask, OaiError

PER_PAGE = {"oai_dc": 100, "luatgandan": 20, "akn": 20}
HEADERS_PER_PAGE = 500
SILENT = timedelta(days=2)  # after which a house we take from counts as dead


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A thing with what was noted of it; `thing` None: it is no longer public."""

    item: SharedItem
    thing: SharedThing | None


@dataclass(frozen=True, kw_only=True)
class Slice:
    """One page of a list; `token` "" on the last, `first` how many came before where that is known."""

    shared: tuple[Shared, ...]
    count: int
    next: Ask | None


def host() -> str:
    """The name of this house in identifiers."""
    return urlsplit(str(settings.SITE_URL)).hostname or "localhost"


def identifier_of(item: SharedItem) -> str:
    """ "oai:phapluat.example.vn:van-ban/nd-168-2024-nd-cp"."""
    return f"oai:{host()}:{item.source}/{item.path}"


def sources() -> list[SharedSource]:
    """What rooms share."""
    return offers(SharedSource)


def earliest() -> datetime:
    """Since when anything is noted."""
    found: datetime | None = SharedItem.objects.aggregate(first=Min("stamped_at"))["first"]
    return found or timezone.now()


def item_named(identifier: str) -> SharedItem:
    """The thing of this name; a living one before one that went. Raises OaiError."""
    start, _colon, rest = identifier.rpartition(":")
    source, _slash, path = rest.partition("/")
    found = SharedItem.objects.filter(source=source, path=path).order_by("is_deleted", "-stamped_at").first()
    if start != f"oai:{host()}" or found is None:
        raise OaiError("idDoesNotExist", "no such thing here")
    return found


def one_shared(ask: Ask) -> Shared:
    """The thing that is asked for. Raises OaiError."""
    item = item_named(ask.identifier)
    return _with_things([item])[0]


def slice_of(ask: Ask) -> Slice:
    """The page of a list that is asked for. Raises OaiError when there is nothing at all."""
    if ask.source and ask.source not in {one.name for one in sources()}:
        raise OaiError("noRecordsMatch", "no such set")
    wanted = _wanted(ask)
    size = HEADERS_PER_PAGE if ask.verb == "ListIdentifiers" else PER_PAGE[ask.prefix]
    items = list(_after(wanted, ask)[: size + 1])
    if not items:
        raise OaiError("noRecordsMatch", "nothing came, changed or went in that time")
    shown, last = items[:size], items[:size][-1]
    following = None
    if len(items) > size:
        following = Ask(verb=ask.verb, prefix=ask.prefix, source=ask.source, since=ask.since, until=ask.until,
                        after=(last.stamped_at, last.pk))  # fmt: skip
    shared = _with_things(shown) if ask.verb == "ListRecords" else [Shared(item=one, thing=None) for one in shown]
    return Slice(shared=tuple(shared), count=wanted.count(), next=following)


def _wanted(ask: Ask) -> QuerySet[SharedItem]:
    found = SharedItem.objects.order_by("stamped_at", "id")
    if ask.source:
        found = found.filter(source=ask.source)
    if ask.since:
        found = found.filter(stamped_at__gte=ask.since)
    if ask.until:
        found = found.filter(stamped_at__lte=ask.until)
    return found


def _after(found: QuerySet[SharedItem], ask: Ask) -> QuerySet[SharedItem]:
    if ask.after is None:
        return found
    moment, pk = ask.after
    return found.filter(Q(stamped_at__gt=moment) | Q(stamped_at=moment, pk__gt=pk))


def _with_things(items: list[SharedItem]) -> list[Shared]:
    things: dict[tuple[str, str], SharedThing] = {}
    for source in sources():
        keys = [one.key for one in items if one.source == source.name and not one.is_deleted]
        if keys:
            things |= {(source.name, thing.key): thing for thing in source.load(keys)}
    return [Shared(item=one, thing=things.get((one.source, one.key))) for one in items]


def origin_tasks(person: object) -> list[DeskTask]:
    """Houses we take from that have been silent too long, for who looks after the portal."""
    if not getattr(person, "is_superuser", False):
        return []
    silent = Origin.objects.filter(url__in=settings.HARVEST_FROM, failing_since__lte=timezone.now() - SILENT)
    return [
        DeskTask(
            label=_("Kho nguồn không trả lời: %s") % one.url, count=1, url=f"{one.url}?verb=Identify", is_late=True
        )
        for one in silent
    ]
