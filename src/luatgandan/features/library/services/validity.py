"""What other documents did to a document's validity, computed from scratch out of confirmed relations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.search.services import note_changes
from luatgandan.lib.events import publish
from luatgandan.lib.legaltext.validity import Span, state_on

from ..enums import RelationKind
from ..events import ValidityChanged
from ..models import Document, Relation
from ..queries.search_items import DOCUMENTS

ENDING = (RelationKind.REPLACES, RelationKind.ABROGATES)
STOPPING = (RelationKind.SUSPENDS, RelationKind.PAUSES)
CHANGING = (RelationKind.AMENDS, *ENDING)
FIELDS = ("ended_on", "partly_since", "suspended_from", "suspended_to")


@dataclass(frozen=True, slots=True)
class Effect:
    """Days that confirmed relations give a document; `by` the document that ends or stops it."""

    ended_on: date | None = None
    partly_since: date | None = None
    suspended_from: date | None = None
    suspended_to: date | None = None
    by: int | None = None


@transaction.atomic
def refresh_validity(*, documents: Iterable[Document]) -> int:
    """Compute the days of these documents anew from all confirmed relations; returns how many documents changed.

    Publishes `ValidityChanged` for each document whose state is another on some day.
    """
    # Read anew: what a caller holds may be older than what another relation did meanwhile.
    rows = Document.objects.select_for_update().filter(pk__in={one.pk for one in documents})
    known = {one.pk: one for one in rows}
    acting: dict[int, list[Relation]] = defaultdict(list)
    for relation in Relation.objects.acting_on(known.values()).confirmed().select_related("document", "target"):
        acting[relation.document_id if relation.is_passive else relation.target_id or 0].append(relation)
    changed = [one for one in known.values() if _refresh(one, effect_of(acting[one.pk]))]
    Document.objects.bulk_update(changed, FIELDS, batch_size=500)
    note_changes(source=DOCUMENTS, keys=[one.pk for one in changed])
    if changed:
        transaction.on_commit(content_changed)
    return len(changed)


def _refresh(document: Document, effect: Effect) -> bool:
    before = document.span
    values = {name: getattr(effect, name) for name in FIELDS}
    if all(getattr(document, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(document, name, value)
    if turned := _turn(before, document.span):
        on, old, new = turned
        publish(ValidityChanged(document_id=document.pk, old=old, new=new, on=on, by_document_id=effect.by))
    return True


def _turn(before: Span, after: Span) -> tuple[date, str, str] | None:
    """The first day on which the state is another than was thought, and both states."""
    for day in sorted({*_days(before), *_days(after)}):
        old, new = state_on(before, day), state_on(after, day)
        if old != new:
            return day, old, new
    return None


def _days(span: Span) -> list[date]:
    days = (span.effective_on, *span.ends, span.partly_since, span.suspended_from, span.suspended_to)
    return [day for day in days if day]


def effect_of(relations: Iterable[Relation]) -> Effect:
    """What these relations do to the days of the document that all of them act on."""
    effective = [(day, one) for one in relations if (day := _day_of_effect(one))]
    ends = sorted(
        ((day, one) for day, one in effective if one.kind in ENDING and not one.acted_eid), key=lambda pair: pair[0]
    )
    partly = [day for day, one in effective if one.kind in CHANGING and (one.acted_eid or one.kind not in ENDING)]
    stops = sorted(
        ((day, one) for day, one in effective if one.kind in STOPPING and not one.acted_eid), key=lambda pair: pair[0]
    )
    stop = stops[-1] if stops else None
    cause = ends[0][1] if ends else stop[1] if stop else None
    return Effect(
        ended_on=ends[0][0] if ends else None,
        partly_since=min(partly, default=None),
        suspended_from=stop[0] if stop else None,
        suspended_to=stop[1].until if stop else None,
        by=cause.actor.pk if cause and cause.actor else None,
    )


def _day_of_effect(relation: Relation) -> date | None:
    """The day from which a relation tells on `document`; None when that cannot be: sources have such rows.

    An older document cannot change a newer one, one that ended before it began never changed anything, and without a
    day nothing is known to have ended.
    """
    actor = relation.actor
    if relation.is_backwards:
        return None
    if actor and actor.effective_on and any(end <= actor.effective_on for end in actor.span.ends):
        return None
    return relation.effective_on or (actor.effective_on if actor else None)
