"""Work for the worker."""

from django.utils import timezone
from django_tasks import task

from .services import forgetting


@task()
def forget_done_tasks() -> None:
    """Every hour: tasks that are done."""
    forgetting.forget_done_tasks(at=timezone.now())
