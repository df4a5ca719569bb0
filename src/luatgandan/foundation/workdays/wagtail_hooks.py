"""Registration in the staff desk."""

from wagtail import hooks

from .viewsets import DayDecisionViewSet


@hooks.register("register_admin_viewset")
def workdays_viewset() -> DayDecisionViewSet:
    """The screens of decided days."""
    return DayDecisionViewSet()
