"""The assistant at the staff desk."""

from .runs import AssistantViewSet

__all__ = ["AssistantViewSet"]
