"""Staff screens of wards."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from . import services
from .forms import WardAdminForm
from .models import Ward


class WardPermissionPolicy(ModelPermissionPolicy):
    """Wards come from the official list: nobody adds or deletes one here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class WardEditView(generic.EditView):
    """Saving goes through the service, which keeps the act in the log."""

    def save_instance(self) -> Ward:
        facts = {name: self.form.cleaned_data[name] for name in WardAdminForm.Meta.fields}
        return services.update_ward(
            ward=self.form.instance,
            facts=facts,
            aliases=self.form.cleaned_data["other_names"],
            at=timezone.now(),
            actor=self.request.user,
        )


class WardViewSet(ModelViewSet):
    """Correct a ward's figures and the names by which people look for it."""

    model = Ward
    name = "wards"
    url_prefix = "xa-phuong"
    icon = "site"
    menu_label = _("Xã, phường")
    menu_order = 710
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    list_display = ("name", Column("code", label=_("Mã"), sort_key="code"), "area", "former_province", "population")
    list_filter = ("area", "kind", "former_province")
    search_fields = ("name", "code", "aliases__alias")
    search_backend_name = None
    edit_view_class = WardEditView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("population"), FieldPanel("population_source"), FieldPanel("population_on")],
                heading=_("Dân số"),
            ),
            MultiFieldPanel(
                [FieldPanel("area_km2"), FieldPanel("seat"), FieldPanel("latitude"), FieldPanel("longitude")],
                heading=_("Địa bàn"),
            ),
            FieldPanel("other_names"),
        ],
        base_form_class=WardAdminForm,
    )

    @property
    def permission_policy(self) -> WardPermissionPolicy:
        return WardPermissionPolicy(self.model)
