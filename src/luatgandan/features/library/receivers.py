"""When a record changes at the desk, its pages are made anew; when a document comes, what waited for it is tied.

What people can find is noted for the index in the transaction of the change.
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.search.services import note_changes
from luatgandan.lib.events import receives

from . import queries, tasks
from .events import (
    DocumentPublished,
    ProvisionChanged,
    RecordPublished,
    RecordWithdrawn,
    ReviewsChanged,
    ValidityChanged,
)
from .models import Document, Term
from .queries.search_items import DOCUMENTS, RECORDS, TERMS
from .services import note_lent


@receiver([post_save, post_delete], sender=Document)
@receiver([post_save, post_delete], sender=Term)
def on_record_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    content_changed()


@receiver(post_save, sender=Document)
def on_document_made(sender: type, instance: Document, *, created: bool, **kwargs: Any) -> None:
    if created:
        transaction.on_commit(lambda: on_record_came(instance))


def on_record_came(document: Document) -> None:
    """A record without text is tied too; where text came along, its event has said so."""
    if queries.is_waited_for(document) and not document.editions.exists():
        tasks.tie_waiting.enqueue(document.pk)


@receives(DocumentPublished)
def on_document_published(event: DocumentPublished) -> None:
    tasks.tie_waiting.enqueue(event.document_id)


@receives(ProvisionChanged)
def on_provision_changed(event: ProvisionChanged) -> None:
    tasks.flag_provisions.enqueue(event.document_id, list(event.eids), event.on.isoformat(), event.by_document_id)


@receives(ValidityChanged)
def on_validity_changed(event: ValidityChanged) -> None:
    tasks.flag_document.enqueue(event.document_id, event.new, event.on.isoformat(), event.by_document_id)


@receiver([post_save, post_delete], sender=Document)
def note_document(sender: type, instance: Document, **kwargs: Any) -> None:
    note_changes(source=DOCUMENTS, keys=[instance.pk])


@receiver([post_save, post_delete], sender=Term)
def note_term(sender: type, instance: Term, **kwargs: Any) -> None:
    note_changes(source=TERMS, keys=[instance.pk])


@receives(DocumentPublished, inside=True)
@receives(ProvisionChanged, inside=True)
def note_text(event: DocumentPublished | ProvisionChanged) -> None:
    note_changes(source=DOCUMENTS, keys=[event.document_id])


@receives(ReviewsChanged, inside=True)
def note_lent_words(event: ReviewsChanged) -> None:
    """An answer that is hidden lends the law no words any more."""
    note_lent(model=event.model, keys=event.object_ids)


@receives(RecordPublished, inside=True)
@receives(RecordWithdrawn, inside=True)
def note_record(event: RecordPublished | RecordWithdrawn) -> None:
    note_changes(source=RECORDS, keys=[event.record_id])
