"""Changes that are known and that the text does not yet show, document by document."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from ..enums import RelationKind
from ..models import Document, ProvisionVersion
from .changes import day_of, pending_changes
from .relations import Bearing

CHANGING = (RelationKind.AMENDS, RelationKind.REPLACES, RelationKind.ABROGATES)


@dataclass(frozen=True, kw_only=True)
class Told:
    """Changes that versions tell: how often each provision changed, by which documents; `until` is the day of the
    newest consolidated text (the first day of all when there is none)."""

    times: Mapping[int, int]
    documents: Set[int]
    until: date


@dataclass(frozen=True, kw_only=True)
class Untold:
    """A document that changed this one from the day `on`; `eids` are the places it changed, where they are known."""

    title: str
    url: str = ""
    on: date | None = None
    eids: tuple[str, ...] = ()

    def touches(self, article: str) -> bool:
        """Whether it changed the article, or nobody knows what it changed."""
        return not self.eids or any(eid == article or eid.startswith(f"{article}__") for eid in self.eids)


def untold_changes(
    document: Document, bearings: Sequence[Bearing], *, day: date, told: Told | None = None
) -> list[Untold]:
    """Documents that changed this one until `day` and whose changes no version of its text tells.

    A consolidated text tells all changes up to its day. One query, and one more where `told` is not given.
    """
    read = _read_changes(document, day)
    known = {one.title for one in read}
    changing = [one for one in bearings if _changes_part(one) and _begins(one) <= day and one.title not in known]
    if not changing:
        return read
    told = told or told_in(document)
    return [*read, *_joined(one for one in changing if not _is_told(one, told))]


def _read_changes(document: Document, day: date) -> list[Untold]:
    """Changes read out of the amending documents' own words that wait for an officer."""
    found: dict[int, Untold] = {}
    for change in pending_changes(document, on=day):
        one = found.get(change.document_id)
        found[change.document_id] = Untold(
            title=change.document.name,
            url=change.document.get_absolute_url(),
            on=day_of(change),
            eids=tuple(dict.fromkeys((*(one.eids if one else ()), change.target_eid))),
        )
    return list(found.values())


def _joined(bearings: Iterable[Bearing]) -> list[Untold]:
    """Each document once, with the places it changed."""
    found: dict[str, Untold] = {}
    for one in bearings:
        before = found.get(one.title)
        eids = (*(before.eids if before else ()), *((one.eid,) if one.eid else ()))
        url = one.other.get_absolute_url() if one.other else ""
        found[one.title] = Untold(title=one.title, url=url, on=_day_of(one), eids=eids)
    return list(found.values())


def _changes_part(one: Bearing) -> bool:
    is_part = bool(one.eid) or one.kind == RelationKind.AMENDS
    return one.is_passive and one.kind in CHANGING and is_part


def _day_of(one: Bearing) -> date | None:
    return one.on or (one.other.effective_on if one.other else None)


def _begins(one: Bearing) -> date:
    """The day from which it tells; the first day of all when nobody knows."""
    return _day_of(one) or date.min


def told_in(document: Document) -> Told:
    """Which changes the versions of a document tell. One query."""
    rows = ProvisionVersion.objects.filter(provision__document=document, valid_from__isnull=False)
    values = rows.order_by().values_list("provision", "changed_by", "edition__valid_from")
    times: Counter[int] = Counter()
    documents: set[int] = set()
    until = date.min
    for provision, changed_by, day in values:
        times[provision] += 1
        documents |= {changed_by} if changed_by else set()
        until = max(until, day or date.min)
    return Told(times=times, documents=documents, until=until)


def _is_told(one: Bearing, told: Told) -> bool:
    if one.other and one.other.pk in told.documents:
        return True
    return date.min < _begins(one) <= told.until


def successor_in(bearings: Iterable[Bearing]) -> Bearing | None:
    """The document in the library that replaces the whole document, among its relations."""
    whole = (one for one in bearings if one.is_passive and one.kind == RelationKind.REPLACES and not one.eid)
    return next((one for one in whole if one.other), None)
