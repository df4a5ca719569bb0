"""Work for the worker."""

from django_tasks import task

from .services import journal


@task()
def keep_journal() -> None:
    """Every hour, should an erasure not have reached the journal at once."""
    journal.keep_journal()
