"""What the library's desk screens have in common: who sees a menu entry, the frame of screens about proposals."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from .. import rules


class DeskViewSet(ViewSet):
    """A menu entry that only those see for whom `may_see(person)` holds."""

    may_see: Callable[[Any], bool]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: type(self).may_see(request.user)
        return item


class ChangesDesk(WagtailAdminTemplateMixin, TemplateView):
    """A screen of the proposals."""

    header_icon = "edit"
    trail: tuple[tuple[str, Any], ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not rules.may_see_desk(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [{"url": reverse(name), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *steps, {"url": "", "label": self.get_page_title()}]

    def must_decide(self) -> None:
        """Only those who decide about the whole library."""
        if not rules.may_decide(self.request.user):
            raise PermissionDenied
