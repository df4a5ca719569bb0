"""What screens of the staff desk have in common: who may see them, and the way that leads to them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet


class DeskAccess:
    """A view only for those for whom `may_see(person)` holds."""

    may_see: Callable[[Any], bool]

    def is_open_to(self, person: Any) -> bool:
        """Whether this person may see this very screen."""
        return type(self).may_see(person)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.is_open_to(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Trail:
    """Breadcrumbs: `trail` are the screens above this one as (route, label)."""

    trail: tuple[tuple[str, Any], ...] = ()

    def steps(self) -> list[tuple[str, Any]]:
        """The screens above this one as (address, label)."""
        return [(reverse(name), label) for name, label in self.trail]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [*self.steps(), ("", self.get_page_title())]
        return [*self.breadcrumbs_items, *({"url": url, "label": label} for url, label in steps)]


class Desk(DeskAccess, Trail, WagtailAdminTemplateMixin, TemplateView):
    """A screen of the desk."""

    def again(self, **context: Any) -> HttpResponse:
        """The screen once more, with what was typed and what was wrong with it."""
        return self.render_to_response(self.get_context_data(**context), status=422)


class DeskViewSet(ViewSet):
    """A menu entry that only those see for whom `may_see(person)` holds."""

    may_see: Callable[[Any], bool]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: type(self).may_see(request.user)
        return item
