"""Changes that are known and that the text does not yet show, document by document."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from luatgandan.lib.legaltext.provisions import provision_of

from ..enums import Origin, RelationKind
from ..models import Change, Document, ProvisionVersion
from .changes import day_of, pending_changes
from .relations import Bearing

CHANGING = (RelationKind.AMENDS, RelationKind.REPLACES, RelationKind.ABROGATES)
MERGING = {Origin.MERGED, Origin.CODIFIED}
"""Sources that name the amendments which their words have taken in."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """Changes that versions tell: how often each provision changed, by which documents; `until` is the day of the
    newest consolidated text (the first day of all when there is none), `merged` the days of words from such texts."""

    times: Mapping[int, int]
    merged: Mapping[str, Sequence[date]]
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
    waiting = pending_changes(document, on=day)
    known = {change.document.name for change in waiting}
    changing = [one for one in bearings if _changes_part(one) and _begins(one) <= day]
    if not (waiting or changing):
        return []
    told = told or told_in(document)
    merged = {one.other.pk for one in changing if one.other and MERGING.intersection(one.origins)}
    read = [one for one in waiting if one.document_id not in merged or not _is_merged(one, told, day)]
    joined = [one for one in changing if one.title not in known and not _is_told(one, told)]
    return _each_once([*map(_of_change, read), *map(_of_bearing, joined)])


def _is_merged(change: Change, told: Told, day: date) -> bool:
    """Whether the words shown on `day` are those of a text that took in changes up to the day of this one or later."""
    begins = day_of(change)
    return any(begins and begins <= since <= day for since in told.merged.get(provision_of(change.target_eid), ()))


def _of_change(change: Change) -> Untold:
    """A change that was read out of the amending document's own words."""
    source = change.document
    return Untold(title=source.name, url=source.get_absolute_url(), on=day_of(change), eids=(change.target_eid,))


def _of_bearing(one: Bearing) -> Untold:
    url = one.other.get_absolute_url() if one.other else ""
    return Untold(title=one.title, url=url, on=_day_of(one), eids=(one.eid,) if one.eid else ())


def _each_once(changes: Iterable[Untold]) -> list[Untold]:
    """Each document once, with all the places it changed."""
    found: dict[str, Untold] = {}
    for one in changes:
        before = found.get(one.title)
        found[one.title] = replace(one, eids=tuple(dict.fromkeys((*before.eids, *one.eids)))) if before else one
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
    times: Counter[int] = Counter()
    documents: set[int] = set()
    merged: dict[str, list[date]] = defaultdict(list)
    until = date.min
    for provision, eid, since, changed_by, edition, merged_on in rows.order_by().values_list(*_TELLING):
        times[provision] += 1
        documents |= {changed_by} if changed_by else set()
        if edition:
            merged[eid].append(since)
            until = max(until, merged_on or date.min)
    return Told(times=times, merged=merged, documents=documents, until=until)


_TELLING = ("provision", "provision__eid", "valid_from", "changed_by", "edition", "edition__valid_from")


def _is_told(one: Bearing, told: Told) -> bool:
    if one.other and one.other.pk in told.documents:
        return True
    return date.min < _begins(one) <= told.until


def successor_in(bearings: Iterable[Bearing]) -> Bearing | None:
    """The document in the library that replaces the whole document, among its relations."""
    whole = (one for one in bearings if one.is_passive and one.kind == RelationKind.REPLACES and not one.eid)
    return next((one for one in whole if one.other), None)
