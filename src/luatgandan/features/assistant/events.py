"""Facts of the assistant."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QuestionHandedOver:
    """Somebody agreed that officials get a question with what the assistant said."""

    run_id: int
