"""Relations between documents: recorded as sources state them, resolved when their targets come, decided by people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import record
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext import number_key

from .. import rules
from ..enums import Origin, Proposal, RelationKind, Validity
from ..models import Change, Citation, Document, Relation
from .validity import CHANGING, ENDING, STOPPING, refresh_validity

SURE = 0.9  # below it, what would change validity waits for an officer
BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Related:
    """One relation to record: from `eid` of the document to `target_eid` of another, named by record or number.

    `is_passive`: the other one bears on this one ("được thay thế bởi"). `on` and `until` are days when the relation
    itself tells them; without `on` the acting document's own day counts.
    """

    kind: RelationKind
    target: Document | None = None
    number: str = ""
    name: str = ""
    eid: str = ""
    target_eid: str = ""
    is_passive: bool = False
    on: date | None = None
    until: date | None = None
    text: str = ""
    confidence: float = 1.0

    @property
    def key(self) -> str:
        """The number look-ups compare, else the name."""
        return number_key(self.target.number if self.target else self.number or self.name)[:80]


class RelationRefusedError(Exception):
    """Why a relation cannot be recorded, in words for the officer."""


Key = tuple[str, str, bool, str, str]
Sort = tuple[RelationKind, bool]
"""A kind, and whether the other document acts."""


@transaction.atomic
def relate(
    *, document: Document, relations: Sequence[Related], origin: Origin, sorts: Collection[Sort] | None = None
) -> int:
    """Replace all that `origin` says about `document` by `relations`; what a person decided stays decided.

    A source that tells of some `sorts` of relations only, of which `relations` are, leaves the others as they stand.
    Recording the same again changes nothing. Returns how many rows stand. Validity of all documents concerned is
    computed anew.
    """
    wanted = {_key(one): one for one in relations if one.key and one.key != document.number_key}
    known = document.relations.filter(origin=origin)
    standing = {_key_of(row): row for row in known if sorts is None or (row.kind, row.is_passive) in sorts}
    targets = _targets(document, wanted.values())
    stale = [row for key, row in standing.items() if key not in wanted and not row.decided_at]
    touched = {*_acted(stale)}
    Relation.objects.filter(pk__in=[row.pk for row in stale]).delete()
    kept = [_fill(standing[key], one, targets) for key, one in wanted.items() if key in standing]
    new = [_fill(Relation(document=document, origin=origin), one, targets) for key, one in wanted.items()
           if key not in standing]  # fmt: skip
    Relation.objects.bulk_create(new, batch_size=BATCH)
    for row in (*kept, *new):
        if not row.decided_at:  # only now: what it may contradict stands beside it
            row.state = _state(row)
    Relation.objects.bulk_update([*kept, *new], _FILLED, batch_size=BATCH)
    refresh_validity(documents={*touched, *_acted([*kept, *new])})
    return len(kept) + len(new)


@transaction.atomic
def state_relation(*, document: Document, relation: Related, by: Any, at: datetime) -> Relation:
    """An officer states a relation; it counts at once. Raises RelationRefusedError for one that stands or cannot be."""
    row = _fill(Relation(document=document, origin=Origin.PERSON), relation, _targets(document, [relation]))
    if row.target == document or row.target_key == document.number_key:
        raise RelationRefusedError(_("Văn bản không có quan hệ với chính nó. Hãy ghi số của văn bản kia."))
    if any(_key_of(one) == _key_of(row) for one in document.relations.filter(origin=Origin.PERSON)):
        raise RelationRefusedError(_("Quan hệ này đã được ghi."))
    if row.kind in CHANGING and row.is_backwards:
        raise RelationRefusedError(
            _("%(actor)s ban hành trước %(acted)s nên không thể sửa đổi hay chấm dứt văn bản ấy.")
            % {"actor": row.actor, "acted": row.acted}
        )
    row.decided_by, row.decided_at = str(by.public_id), at
    row.save()
    _log("state_relation", row, by, at)
    _renew(_acted([row]))
    return row


@transaction.atomic
def remove_relation(*, relation: Relation, by: Any, at: datetime) -> None:
    """What a person stated goes; what a source or a text says is marked wrong, so that it is not proposed again."""
    if relation.origin != Origin.PERSON:
        decide_relation(relation=relation, is_right=False, by=by, at=at)
        return
    acted = _acted([relation])
    _log("remove_relation", relation, by, at)
    relation.delete()
    _renew(acted)


def _log(verb: str, row: Relation, by: Any, at: datetime) -> None:
    detail = {"document": row.document.slug, "kind": row.kind, "is_passive": row.is_passive, "eid": row.target_eid}
    record(action=f"library.{verb}", at=at, actor=by, target=row, label=row.target_key, detail=detail)


def _renew(acted: set[Document]) -> None:
    """Validity is computed anew, and stored pages are made anew even where no state changed."""
    refresh_validity(documents=acted)
    transaction.on_commit(content_changed)


_FILLED = ("target", "target_number", "target_name", "effective_on", "until", "text", "confidence", "state")


def _key(one: Related) -> Key:
    return (one.eid, one.kind, one.is_passive, one.key, one.target_eid)


def _key_of(row: Relation) -> Key:
    return (row.eid, RelationKind(row.kind), row.is_passive, row.target_key, row.target_eid)


def _fill(row: Relation, one: Related, targets: dict[str, Document]) -> Relation:
    row.eid, row.kind, row.is_passive, row.target_eid = one.eid, one.kind, one.is_passive, one.target_eid
    row.target_key = one.key
    row.target = one.target or targets.get(one.key)
    row.target_number = (one.target.number if one.target else one.number)[:80]
    row.target_name, row.effective_on, row.until = one.name, one.on, one.until
    row.text, row.confidence = one.text, one.confidence
    return row


def _state(row: Relation) -> Proposal:
    return Proposal.PROPOSED if _needs_a_person(row) else Proposal.CONFIRMED


def _needs_a_person(row: Relation) -> bool:
    """What would change validity and is not sure waits; who merely cites or guides does no harm."""
    if row.kind not in (*CHANGING, *STOPPING) or row.origin == Origin.PERSON:
        return False
    return row.confidence < SURE or (row.origin == Origin.TEXT and _is_contested(row))


def _is_contested(row: Relation) -> bool:
    """Whether a machine's reading that a whole document ends or stops stands against anything else that is known.

    A decree cannot end a law, nobody amends what they end, the source may say that it is in force, and where public
    answers rest on the document a person must say so in any case.
    """
    actor, acted = row.actor, row.acted
    if acted is None or row.acted_eid or row.kind not in (*ENDING, *STOPPING):
        return False
    return (
        acted.stated_validity in (Validity.IN_FORCE, Validity.PARTLY_EXPIRED)
        or (actor is not None and rules.is_lower(actor, acted))
        or Relation.objects.filter(document=actor, target=acted, kind=RelationKind.AMENDS).exists()
        or Citation.objects.of_rooms().filter(document=acted).exists()
    )


def _acted(rows: Iterable[Relation]) -> set[Document]:
    return {one for row in rows if (one := row.acted)}


def _targets(document: Document, wanted: Iterable[Related]) -> dict[str, Document]:
    """The documents that numbers mean, by look-up form; numbers that several bear are left out unless one fits."""
    named = {one.key: one.name for one in wanted if not one.target and one.number}
    found: dict[str, list[Document]] = defaultdict(list)
    for one in Document.objects.filter(number_key__in=named).exclude(pk=document.pk):
        if rules.may_mean(citing=document, name=named[one.number_key], document=one):
            found[one.number_key].append(one)
    return {key: several[0] for key, several in found.items() if len(several) == 1}


@transaction.atomic
def resolve_targets(*, document: Document) -> int:
    """Tie to `document` all relations, changes and citations that waited for its number; returns how many."""
    waiting = Relation.objects.filter(target=None, target_key=document.number_key).exclude(document=document)
    relations = [
        one
        for one in waiting.select_related("document")
        if rules.may_mean(citing=one.document, name=one.target_name, document=document)
    ]
    for one in relations:
        one.target = document
        if not one.decided_at:
            one.state = _state(one)
    Relation.objects.bulk_update(relations, ["target", "state"], batch_size=BATCH)
    changes = Change.objects.filter(target=None, target_key=document.number_key).exclude(document=document)
    changed = [one.pk for one in changes.select_related("document")
               if rules.may_mean(citing=one.document, name="", document=document)]  # fmt: skip
    Change.objects.filter(pk__in=changed).update(target=document)
    citations = 0
    if not rules.is_shared_number(document.number_key):
        citations = Citation.objects.filter(document=None, number_key=document.number_key).update(document=document)
    refresh_validity(documents=_acted(relations))
    return len(relations) + len(changed) + citations


@transaction.atomic
def refresh_around(*, document: Document) -> int:
    """Compute anew the validity of `document` and of all it acts on, after its own dates changed."""
    acts = Relation.objects.of(document).confirmed().select_related("document", "target")
    return refresh_validity(documents={document, *(one.acted for one in acts if one.acted)})


@transaction.atomic
def decide_relation(*, relation: Relation, is_right: bool, by: Any, at: datetime) -> None:
    """An officer confirms or rejects a relation; a rejected one stays, so that it is not proposed again."""
    relation.state = Proposal.CONFIRMED if is_right else Proposal.REJECTED
    relation.decided_by, relation.decided_at = str(by.public_id), at
    relation.save(update_fields=["state", "decided_by", "decided_at"])
    _log("confirm_relation" if is_right else "reject_relation", relation, by, at)
    _renew(_acted([relation]))
