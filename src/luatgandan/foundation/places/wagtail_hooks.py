"""Registration in the staff desk."""

from wagtail import hooks

from .viewsets import WardViewSet


@hooks.register("register_admin_viewset")
def ward_viewset() -> WardViewSet:
    """The screens of wards."""
    return WardViewSet()
