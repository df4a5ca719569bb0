"""Building the versions of an article from its words as imported and the confirmed changes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from luatgandan.lib.events import publish
from luatgandan.lib.legaltext.compare import changed_eids
from luatgandan.lib.legaltext.edits import carry_out
from luatgandan.lib.legaltext.flat import flatten, hash_of
from luatgandan.lib.legaltext.tree import Level, Node

from ..events import ProvisionChanged
from ..models import Change, Document, Provision, ProvisionVersion
from ..queries.changes import day_of, order_of, told
from .mentions import record_mentions
from .texts import STEP

FIRST = date.min


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of an article from one day on: imported (`row`) or made by `changes`."""

    since: date | None
    node: Node
    is_repealed: bool = False
    row: ProvisionVersion | None = None
    changes: tuple[Change, ...] = field(default=())


@transaction.atomic
def rebuild_article(
    *, document: Document, eid: str, changes: Sequence[Change], by: Document, is_undone: bool
) -> Provision | None:
    """Build the versions of article `eid` of `document` from its imported words and `changes` (confirmed ones).

    Publishes `ProvisionChanged` for each day on which units read otherwise than was known. Returns the article; None
    when nothing of it is left. Raises LookupError, in words for the officer, when a change cannot be carried out.
    """
    provision = document.provisions.select_for_update().filter(eid=eid).first()
    known = list(provision.versions.all()) if provision else []
    imported = [one for one in known if one.edition_id]
    stretches = _stretches(imported, changes)
    if stretches and provision is None:
        provision = _new_article(document, eid, stretches[0].node)
    if provision is None:
        return None
    before = [Stretch(one.valid_from, one.node, one.is_repealed) for one in known]
    _store(provision, stretches, known)
    _tell(document, before, stretches, by, is_undone)
    record_mentions(versions=list(provision.versions.filter(edition=None).select_related("provision__document")))
    if not stretches:
        provision.delete()
        return None
    return provision


def _stretches(imported: Iterable[ProvisionVersion], changes: Iterable[Change]) -> list[Stretch]:
    """The words of the article in time. What is imported as of a day has the changes of that day in it already."""
    bases = {one.valid_from or FIRST: one for one in imported}
    orders: dict[date, list[Change]] = defaultdict(list)
    for change in changes:
        orders[day_of(change) or FIRST].append(change)
    found: list[Stretch] = []
    for day in sorted({*bases, *orders}):
        if base := bases.get(day):
            found.append(Stretch(base.valid_from, base.node, base.is_repealed, base, tuple(orders.get(day, ()))))
        else:
            found.append(_carried_out(found[-1] if found else None, day, orders[day]))
    return found


def _carried_out(last: Stretch | None, day: date, changes: list[Change]) -> Stretch:
    """All changes of one day fold into one version, in the order of the amending text."""
    node = last.node if last and not last.is_repealed else None
    is_repealed = False
    for change in sorted(changes, key=lambda one: (one.document_id, one.pk)):
        try:
            node, is_repealed = carry_out(node, order_of(change))
        except LookupError as error:
            raise LookupError(told(error, change)) from error
    assert node  # noqa: S101 - there is at least one change
    return Stretch(day, node, is_repealed, None, tuple(changes))


def _new_article(document: Document, eid: str, node: Node) -> Provision:
    """An added article between its neighbours in numbering, in the chapter of the one before it."""
    siblings = document.provisions.filter(level=Level.ARTICLE.value).order_by("position")
    before = [one for one in siblings if _comes_before(one.eid, eid)]
    last = before[-1] if before else None
    provision = Provision(
        document=document,
        parent=last.parent if last else None,
        eid=eid,
        level=Level.ARTICLE.value,
        number=node.number[:30],
        position=_position_after(document, last),
    )
    provision.save()
    return provision


def _comes_before(eid: str, other: str) -> bool:
    """Whether an article of the same body or annex has a smaller number."""
    where, _sep, number = eid.rpartition("art_")
    other_where, _other_sep, other_number = other.rpartition("art_")
    return where == other_where and _number(number) < _number(other_number)


def _number(number: str) -> tuple[int, str]:
    digits = "".join(letter for letter in number if letter.isdigit())
    return int(digits or 0), number.lstrip("0123456789").replace("dd", "d~")


def _position_after(document: Document, last: Provision | None) -> int:
    """A place between `last` and what follows it; everything moves apart when there is no room left."""
    start = last.position if last else 0
    following = document.provisions.filter(position__gt=start).order_by("position").first()
    if following is None:
        return start + STEP
    if following.position - start > 1:
        return (start + following.position) // 2
    rows = list(document.provisions.order_by("position"))
    for place, row in enumerate(rows, start=1):
        row.position = place * STEP
    Provision.objects.bulk_update(rows, ["position"], batch_size=500)
    start = next((row.position for row in rows if last and row.pk == last.pk), 0)
    return start + STEP // 2


def _store(provision: Provision, stretches: list[Stretch], known: list[ProvisionVersion]) -> None:
    """Write the stretches: rows of the same day stay (they are cited), others come and go."""
    made = {one.valid_from: one for one in known if not one.edition_id}
    days = {one.since for one in stretches if one.row is None}
    gone = [one.pk for day, one in made.items() if day not in days]
    ProvisionVersion.objects.filter(pk__in=gone).delete()
    ends = [*(one.since for one in stretches[1:]), None]
    for stretch, end in zip(stretches, ends, strict=False):
        row = stretch.row or made.get(stretch.since) or ProvisionVersion(provision=provision)
        if stretch.row is None:
            _fill(row, stretch)
        row.valid_to = end
        row.save()
        Change.objects.filter(pk__in=[one.pk for one in stretch.changes]).update(version=row)


def _fill(row: ProvisionVersion, stretch: Stretch) -> None:
    text = flatten(stretch.node).text
    row.valid_from, row.heading, row.content = stretch.since, stretch.node.heading, stretch.node.to_json()
    row.text, row.text_hash, row.is_repealed = text, hash_of(text), stretch.is_repealed
    last = stretch.changes[-1]
    row.changed_by, row.changed_by_eid = last.document, last.eid


def _tell(document: Document, before: list[Stretch], after: list[Stretch], by: Document, is_undone: bool) -> None:
    """Say from which day which units read otherwise than was known."""
    first: dict[str, date] = {}
    for day in sorted({one.since or FIRST for one in (*before, *after)}):
        for eid in _difference(_standing(before, day), _standing(after, day)):
            first.setdefault(eid, day)
    by_day: dict[date, list[str]] = defaultdict(list)
    for eid, day in first.items():
        by_day[day].append(eid)
    for day, eids in by_day.items():
        told = tuple(eids)
        publish(ProvisionChanged(document.pk, told, day, by_document_id=by.pk, is_undone=is_undone))


def _standing(stretches: list[Stretch], day: date) -> Stretch | None:
    return next((one for one in reversed(stretches) if (one.since or FIRST) <= day), None)


def _difference(old: Stretch | None, new: Stretch | None) -> tuple[str, ...]:
    if old and new and old.is_repealed != new.is_repealed:
        return (new.node.eid,)
    return changed_eids(old.node if old else None, new.node if new else None)
