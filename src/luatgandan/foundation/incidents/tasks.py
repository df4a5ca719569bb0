"""Work for the worker."""

from django.utils import timezone
from django_tasks import task

from . import services


@task()
def remind() -> None:
    """Every ten minutes: clocks that run out."""
    services.remind(at=timezone.now())
