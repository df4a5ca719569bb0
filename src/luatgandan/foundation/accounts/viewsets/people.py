"""People who hold roles in the reader's part of the tree."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from .. import queries
from ..enums import Action
from ..forms.desk import PersonForm
from ..models import Person
from ..services import people, sessions
from .policies import HistoryWithin, RulesPolicy, UsageWithin


def roles_line(person: Any) -> str:
    """The roles in force, one per line."""
    return format_html_join(
        "\n", "<div>{} – {}</div>", ((row.get_role_display(), row.organisation.name) for row in person.roles_now)
    ) or str(_("chưa có"))


def _people_for(manager: Any) -> "QuerySet[Person]":
    """Those the manager sees now."""
    return queries.people_for(manager, at=timezone.now())


class PersonIndexView(IndexView):
    """The list; roles come with one query for all rows."""

    def get_base_queryset(self) -> "QuerySet[Person]":
        return _people_for(self.request.user)


class PersonEditView(EditView):
    """Lock, unlock, or end the sessions."""

    def get_queryset(self) -> "QuerySet[Person]":
        return _people_for(self.request.user)

    def get_object(self, queryset: Any = None) -> Person:
        person: Person = super().get_object(self.get_queryset() if queryset is None else queryset)
        return person

    def save_instance(self) -> Person:
        person, now = Person.objects.get(pk=self.object.pk), timezone.now()
        if self.form.cleaned_data["end_sessions"]:
            sessions.end_sessions_of(person=person, by=self.request.user, at=now)
        people.set_active(
            person=person,
            is_active=self.form.cleaned_data["is_active"],
            by=self.request.user,
            at=now,
        )
        return person


class PersonHistoryView(HistoryWithin):
    rows = staticmethod(_people_for)


class PersonUsageView(UsageWithin):
    rows = staticmethod(_people_for)


class PersonViewSet(ModelViewSet):
    """Stands in the place of Wagtail's own list of users."""

    model = Person
    icon = "user"
    menu_name = "users"
    menu_label = _("Cán bộ")
    menu_order = 600
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = PersonIndexView
    edit_view_class = PersonEditView
    history_view_class = PersonHistoryView
    usage_view_class = PersonUsageView
    permission_policy = RulesPolicy(Person, action=Action.MANAGE_PEOPLE, verbs={"view", "change"})
    list_display = (
        "__str__",
        Column("roles", label=_("Vai trò"), accessor=roles_line),
        BooleanColumn("is_active", label=_("Đang dùng")),
        DateColumn("last_login", label=_("Đăng nhập lần cuối")),
    )
    list_filter = ("is_active",)
    search_fields = ("last_name", "first_name", "email", "phone")
    search_backend_name = None
    ordering = ("first_name", "last_name", "pk")

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return PersonForm
