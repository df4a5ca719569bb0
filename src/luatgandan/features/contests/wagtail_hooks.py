"""Contests at the desk."""

from wagtail import hooks

from .viewsets import ContestViewSet, ResultViewSet
from .viewsets.live import LiveViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> ContestViewSet:
    """Lists, editors, acts."""
    return ContestViewSet()


@hooks.register("register_admin_viewset")
def register_results() -> ResultViewSet:
    """Results, prizes, complaints, odd things."""
    return ResultViewSet()


@hooks.register("register_admin_viewset")
def register_stages() -> LiveViewSet:
    """Live stages of halls."""
    return LiveViewSet()
