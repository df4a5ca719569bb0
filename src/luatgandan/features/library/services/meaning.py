"""What a document says beyond its words: what it cites, rests on and does to others, and from when it holds."""

from collections.abc import Iterator

from django.db import transaction

from luatgandan.lib.legaltext import amendments
from luatgandan.lib.legaltext.citations import Context
from luatgandan.lib.legaltext.statements import Effect, Statement, effective_days, read_statements
from luatgandan.lib.legaltext.tree import Parsed

from ..enums import Action, Kind, Origin, RelationKind
from ..models import Document, Edition
from .changes import ProposedChange, propose_changes
from .mentions import record_mentions
from .relations import Related, relate
from .terms import record_terms


@transaction.atomic
def read_meaning(*, edition: Edition, parsed: Parsed) -> None:
    """Record what the text of `edition` says; of a consolidated text only its citations, the rest is not its own."""
    versions = edition.versions.select_related("provision").order_by("provision__position")
    record_mentions(versions=list(versions))
    document = edition.document
    if edition.valid_from or document.kind == Kind.CONSOLIDATED:
        return
    record_terms(articles={document.pk: parsed.articles})
    _fill_effect(document, parsed)
    relate(document=document, relations=list(_relations(document, parsed)), origin=Origin.TEXT)
    propose_changes(document=document, changes=list(_changes(document, parsed)))


def _fill_effect(document: Document, parsed: Parsed) -> None:
    """The day of effect that the text states, where the record has none."""
    day = effective_days(parsed).general
    if day and not document.effective_on:
        document.effective_on = day
        document.save(update_fields=["effective_on"])


def _context(document: Document) -> Context:
    return Context(kind=str(document.get_kind_display()), number=document.number, issued_on=document.issued_on)


def _relations(document: Document, parsed: Parsed) -> Iterator[Related]:
    """Statements about other documents; one relation for each unit named."""
    for one in read_statements(parsed, _context(document)):
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


def _changes(document: Document, parsed: Parsed) -> Iterator[ProposedChange]:
    for one in amendments.read_amendments(parsed, _context(document)):
        if one.target.number and one.place.eid:
            yield ProposedChange(
                action=Action(one.action.value),
                target_eid=one.place.eid,
                target_number=one.target.number,
                eid=one.eid,
                content=one.content,
                words=one.words,
                text=one.text,
                on=one.effective_on or document.effective_on,
                confidence=one.confidence,
            )
