"""Registration in the staff desk."""

from wagtail import hooks

from .viewsets import IncidentViewSet


@hooks.register("register_admin_viewset")
def incidents_viewset() -> IncidentViewSet:
    """The screens of the book."""
    return IncidentViewSet()
