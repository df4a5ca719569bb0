"""On a fact, enqueue one task."""

from luatgandan.lib.events import receives

from . import tasks
from .events import FollowerUnconfirmed, NotificationCreated


@receives(NotificationCreated)
def deliver_new(event: NotificationCreated) -> None:
    for delivery_id in event.delivery_ids:
        tasks.deliver.enqueue(delivery_id)


@receives(FollowerUnconfirmed)
def on_follower_unconfirmed(event: FollowerUnconfirmed) -> None:
    tasks.send_confirmation.enqueue(event.model, event.follower_id)
