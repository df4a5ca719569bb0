"""Work in the background."""

from django.utils import timezone
from django_tasks import task

from luatgandan.foundation.modules.registry import SharedSource, offers, repeatable

from . import services


@repeatable
@task(priority=-10)
def stamp(source: str, key: str) -> None:
    """Note that one thing may have come, changed or gone."""
    for one in offers(SharedSource):
        if one.name == source:
            services.stamp_source(source=one, keys=[key], at=timezone.now())


@task()
def stamp_all() -> None:
    """Every hour: what no event told of."""
    services.stamp_all(at=timezone.now())


@task()
def harvest_all() -> None:
    """Every six hours: what other houses have."""
    services.harvest_all(at=timezone.now())
