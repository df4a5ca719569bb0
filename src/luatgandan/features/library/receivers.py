"""When a record changes at the desk, its pages are made anew; when a document comes, what waited for it is tied."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import receives

from . import tasks
from .events import DocumentPublished
from .models import Document, Term


@receiver([post_save, post_delete], sender=Document)
@receiver([post_save, post_delete], sender=Term)
def on_record_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    content_changed()


@receives(DocumentPublished)
def on_document_published(event: DocumentPublished) -> None:
    tasks.tie_waiting.enqueue(event.document_id)
