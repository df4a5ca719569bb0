"""The acts of notifications: telling persons, and followers of anything that changes."""

from .following import (
    News,
    confirm_follower,
    follow,
    forget_unconfirmed,
    send_confirmation,
    stop_following,
    tell_followers,
)
from .telling import UnknownKindError, deliver, forget_old, forget_person, mark_read, notify, set_preferences

__all__ = [
    "News",
    "UnknownKindError",
    "confirm_follower",
    "deliver",
    "follow",
    "forget_old",
    "forget_person",
    "forget_unconfirmed",
    "mark_read",
    "notify",
    "send_confirmation",
    "set_preferences",
    "stop_following",
    "tell_followers",
]
