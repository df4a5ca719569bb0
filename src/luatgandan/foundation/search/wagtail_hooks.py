"""Search in the desk's menu of reports."""

from wagtail import hooks

from .viewsets import SearchViewSet


@hooks.register("register_admin_viewset")
def register_viewset() -> SearchViewSet:
    """The reports and the page that shows how a query was understood."""
    return SearchViewSet()
