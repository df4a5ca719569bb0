"""Work in the background."""

from django_tasks import task

from . import services
from .models import Document


@task()
def tie_waiting(document_id: int) -> None:
    """Tie to a document that came all that waited for its number, and compute validity and versions around it anew."""
    if document := Document.objects.filter(pk=document_id).first():
        services.resolve_targets(document=document)
        services.refresh_around(document=document)
        services.renew_versions(document=document)
