"""Work for the worker."""

from datetime import date

from django.utils import timezone
from django_tasks import task

from luatgandan.features.library.models import Document
from luatgandan.foundation.modules.registry import repeatable
from luatgandan.foundation.notifications.services import forget_unconfirmed

from . import services
from .models import Follower


@repeatable
@task()
def recall(document_id: int, eids: list[str], on: str) -> None:
    """A provision reads otherwise, or a document is no longer law: flag the answers that rest on it."""
    document = Document.objects.filter(pk=document_id).first()
    if document:
        services.recall(document=document, eids=eids, on=date.fromisoformat(on))


@task()
def forget_old() -> None:
    """Every day: what has been kept long enough."""
    services.forget_old(at=timezone.now())
    forget_unconfirmed(followers=Follower, at=timezone.now())


@task()
def tell_followers() -> None:
    """Every quarter of an hour: who follows an answer that has changed."""
    services.tell_followers(at=timezone.now())
