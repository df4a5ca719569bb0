"""Who may do what to a contest, and what may follow what."""

from .permissions import (
    ROOM,
    acts_for,
    may_approve,
    may_cancel,
    may_change_round,
    may_create,
    may_decide,
    may_do,
    may_edit,
    may_manage_entrants,
    may_publish,
    may_see_desk,
    may_see_results,
    may_view,
)
from .transitions import TRANSITIONS, Transition, transition

__all__ = [
    "ROOM",
    "TRANSITIONS",
    "Transition",
    "acts_for",
    "may_approve",
    "may_cancel",
    "may_change_round",
    "may_create",
    "may_decide",
    "may_do",
    "may_edit",
    "may_manage_entrants",
    "may_publish",
    "may_see_desk",
    "may_see_results",
    "may_view",
    "transition",
]
