"""The log in the staff desk."""

from wagtail import hooks

from .viewsets import EntryViewSet


@hooks.register("register_admin_viewset")
def register_entries() -> EntryViewSet:
    return EntryViewSet()
