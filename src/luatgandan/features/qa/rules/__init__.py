"""Which act may follow which state, who may do it, and when an answer is due."""

from .permissions import (
    NOBODY,
    ROOM,
    SYSTEM,
    Caller,
    acts_for,
    is_asker,
    may_advise,
    may_change_limits,
    may_do,
    may_keep_answers,
    may_publish_files,
    may_take_in,
    reads_files,
    sees_as_adviser,
    sees_question,
    token_of,
)
from .transitions import TRANSITIONS, Transition, transition

__all__ = [
    "NOBODY",
    "ROOM",
    "SYSTEM",
    "TRANSITIONS",
    "Caller",
    "Transition",
    "acts_for",
    "is_asker",
    "may_advise",
    "may_change_limits",
    "may_do",
    "may_keep_answers",
    "may_publish_files",
    "may_take_in",
    "reads_files",
    "sees_as_adviser",
    "sees_question",
    "token_of",
    "transition",
]
