"""The portal at the staff desk: what waits on the start page, and the two gates before anything goes public."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.ui.components import Component
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.query import PageQuerySet

from luatgandan.foundation.accounts.rules import Action
from luatgandan.foundation.modules.registry import DeskPanel, offers

from . import rules
from .models.workflow import APPROVE


class ReadingPagesApi(PagesAdminAPIViewSet):
    """The desk's own list of pages, without acts."""

    actions: ClassVar[dict[str, Any]] = {}


class WaitingPanel(Component):
    """What waits for this person, over all rooms."""

    name = "waiting"
    template_name = "portal/desk/waiting.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person = parent_context["request"].user
        offered = [(panel.title, panel.tasks(person)) for panel in offers(DeskPanel)]
        panels = [(title, [task for task in tasks if task.count]) for title, tasks in offered]
        return {"panels": [(title, tasks) for title, tasks in panels if tasks], "person": person}


@hooks.register("construct_homepage_panels")
def put_waiting_first(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, WaitingPanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counters(request: HttpRequest, items: list[Any]) -> None:
    """The start page says what waits, not how many images there are."""
    items.clear()


@hooks.register("before_edit_page")
def only_own_subtree(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Editing needs a role where the page belongs; publishing needs a second person and text alternatives."""
    if not rules.may_change(request.user, page):
        raise PermissionDenied
    if request.POST.get("workflow-action-name") == APPROVE and rules.lacks_text_alternative(page):
        messages.error(request, _("Ảnh đại diện chưa có lời mô tả. Hãy thêm lời mô tả cho ảnh rồi duyệt lại."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_create_page")
def only_in_own_subtree(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    if not rules.may_act(request.user, Action.CREATE, parent):
        raise PermissionDenied


@hooks.register("before_publish_page")
def second_person_publishes(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nobody publishes what they wrote; nothing goes public with a picture that some cannot see."""
    if not rules.may_act(request.user, Action.PUBLISH, page):
        raise PermissionDenied
    if rules.wrote_last(request.user, page):
        messages.error(request, _("Bạn là người soạn bản này. Bản nháp đã được lưu; hãy gửi duyệt để người khác đăng."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if rules.lacks_text_alternative(page):
        messages.error(request, _("Ảnh đại diện chưa có lời mô tả. Hãy thêm lời mô tả cho ảnh rồi đăng lại."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def only_those_who_may_withdraw(request: HttpRequest, page: Page) -> None:
    if request.method == "POST" and not rules.may_act(request.user, Action.WITHDRAW, page):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def pages_are_published_one_by_one(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Wagtail publishes many pages at once without asking who wrote them."""
    if action_type == "publish" and issubclass(action.model, Page):
        messages.error(request, _("Hãy mở từng trang để duyệt và đăng; không đăng nhiều trang cùng lúc."))
        return redirect("wagtailadmin_explore_root")
    return None


@hooks.register("construct_admin_api")
def api_of_pages_only_reads(api: WagtailAPIRouter) -> None:
    """Its acts would pass by the two-person rule; no screen of ours calls them."""
    api.register_endpoint("pages", ReadingPagesApi)


@hooks.register("filter_form_submissions_for_user")
def messages_are_read_where_they_belong(person: Any, forms: "PageQuerySet[Page]") -> "PageQuerySet[Page]":
    """What people sent through a form is read by those who edit its page."""
    own = [page.pk for page in forms if rules.may_act(person, Action.EDIT, page)]
    return forms.filter(pk__in=own)
