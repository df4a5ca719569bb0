"""Work for the worker."""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django_tasks import task

from luatgandan.foundation.modules.registry import repeatable

from . import queries, services
from .models import Delivery


@repeatable
@task()
def deliver(delivery_id: int) -> None:
    """One attempt of one delivery."""
    delivery = Delivery.objects.select_related("notification__person").filter(pk=delivery_id).first()
    if delivery:
        services.deliver(delivery=delivery, at=timezone.now())


@repeatable
@task()
def send_confirmation(model: str, follower_id: int) -> None:
    """The letter that asks the holder of an address; `model` is the room's table of followers."""
    follower = apps.get_model(model)._default_manager.filter(pk=follower_id, confirmed_at=None).first()
    if follower:
        services.send_confirmation(follower=follower)


@task()
def retry_deliveries() -> None:
    """Every minute: whatever is due again."""
    for delivery_id in queries.due_deliveries(at=timezone.now()):
        deliver.enqueue(delivery_id)


@task()
def forget_old_notifications() -> None:
    """Every day: what is older than the setting says."""
    services.forget_old(before=timezone.now() - timedelta(days=settings.NOTIFICATION_DAYS))
