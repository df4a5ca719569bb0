"""Question banks at the desk."""

from wagtail import hooks

from .viewsets import BankViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> BankViewSet:
    """Lists, editor, acts, files."""
    return BankViewSet()
