"""Work in the background."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from luatgandan.foundation.modules.registry import repeatable

from . import services
from .models import Document, SourceFile
from .services import files, folders, weighing


def _document(document_id: int | None) -> Document | None:
    return Document.objects.filter(pk=document_id).first()


@repeatable
@task(priority=-10)
def tie_waiting(document_id: int) -> None:
    """Tie to a document that came all that waited for its number; compute validity and versions around it anew.

    An import leaves thousands of these: other work goes before them.
    """
    if document := _document(document_id):
        services.resolve_targets(document=document)
        services.refresh_around(document=document)
        services.renew_versions(document=document)
        services.renew_problems(document=document)
        services.flag_missing(document=document, at=timezone.now())


@repeatable
@task()
def flag_provisions(document_id: int, eids: list[str], on: str, by_document_id: int | None) -> None:
    """Flag what cites units that changed, and close what a change taken back had flagged."""
    if document := _document(document_id):
        by = _document(by_document_id)
        services.flag_provisions(document=document, eids=eids, on=date.fromisoformat(on), by=by, at=timezone.now())
        services.settle_document(document=document)


@repeatable
@task()
def flag_document(document_id: int, new: str, on: str, by_document_id: int | None) -> None:
    """Flag what cites a document that is over, and close what an end taken back had flagged."""
    if document := _document(document_id):
        if new in services.OVER:
            by = _document(by_document_id)
            services.flag_document(document=document, on=date.fromisoformat(on), by=by, at=timezone.now())
        services.settle_document(document=document)


@task()
def remind_of_reviews() -> None:
    """Tell editors whose grace date has passed."""
    services.remind_of_reviews(at=timezone.now())


@repeatable
@task()
def import_source_file(file_id: int, by: str = "") -> None:
    """Read a file that came in and import it."""
    if file := SourceFile.objects.filter(pk=file_id).first():
        folders.import_kept(file=file, at=timezone.now(), by=by, progress=files.progress_of(file))


@task()
def import_incoming() -> None:
    """Import what lies in the watched folder."""
    folders.import_incoming(folder=settings.INCOMING, at=timezone.now())


@task()
def weigh_documents() -> None:
    """Every day: count who cites each document, for the search."""
    weighing.weigh_documents()
