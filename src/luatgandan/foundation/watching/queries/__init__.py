"""How the house is."""

from .health import Health, health
from .tasks import queues

__all__ = ["Health", "health", "queues"]
