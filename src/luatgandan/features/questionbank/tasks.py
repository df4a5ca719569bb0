"""Work for the worker."""

from django.utils import timezone
from django_tasks import task

from . import services


@task()
def tell_waiting() -> None:
    """Every day: who checks and approves hears of what has come."""
    services.tell_waiting(at=timezone.now())


@task()
def forget_files() -> None:
    """Every day: uploaded files that came into no question."""
    services.forget_files(at=timezone.now())
