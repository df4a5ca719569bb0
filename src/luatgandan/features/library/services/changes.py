"""Changes that amending documents make: confirmed into versions, rejected, undone.

The versions of an article that changes made are always built anew from the words as imported and all confirmed
changes in the order of their days. So several changes of one day fold into one version, and an older one may be
confirmed later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luatgandan.foundation.audit.services import record
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext.provisions import provision_of

from ..enums import Action, Origin, Proposal, RelationKind
from ..models import Change, Document, Relation
from ..queries.changes import obstacle, problem_of
from ..queries.spreading import part_rows
from .validity import refresh_validity
from .versions import reached, rebuild_provision


class ChangeRefusedError(ValueError):
    """The change cannot be carried out; the message tells the officer what to do."""


@transaction.atomic
def confirm_change(*, change: Change, by: Any, at: datetime) -> Change:
    """An officer confirms: the article gets a version from the day of the change on. Confirming twice does nothing.

    With a change of a chapter or a whole document all that was spread of it is confirmed, if nothing stands against it.
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
    for part in part_rows(change).filter(state=Proposal.PROPOSED):
        if not problem_of(part):
            confirm_change(change=part, by=by, at=at)
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
    """An officer says that the proposal is wrong, and all that was spread of it. A confirmed one is undone first."""
    change = _locked(change)
    if change.state == Proposal.CONFIRMED:
        change = undo_change(change=change, by=by, at=at)
    for part in part_rows(change).filter(state=Proposal.PROPOSED):
        _decide(part, Proposal.REJECTED, by, at)
    _decide(change, Proposal.REJECTED, by, at)
    _told(change, "reject", by, at)
    return change


@transaction.atomic
def undo_change(*, change: Change, by: Any, at: datetime) -> Change:
    """Take a confirmed change back, and all that was spread of it: the versions are built anew, and it waits again.

    Raises ChangeRefusedError when a later confirmed change stands on it.
    """
    change = _locked(change)
    if change.state != Proposal.CONFIRMED:
        return change
    for part in part_rows(change).filter(state=Proposal.CONFIRMED).reverse():
        undo_change(change=part, by=by, at=at)
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
    built = {provision_of(one.target_eid): one for one in confirmed.order_by("pk") if one.target_eid}
    for change in built.values():
        try:
            with transaction.atomic():
                _rebuild(change, is_undone=False)
        except ChangeRefusedError as error:
            Change.objects.filter(pk=change.pk).update(problem=str(error)[:300])
    return len(built)


def _locked(change: Change) -> Change:
    """The row as it stands, held until the end: two officers may press at once."""
    rows = Change.objects.select_for_update(of=("self",)).select_related("document", "target")
    return rows.get(pk=change.pk)


def _decide(change: Change, state: Proposal, by: Any, at: datetime) -> None:
    change.state, change.decided_by, change.decided_at, change.problem = state, str(by.public_id), at, ""
    change.save(update_fields=["state", "decided_by", "decided_at", "problem", "version"])


def _rebuild(change: Change, *, is_undone: bool) -> None:
    for eid in reached(change):
        try:
            rebuild_provision(document=change.law, eid=eid, by=change.document, is_undone=is_undone)
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
    refresh_validity(documents=[Document.objects.get(pk=change.law.pk)])
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
