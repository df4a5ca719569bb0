"""What may follow what, who may do it, and how much of a question an answer gets."""

from .permissions import ROOM, acts_for, may_create, may_do, may_import, may_mark, may_see_desk, sees_item
from .scoring import score
from .transitions import TRANSITIONS, Transition, transition

__all__ = [
    "ROOM",
    "TRANSITIONS",
    "Transition",
    "acts_for",
    "may_create",
    "may_do",
    "may_import",
    "may_mark",
    "may_see_desk",
    "score",
    "sees_item",
    "transition",
]
