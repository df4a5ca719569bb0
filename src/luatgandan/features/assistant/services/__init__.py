"""The acts of the assistant."""

from .asking import AskedTooOftenError, ask
from .keeping import forget_old, recall, say_opinion

__all__ = ["AskedTooOftenError", "ask", "forget_old", "recall", "say_opinion"]
