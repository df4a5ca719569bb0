"""Tables of the room that the desk edits: routes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Route


class RouteForm(WagtailAdminModelForm):
    """One route; empty field or place means any."""

    class Meta:
        model = Route
        fields = ["field", "place", "organisation", "note"]
        widgets = {"note": forms.TextInput}


class RouteIndexView(IndexView):
    """The routes with their places and units, in one query."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("organisation", "place")


class RouteViewSet(ModelViewSet):
    """Menu entry "Đường đi của câu hỏi"."""

    model = Route
    name = "qa_routes"
    url_prefix = "hoi-dap-duong-di"
    icon = "site"
    menu_label = _("Đường đi của câu hỏi")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = RouteIndexView
    list_per_page = 50
    list_display = ("__str__", "organisation", "note")
    list_filter = ("field",)
    search_fields = ("note",)
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> Any:
        return RouteForm
