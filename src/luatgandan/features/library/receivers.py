"""When a record changes at the desk, pages that show it are made anew."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from luatgandan.foundation.modules.services import content_changed

from .models import Document, Term


@receiver([post_save, post_delete], sender=Document)
@receiver([post_save, post_delete], sender=Term)
def on_record_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    content_changed()
