"""What a document says beyond its words: what it cites, rests on and does to others, and from when it holds."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from luatgandan.lib.legaltext.amendments import Change, read_amendments
from luatgandan.lib.legaltext.citations import Context
from luatgandan.lib.legaltext.statements import Effect, Statement, effective_days, read_statements
from luatgandan.lib.legaltext.tree import Parsed

from ..enums import Action, Kind, Origin, RelationKind
from ..models import Document, Edition
from .mentions import record_mentions
from .proposing import ProposedChange, propose_changes
from .relations import Related, relate
from .terms import record_terms


@transaction.atomic
def read_meaning(*, edition: Edition, parsed: Parsed) -> None:
    """Record what the text of `edition` says; of a consolidated text only what it cites and, where it is the newest
    of its document, what it defines: the rest is not its own.
    """
    versions = edition.versions.select_related("provision").order_by("provision__position")
    record_mentions(versions=list(versions))
    document = edition.document
    if document.kind == Kind.CONSOLIDATED:
        return
    if not document.editions.filter(is_current=True, valid_from__gt=edition.valid_from or date.min).exists():
        record_terms(articles={document.pk: parsed.articles})
    if edition.valid_from:
        return
    context = Context(kind=str(document.get_kind_display()), number=document.number, issued_on=document.issued_on)
    statements = read_statements(parsed, context)
    days = effective_days(statements)
    _fill_effect(document, days.general)
    relate(document=document, relations=list(_relations(statements)), origin=Origin.TEXT)
    changes = read_amendments(parsed, context, days=days)
    propose_changes(document=document, changes=[_proposed(one, document) for one in changes if _is_placed(one)])


def _fill_effect(document: Document, day: date | None) -> None:
    """The day of effect that the text states, where the record has none."""
    if day and not document.effective_on:
        document.effective_on = day
        document.save(update_fields=["effective_on"])


def _relations(statements: Iterable[Statement]) -> Iterator[Related]:
    """Statements about other documents; one relation for each unit named."""
    for one in statements:
        if isinstance(one.kind, Effect) or one.document.is_present or not (one.document.number or one.document.name):
            continue
        for eid in [place.eid for place in one.places] or [""]:
            yield _related(one, eid)


def _related(one: Statement, target_eid: str) -> Related:
    return Related(
        kind=RelationKind(one.kind.value),
        number=one.document.number,
        name=one.document.name,
        eid=one.eid,
        target_eid=target_eid,
        on=one.effective_on,
        text=one.text,
        confidence=one.confidence,
    )


def _is_placed(change: Change) -> bool:
    """Whether it says what it changes; words may be changed all over a document."""
    is_everywhere = change.action.value == Action.WORDS and bool(change.words) and change.place.annex == ""
    return bool(change.target.number and (change.place.eid or is_everywhere))


def _proposed(change: Change, document: Document) -> ProposedChange:
    return ProposedChange(
        action=Action(change.action.value),
        target_eid=change.place.eid,
        target_number=change.target.number,
        eid=change.eid,
        content=change.content,
        words=((change.place.eid, change.becomes.eid),) if change.becomes else change.words,
        text=change.text,
        on=change.effective_on or document.effective_on,
        confidence=change.confidence,
    )
