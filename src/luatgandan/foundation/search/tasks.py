"""Work for the worker. What must be quick has a worker of its own, so that it never waits behind an import."""

from django.utils import timezone
from django_tasks import task

from luatgandan.foundation.modules.registry import repeatable

from . import services
from .models import SavedSearch


@repeatable
@task(backend="prompt")
def index_changes() -> None:
    """Put what was noted into the index."""
    services.index_changes()


@task(backend="prompt")
def tend_index() -> None:
    """Every minute: what a crash, a failure or the calendar left to do."""
    services.tend_index(at=timezone.now())


@repeatable
@task()
def rebuild_index() -> None:
    """Build a lost index anew; somebody else may be at it already."""
    services.rebuild_lost_index()


@task()
def check_at_night() -> None:
    """Every hour: compare index and database, once a night."""
    services.check_at_night(at=timezone.now())


@repeatable
@task(backend="prompt")
def send_confirmation(saved_search_id: int) -> None:
    """Ask the holder of an address whether the search is theirs; asking again is done by saving again."""
    if saved := SavedSearch.objects.filter(pk=saved_search_id, confirmed_at=None).first():
        services.send_confirmation(saved=saved)


@task()
def run_saved_searches() -> None:
    """Every few minutes: tell people of what is new in their saved searches."""
    services.run_saved_searches(at=timezone.now())


@task()
def forget_old() -> None:
    """Every day: counts, news and unconfirmed saved searches that are old."""
    services.forget_old(at=timezone.now())
