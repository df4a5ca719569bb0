"""The assistant in the desk's menu of reports."""

from wagtail import hooks

from .viewsets import AssistantViewSet


@hooks.register("register_admin_viewset")
def register_viewset() -> AssistantViewSet:
    """What people ask, and what they get."""
    return AssistantViewSet()
