"""The acts of the assistant."""

from .asking import Step, ask
from .keeping import forget_old, recall, say_opinion
from .streaming import Heard, heard, heard_live, open_ticket
from .turns import AskedTooOftenError

__all__ = [
    "AskedTooOftenError",
    "Heard",
    "Step",
    "ask",
    "forget_old",
    "heard",
    "heard_live",
    "open_ticket",
    "recall",
    "say_opinion",
]
