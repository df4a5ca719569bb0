"""The acts of the assistant."""

from .asking import Step, ask
from .following import KIND, follow, tell_followers
from .giving import hand_over
from .keeping import forget_old, forget_person, recall, say_opinion
from .proposing import propose_answer
from .remembering import HISTORY, forget_asked, remember, wants_history
from .streaming import Heard, heard, heard_live, open_ticket
from .turns import AskedTooOftenError

__all__ = [
    "HISTORY",
    "KIND",
    "AskedTooOftenError",
    "Heard",
    "Step",
    "ask",
    "follow",
    "forget_asked",
    "forget_old",
    "forget_person",
    "hand_over",
    "heard",
    "heard_live",
    "open_ticket",
    "propose_answer",
    "recall",
    "remember",
    "say_opinion",
    "tell_followers",
    "wants_history",
]
