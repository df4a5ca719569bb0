"""Building the versions of a provision from its words as imported and the confirmed changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from luatgandan.lib.events import publish
from luatgandan.lib.legaltext.address import number_of
from luatgandan.lib.legaltext.compare import changed_eids
from luatgandan.lib.legaltext.edits import Order, UnitNotFoundError, carry_out, named
from luatgandan.lib.legaltext.flat import flatten, hash_of
from luatgandan.lib.legaltext.provisions import provision_of
from luatgandan.lib.legaltext.tree import Level, Node

from ..enums import Action, Proposal
from ..events import ProvisionChanged
from ..models import Change, Document, Provision, ProvisionVersion
from ..queries.changes import day_of, order_of, told
from ..queries.spreading import holder_of
from .mentions import record_mentions
from .placing import place_of, position_after

FIRST = date.min


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of a provision from one day on: imported (`row`) or made by `changes`."""

    since: date | None
    node: Node
    is_repealed: bool = False
    row: ProvisionVersion | None = None
    changes: tuple[Change, ...] = field(default=())


@transaction.atomic
def rebuild_provision(*, document: Document, eid: str, by: Document, is_undone: bool) -> Provision | None:
    """Build the versions of the provision `eid` of `document` from its imported words and the confirmed changes.

    Publishes `ProvisionChanged` for each day on which units read otherwise than was known. Returns the provision; None
    when nothing of it is left. Raises LookupError, in words for the officer, when a change cannot be carried out.
    """
    provision = document.provisions.select_for_update().filter(eid=eid).first()
    known = list(provision.versions.all()) if provision else []
    imported = [one for one in known if one.edition_id]
    stretches = _stretches(eid, imported, _confirmed(document, eid))
    if stretches and provision is None:
        provision = _new_provision(document, eid, stretches[0])
    if provision is None:
        return None
    before = [Stretch(one.valid_from, one.node, one.is_repealed) for one in known]
    _store(provision, stretches, known)
    _tell(document, before, stretches, by, is_undone)
    record_mentions(versions=list(provision.versions.filter(edition=None).select_related("provision__document")))
    if not stretches:
        _remove(provision)
        return None
    return provision


def reached(change: Change) -> list[str]:
    """The provisions whose words rest on a change: the one it names, and those that it or a later one moves them to."""
    if not change.target_eid:
        return []
    found = [provision_of(change.target_eid)]
    if change.target:
        moves = {provision_of(one.target_eid): provision_of(one.words[0][1]) for one in _moves(change.target)}
        own = [provision_of(new) for _old, new in change.words] if change.action == Action.RENUMBER else []
        found += [*own, *([moves[found[0]]] if found[0] in moves else [])]
    return list(dict.fromkeys(found))


def _moves(document: Document) -> list[Change]:
    """Confirmed changes that give a whole article another number."""
    rows = Change.objects.filter(target=document, state=Proposal.CONFIRMED, action=Action.RENUMBER)
    found = rows.select_related("document", "target")
    return [one for one in found if one.words and provision_of(one.words[0][1]) != provision_of(one.target_eid)]


def _confirmed(document: Document, eid: str) -> list[Change]:
    """The confirmed changes of a provision, and those that move another one to its number."""
    inside = Q(target_eid=eid) | Q(target_eid__startswith=f"{eid}__")
    rows = Change.objects.filter(inside, target=document, state=Proposal.CONFIRMED)
    own = [one for one in rows.select_related("document", "target") if provision_of(one.target_eid) == eid]
    return [*own, *(one for one in _moves(document) if provision_of(one.words[0][1]) == eid)]


