"""Changes that amending documents make: proposed, confirmed into versions, rejected, undone.

The versions of an article that changes made are always built anew from the words as imported and all confirmed
changes in the order of their days. So several changes of one day fold into one version, and an older one may be
confirmed later.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from luatgandan.foundation.audit.services import record
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext import number_key
from luatgandan.lib.legaltext.provisions import provision_of
from luatgandan.lib.legaltext.tree import Node

from .. import rules
from ..enums import Action, Origin, Proposal, RelationKind
from ..models import Change, Document, Relation
from ..queries.changes import obstacle, preview
from .validity import refresh_validity
from .versions import rebuild_article


class ChangeRefusedError(ValueError):
    """The change cannot be carried out; the message tells the officer what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposedChange:
    """One change to propose: `eid` orders for `target_eid` of a document, named by record or number.

    `content` are the new units as quoted, `words` pairs of old and new phrases, `text` the sentence that orders it.
    """

    action: Action
    target_eid: str
    target: Document | None = None
    target_number: str = ""
    eid: str = ""
    content: tuple[Node, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    text: str = ""
    on: date | None = None
    confidence: float = 1.0


Key = tuple[str, str, str, str, int]


@transaction.atomic
def propose_changes(*, document: Document, changes: Sequence[ProposedChange]) -> int:
    """Replace what waits of `document`'s proposals by `changes`; what an officer decided stays. Returns how many wait.

    Proposing the same again changes nothing.
    """
    targets = _targets(document, changes)
    rows = [_row(document, one, targets) for one in changes]
    standing = _by_key(document.proposed_changes.order_by("pk"))
    wanted = _by_key(rows)
    stale = [row.pk for key, row in standing.items() if key not in wanted and row.state == Proposal.PROPOSED]
    Change.objects.filter(pk__in=stale).delete()
    for key, row in wanted.items():
        old = standing.get(key)
        if old is None or old.state == Proposal.PROPOSED:
            row.pk = old.pk if old else None
            row.problem = preview(row).problem[:300]
            row.save()
    return document.proposed_changes.filter(state=Proposal.PROPOSED).count()


def _row(document: Document, one: ProposedChange, targets: dict[str, Document]) -> Change:
    number = one.target.number if one.target else one.target_number
    return Change(
        document=document,
        eid=one.eid,
        action=one.action,
        target=one.target or targets.get(number_key(number)),
        target_number=number[:80],
        target_key=number_key(number)[:80],
        target_eid=one.target_eid,
        content=[unit.to_json() for unit in one.content],
        words=[list(pair) for pair in one.words],
        text=one.text,
        effective_on=one.on,
        confidence=one.confidence,
    )


def _by_key(rows: Iterable[Change]) -> dict[Key, Change]:
    """Rows by what they say where; the same said twice gets a number."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    found = {}
    for row in rows:
        key = (row.eid, row.action, row.target_key, row.target_eid)
        seen[key] += 1
        found[(*key, seen[key])] = row
    return found


def _targets(document: Document, changes: Iterable[ProposedChange]) -> dict[str, Document]:
    keys = {number_key(one.target_number) for one in changes if not one.target and one.target_number}
    found: dict[str, list[Document]] = {}
    for one in Document.objects.filter(number_key__in=keys).exclude(pk=document.pk):
        if rules.may_mean(citing=document, name="", document=one):
            found.setdefault(one.number_key, []).append(one)
    return {key: several[0] for key, several in found.items() if len(several) == 1}


@transaction.atomic
def confirm_change(*, change: Change, by: Any, at: datetime) -> Change:
    """An officer confirms: the article gets a version from the day of the change on. Confirming twice does nothing.

    Raises ChangeRefusedError when the change, or a later one that stands on it, cannot be carried out.
    """
    change = _locked(change)
    if change.state == Proposal.CONFIRMED:
        return change
    if reason := obstacle(change):
        raise ChangeRefusedError(reason)
    _decide(change, Proposal.CONFIRMED, by, at)
    _rebuild(change, is_undone=False)
    _relate(change, at, by)
    _told(change, "confirm", by, at)
    return change


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """How many changes were confirmed at once, and which could not be: (change, reason)."""

    count: int
    refused: tuple[tuple[Change, str], ...] = ()


def confirm_changes(*, changes: Sequence[Change], by: Any, at: datetime) -> Confirmed:
    """Confirm each in the order of their days; one that is refused does not stop the others."""
    refused = []
    ordered = sorted(changes, key=lambda one: (one.effective_on or one.document.effective_on or date.max, one.pk))
    for change in ordered:
        try:
            confirm_change(change=change, by=by, at=at)
        except ChangeRefusedError as error:
            refused.append((change, str(error)))
    return Confirmed(count=len(ordered) - len(refused), refused=tuple(refused))


@transaction.atomic
def reject_change(*, change: Change, by: Any, at: datetime) -> Change:
    """An officer says that the proposal is wrong. A confirmed one is undone first."""
    change = _locked(change)
    if change.state == Proposal.CONFIRMED:
        change = undo_change(change=change, by=by, at=at)
    _decide(change, Proposal.REJECTED, by, at)
    _told(change, "reject", by, at)
    return change


@transaction.atomic
def undo_change(*, change: Change, by: Any, at: datetime) -> Change:
    """Take a confirmed change back: the versions are built anew without it, and it waits again.

    Raises ChangeRefusedError when a later confirmed change stands on it.
    """
    change = _locked(change)
    if change.state != Proposal.CONFIRMED:
        return change
    change.version = None
    _decide(change, Proposal.PROPOSED, by, at)
    _rebuild(change, is_undone=True)
    _unrelate(change)
    _told(change, "undo", by, at)
    return change


@transaction.atomic
def renew_versions(*, document: Document) -> int:
    """Build all versions made by confirmed changes anew after the text of `document` was imported again.

    A change that no longer fits keeps its old version and says why. Returns how many articles were built.
    """
    confirmed = Change.objects.filter(target=document, state=Proposal.CONFIRMED).select_related("document", "target")
    built: dict[str, Change] = {provision_of(one.target_eid): one for one in confirmed}
    for change in built.values():
        try:
            with transaction.atomic():
                _rebuild(change, is_undone=False)
        except ChangeRefusedError as error:
            Change.objects.filter(pk=change.pk).update(problem=str(error)[:300])
    return len(built)


@transaction.atomic
def renew_problems(*, document: Document) -> int:
    """Look again at what stands against proposals to or by `document`, once its text or day came; returns how many."""
    waiting = Change.objects.filter(Q(target=document) | Q(document=document), state=Proposal.PROPOSED)
    changed = []
    for change in waiting.select_related("document", "target"):
        problem = preview(change).problem[:300]
        if problem != change.problem:
            change.problem = problem
            changed.append(change)
    Change.objects.bulk_update(changed, ["problem"], batch_size=500)
    return len(changed)


def _locked(change: Change) -> Change:
    """The row as it stands, held until the end: two officers may press at once."""
    rows = Change.objects.select_for_update(of=("self",)).select_related("document", "target")
    return rows.get(pk=change.pk)


def _decide(change: Change, state: Proposal, by: Any, at: datetime) -> None:
    change.state, change.decided_by, change.decided_at, change.problem = state, str(by.public_id), at, ""
    change.save(update_fields=["state", "decided_by", "decided_at", "problem", "version"])


def _rebuild(change: Change, *, is_undone: bool) -> None:
    assert change.target  # noqa: S101 - `obstacle` looked
    eid = provision_of(change.target_eid)
    inside = Q(target_eid=eid) | Q(target_eid__startswith=f"{eid}__")
    confirmed = Change.objects.filter(inside, target=change.target, state=Proposal.CONFIRMED)
    try:
        rebuild_article(
            document=change.target,
            eid=eid,
            changes=list(confirmed.select_related("document", "target")),
            by=change.document,
            is_undone=is_undone,
        )
    except LookupError as error:
        raise ChangeRefusedError(str(error)) from error


def _kind(change: Change) -> RelationKind:
    return RelationKind.ABROGATES if change.action == Action.REPEAL else RelationKind.AMENDS


def _relate(change: Change, at: datetime, by: Any) -> None:
    """The confirmed change as a relation between provisions."""
    Relation.objects.update_or_create(
        document=change.document,
        eid=change.eid,
        kind=_kind(change),
        is_passive=False,
        target_key=change.target_key,
        target_eid=change.target_eid,
        origin=Origin.PERSON,
        defaults={
            "target": change.target,
            "target_number": change.target_number,
            "effective_on": change.effective_on,
            "text": change.text,
            "state": Proposal.CONFIRMED,
            "decided_by": str(by.public_id),
            "decided_at": at,
        },
    )
    _refresh(change)


def _unrelate(change: Change) -> None:
    same = {"eid": change.eid, "target_eid": change.target_eid, "target": change.target}
    others = Change.objects.filter(document=change.document, state=Proposal.CONFIRMED, **same)
    if not any(_kind(other) == _kind(change) for other in others):
        Relation.objects.filter(
            document=change.document, kind=_kind(change), origin=Origin.PERSON, is_passive=False, **same
        ).delete()
    _refresh(change)


def _refresh(change: Change) -> None:
    assert change.target  # noqa: S101 - `obstacle` looked
    refresh_validity(documents=[Document.objects.get(pk=change.target.pk)])
    transaction.on_commit(content_changed)


def _told(change: Change, verb: str, by: Any, at: datetime) -> None:
    record(
        action=f"library.{verb}_change",
        at=at,
        actor=by,
        target=change,
        label=f"{change.target_key} {change.target_eid}",
        detail={"by_document": change.document.slug, "action": change.action},
    )
