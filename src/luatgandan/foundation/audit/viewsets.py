"""The log at the staff desk: read, filter, export; nothing else."""

from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from . import queries
from .models import Entry, EntryQuerySet


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes entries by hand, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions: list[str]) -> Any:
        return super().users_with_any_permission([action for action in actions if action == "view"])


class EntryFilterSet(WagtailFilterSet):
    """By time, kind of act, actor and organisation."""

    at = django_filters.DateFromToRangeFilter(label=_("Thời điểm"), widget=DateRangePickerWidget)
    action = django_filters.CharFilter(label=_("Việc"), lookup_expr="startswith")
    actor_id = django_filters.CharFilter(label=_("Mã người thực hiện"), lookup_expr="startswith")
    organisation_code = django_filters.CharFilter(label=_("Mã đơn vị"))

    class Meta:
        model = Entry
        fields = ("at", "action", "actor_id", "organisation_code")


class EntryIndexView(IndexView):
    """Only what lies in the reader's scope."""

    def get_base_queryset(self) -> EntryQuerySet:
        return queries.entries_for(self.request.user)


class EntryInspectView(InspectView):
    """One entry with its seal; outside the reader's scope it does not exist."""

    def get_object(self, queryset: Any = None) -> Entry:
        return get_object_or_404(queries.entries_for(self.request.user), pk=self.pk)


class EntryViewSet(ModelViewSet):
    """Menu entry "Nhật ký hệ thống" under reports."""

    model = Entry
    name = "audit"
    url_prefix = "nhat-ky"
    icon = "history"
    menu_label = _("Nhật ký hệ thống")
    menu_order = 900
    add_to_settings_menu = True
    form_fields = ("action",)
    index_view_class = EntryIndexView
    inspect_view_class = EntryInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    permission_policy = ReadOnlyPolicy(Entry)
    list_display = (
        "__str__",
        DateColumn("at", label=_("Thời điểm")),
        Column("actor_label", label=_("Người thực hiện")),
        Column("object_label", label=_("Đối tượng")),
        Column("organisation_code", label=_("Đơn vị")),
    )
    filterset_class = EntryFilterSet
    list_export = ("sequence", "at", "action", "actor_id", "object_type", "object_id", "object_label",
                   "organisation_code", "hash")  # fmt: skip
    list_per_page = 50
    ordering = ("-sequence",)
    inspect_view_fields = ("sequence", "at", "actor_id", "actor_label", "action", "object_type", "object_id",
                           "object_label", "organisation_code", "detail", "previous_hash", "hash")  # fmt: skip
