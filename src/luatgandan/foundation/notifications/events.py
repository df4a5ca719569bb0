"""Facts about notifications."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NotificationCreated:
    """A person has something new to read; `delivery_ids` go out through channels."""

    notification_id: int
    delivery_ids: tuple[int, ...]
