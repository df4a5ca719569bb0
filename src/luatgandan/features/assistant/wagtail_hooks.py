"""The assistant at the desk: a report, and help with content."""

from wagtail import hooks

from .viewsets import AssistantViewSet, HelpGroup


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[AssistantViewSet | HelpGroup]:
    """What people ask and what they get; drafts, practice, prompts, the register of AI use."""
    return [AssistantViewSet(), HelpGroup()]
