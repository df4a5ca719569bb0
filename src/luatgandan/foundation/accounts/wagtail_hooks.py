"""People, roles and data requests in the staff desk; the loud notice where the second factor is off."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .viewsets import DataRequestViewSet, RoleViewSet


@hooks.register("register_admin_viewset")
def register_screens() -> list[Any]:
    return [RoleViewSet(), DataRequestViewSet()]


class NoSecondFactorNotice(Component):
    """Says that this desk is open to whoever knows a password."""

    name = "no-second-factor"
    template_name = "accounts/desk_notice.html"
    order = 1


@hooks.register("construct_homepage_panels")
def warn_without_second_factor(request: HttpRequest, panels: list[Any]) -> None:
    if not settings.STAFF_SECOND_FACTOR:
        panels.insert(0, NoSecondFactorNotice())
