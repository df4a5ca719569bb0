"""Registration in the staff desk."""

from wagtail import hooks

from .viewsets import OrganisationViewSet


@hooks.register("register_admin_viewset")
def organisation_viewset() -> OrganisationViewSet:
    """The screens of organisations."""
    return OrganisationViewSet()
