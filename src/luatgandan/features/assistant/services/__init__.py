"""The acts of the assistant."""

from .asking import Step, ask
from .following import (
    KIND,
    confirm_follower,
    follow,
    forget_unconfirmed,
    send_confirmation,
    stop_following,
    tell_followers,
)
from .giving import hand_over
from .keeping import forget_old, forget_person, recall, say_opinion
from .streaming import Heard, heard, heard_live, open_ticket
from .turns import AskedTooOftenError

__all__ = [
    "KIND",
    "AskedTooOftenError",
    "Heard",
    "Step",
    "ask",
    "confirm_follower",
    "follow",
    "forget_old",
    "forget_person",
    "forget_unconfirmed",
    "hand_over",
    "heard",
    "heard_live",
    "open_ticket",
    "recall",
    "say_opinion",
    "send_confirmation",
    "stop_following",
    "tell_followers",
]
