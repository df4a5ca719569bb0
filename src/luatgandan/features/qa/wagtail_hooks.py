"""The room of questions at the desk."""

from wagtail import hooks

from .viewsets import QuestionGroup


@hooks.register("register_admin_viewset")
def register_viewsets() -> QuestionGroup:
    """Questions, answers, and the table of routes."""
    return QuestionGroup()
