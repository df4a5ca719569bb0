"""Facts of the assistant."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FollowerUnconfirmed:
    """An address asked to be told of changes; its holder has not said yes."""

    follower_id: int


@dataclass(frozen=True)
class QuestionHandedOver:
    """Somebody agreed that officials get a question with what the assistant said."""

    run_id: int
