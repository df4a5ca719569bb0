"""Work for the worker. What must be quick has a worker of its own, so that it never waits behind an import."""

from django.utils import timezone
from django_tasks import task

from . import services


@task(backend="prompt")
def index_changes() -> None:
    """Put what was noted into the index."""
    services.index_changes()


@task(backend="prompt")
def tend_index() -> None:
    """Every minute: what a crash, a failure or the calendar left to do."""
    services.tend_index(at=timezone.now())


@task()
def rebuild_index() -> None:
    """Build a lost index anew; somebody else may be at it already."""
    services.rebuild_lost_index()


@task()
def check_at_night() -> None:
    """Every hour: compare index and database, once a night."""
    services.check_at_night(at=timezone.now())
