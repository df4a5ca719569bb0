"""The acts of the assistant."""

from .asking import ask
from .keeping import forget_old, recall, say_opinion
from .turns import AskedTooOftenError

__all__ = ["AskedTooOftenError", "ask", "forget_old", "recall", "say_opinion"]
