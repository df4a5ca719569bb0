"""What `watching` does when something happens."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from .services import slow


@receiver(connection_created)
def measure(connection: BaseDatabaseWrapper, **_facts: Any) -> None:
    """The queries of a new connection."""
    slow.watch_queries(connection=connection)
