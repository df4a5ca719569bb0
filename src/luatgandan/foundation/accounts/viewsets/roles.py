"""Giving and ending roles."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from .. import queries, services
from ..enums import Action
from ..forms.desk import EndRoleForm, GrantForm
from ..models import RoleAssignment
from .policies import HistoryWithin, RulesPolicy, UsageWithin


class RoleIndexView(IndexView):
    """Roles in the reader's subtree."""

    def get_base_queryset(self) -> "QuerySet[RoleAssignment]":
        return queries.assignments_for(self.request.user)


class RoleCreateView(CreateView):
    """Give a role."""

    page_title = _("Giao vai trò")
    success_message = _("Đã giao vai trò %(object)s.")

    def save_instance(self) -> RoleAssignment:
        values = self.form.cleaned_data
        return services.grant_role(
            person=values["contact"],
            role=values["role"],
            organisation=values["organisation"],
            room=values["room"],
            valid_to=values["valid_to"],
            reason=values["reason"],
            by=self.request.user,
            at=timezone.now(),
        )


class RoleEndView(EditView):
    """End a role; roles are never changed into others."""

    page_title = _("Thu vai trò")
    success_message = _("Đã thu vai trò %(object)s.")

    def get_object(self, queryset: Any = None) -> RoleAssignment:
        row: RoleAssignment = super().get_object(queries.assignments_for(self.request.user))
        return row

    def save_instance(self) -> RoleAssignment:
        row = queries.assignments_for(self.request.user).get(pk=self.object.pk)
        services.end_role(
            assignment=row,
            by=self.request.user,
            at=timezone.now(),
            reason=self.form.cleaned_data["reason"],
        )
        return row


class RoleHistoryView(HistoryWithin):
    rows = staticmethod(queries.assignments_for)


class RoleUsageView(UsageWithin):
    rows = staticmethod(queries.assignments_for)


class RoleViewSet(ModelViewSet):
    """Menu entry "Vai trò"."""

    model = RoleAssignment
    name = "roles"
    url_prefix = "vai-tro"
    icon = "group"
    menu_label = _("Vai trò")
    menu_order = 610
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = RoleIndexView
    add_view_class = RoleCreateView
    edit_view_class = RoleEndView
    history_view_class = RoleHistoryView
    usage_view_class = RoleUsageView
    permission_policy = RulesPolicy(RoleAssignment, action=Action.MANAGE_PEOPLE, verbs={"view", "add", "change"})
    list_display = (
        "person",
        Column("role", label=_("Vai trò"), accessor="get_role_display"),
        Column("organisation", label=_("Đơn vị")),
        Column("room", label=_("Phân hệ")),
        DateColumn("valid_from", label=_("Từ")),
        DateColumn("valid_to", label=_("Đến")),
        Column("granted_by", label=_("Người giao")),
    )
    list_filter = ("role",)
    search_fields = ("person__last_name", "person__first_name", "organisation__name")
    search_backend_name = None
    ordering = ("-valid_from",)

    def get_form_class(self, for_update: bool = False) -> type[GrantForm] | type[EndRoleForm]:
        return EndRoleForm if for_update else GrantForm
