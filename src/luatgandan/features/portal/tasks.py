"""Work in the background."""

from django.core.management import call_command
from django_tasks import task


@task()
def publish_scheduled() -> None:
    """Publish what is due and withdraw what has expired (Wagtail's own command)."""
    call_command("publish_scheduled", verbosity=0)