def _stretches(eid: str, imported: Iterable[ProvisionVersion], changes: Iterable[Change]) -> list[Stretch]:
    """The words of a provision in time. What is imported as of a day has the changes of that day in it already."""
    bases = {one.valid_from or FIRST: one for one in imported}
    orders: dict[date, list[Change]] = defaultdict(list)
    for change in changes:
        orders[day_of(change) or FIRST].append(change)
    found: list[Stretch] = []
    for day in sorted({*bases, *orders}):
        if base := bases.get(day):
            found.append(Stretch(base.valid_from, base.node, base.is_repealed, base, tuple(orders.get(day, ()))))
        else:
            found.append(_carried_out(eid, found[-1] if found else None, day, orders[day]))
    return found


def _carried_out(eid: str, last: Stretch | None, day: date, changes: list[Change]) -> Stretch:
    """All changes of one day fold into one version, in the order of the amending text."""
    before = last.node if last and not last.is_repealed else None
    first, *others = _in_order(changes, eid)
    node, is_repealed = _after(before, *first, eid)
    for order, change in others:
        node, is_repealed = _after(node, order, change, eid)
    return Stretch(day, node, is_repealed, None, tuple(changes))


def _after(node: Node | None, order: Order | None, change: Change, eid: str) -> tuple[Node, bool]:
    """The provision after one order, and whether it is repealed. Raises LookupError, in words for the officer."""
    try:
        return (_arrived(change, eid), False) if order is None else carry_out(node, order)
    except LookupError as error:
        raise LookupError(told(error, change)) from error


def _in_order(changes: list[Change], eid: str) -> Iterator[tuple[Order | None, Change]]:
    """The orders of one day: units are named by their old numbers until they get new ones, what is added by new ones.

    Units that get new numbers get them all at once. None stands for another article that moves here.
    """
    moving = [one for one in changes if one.action == Action.RENUMBER]
    ordered = sorted(changes, key=lambda one: (one.document_id, _phase(one, eid) if moving else 0, one.pk))
    own = [one for one in ordered if one in moving and provision_of(one.target_eid) == eid]
    for change in ordered:
        if change not in moving:
            yield order_of(change), change
        elif change not in own:
            yield None, change
        elif change == own[0]:
            yield replace(order_of(change), words=tuple((old, new) for one in own for old, new in one.words)), change


def _phase(change: Change, eid: str) -> int:
    if change.action != Action.RENUMBER:
        return 3 if change.action == Action.ADD else 0
    return 1 if provision_of(change.target_eid) == eid else 2


def _arrived(change: Change, eid: str) -> Node:
    """The words of the article that gets this number, with all changes but for those of numbers on the same day."""
    source, day = provision_of(change.target_eid), day_of(change) or FIRST
    imported = ProvisionVersion.objects.filter(provision__document=change.law, provision__eid=source)
    known = [one for one in imported.exclude(edition=None) if (one.valid_from or FIRST) <= day]
    changes = [one for one in _confirmed(change.law, source) if (day_of(one) or FIRST) <= day]
    kept = [one for one in changes if one.action != Action.RENUMBER or day_of(one) != day]
    stretches = _stretches(source, known, kept)
    if not stretches or stretches[-1].is_repealed:
        raise UnitNotFoundError(source)
    return named(replace(stretches[-1].node, number=number_of(eid)), eid)


def _new_provision(document: Document, eid: str, first: Stretch) -> Provision:
    """A provision that is added: in the chapter that was added with it, else beside its neighbour in numbering."""
    holder = next((found for one in first.changes if (found := holder_of(one, eid))), None)
    place = place_of(document, eid, holder, is_article=first.node.level is Level.ARTICLE)
    provision = Provision(
        document=document,
        parent=place.parent,
        eid=eid,
        level=first.node.level.value,
        number=first.node.number[:30],
        position=position_after(document, place.last),
    )
    provision.save()
    return provision


def _remove(provision: Provision) -> None:
    """A provision that no confirmed change adds any more; not while others stand in it."""
    if provision.children.exists():
        raise LookupError(_("%s còn điều ở trong. Hãy rút lại các lần bổ sung ấy trước.") % provision.label)
    provision.delete()


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
