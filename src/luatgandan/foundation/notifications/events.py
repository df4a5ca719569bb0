"""Facts about notifications."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NotificationCreated:
    """A person has something new to read; `delivery_ids` go out through channels."""

    notification_id: int
    delivery_ids: tuple[int, ...]


@dataclass(frozen=True)
class FollowerUnconfirmed:
    """An address wants to be told of something; its holder is asked first. `model` is the room's table of followers."""

    model: str
    follower_id: int
