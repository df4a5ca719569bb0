"""When a record changes at the desk, its pages are made anew; when a document comes, what waited for it is tied."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import receives

from . import tasks
from .events import DocumentPublished, ProvisionChanged, ValidityChanged
from .models import Document, Term


@receiver([post_save, post_delete], sender=Document)
@receiver([post_save, post_delete], sender=Term)
def on_record_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    content_changed()


@receives(DocumentPublished)
def on_document_published(event: DocumentPublished) -> None:
    tasks.tie_waiting.enqueue(event.document_id)


@receives(ProvisionChanged)
def on_provision_changed(event: ProvisionChanged) -> None:
    tasks.flag_provisions.enqueue(event.document_id, list(event.eids), event.on.isoformat(), event.by_document_id)


@receives(ValidityChanged)
def on_validity_changed(event: ValidityChanged) -> None:
    tasks.flag_document.enqueue(event.document_id, event.new, event.on.isoformat(), event.by_document_id)
