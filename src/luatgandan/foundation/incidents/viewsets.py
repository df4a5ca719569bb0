"""The book at the staff desk: entered, corrected, never removed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from luatgandan.lib.legaltext.writing import PdfUnavailableError, to_docx, to_pdf

from . import queries, services
from .forms import IncidentForm
from .models import Incident

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {"docx": (WORD, to_docx), "pdf": ("application/pdf", to_pdf)}


class KeptPolicy(ModelPermissionPolicy):
    """Nobody removes an incident, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class Saving:
    """Saving goes through the service, which keeps the act in the log."""

    def save_instance(self) -> Incident:
        form = self.form
        incident = form.save(commit=False)
        action = "wagtail.edit" if incident.pk else "wagtail.create"
        services.keep_incident(
            incident=incident,
            by=self.request.user,
            at=timezone.now(),
            step=form.step,
            is_closed=form.cleaned_data["is_closed"],
        )
        log(instance=incident, action=action)  # the desk's page of history reads it
        return incident


class IncidentCreateView(Saving, generic.CreateView):
    """Something went wrong."""


class IncidentEditView(Saving, generic.EditView):
    """What is known now, and the steps so far."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"steps": self.object.steps.select_related("by")}


def report(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The report as a file."""
    if not request.user.has_perm("incidents.view_incident"):
        return permission_denied(request)
    incident = get_object_or_404(Incident, pk=pk)
    content_type, write = FORMATS[form]
    try:
        content = write(queries.report(incident, at=timezone.now()))
    except PdfUnavailableError:
        return HttpResponse(_("Máy chủ chưa có phần tạo PDF; hãy tải bản Word."), status=503)
    disposition = f'attachment; filename="bao-cao-su-co-{pk}.{form}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


class IncidentViewSet(ModelViewSet):
    """Menu entry "Sổ sự cố" among the settings."""

    model = Incident
    name = "incidents"
    url_prefix = "su-co"
    icon = "warning"
    menu_label = _("Sổ sự cố")
    menu_order = 640
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    list_display = (
        "title",
        Column("kind", label=_("Loại"), accessor="get_kind_display"),
        DateColumn("found_at", label=_("Phát hiện lúc")),
        DateColumn("due_at", label=_("Báo cơ quan chuyên trách trước")),
        DateColumn("closed_at", label=_("Đóng lúc")),
    )
    list_filter = ("kind",)
    search_fields = ("title",)
    search_backend_name = None
    permission_policy = KeptPolicy(Incident)
    add_view_class = IncidentCreateView
    edit_view_class = IncidentEditView
    edit_template_name = "incidents/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[IncidentForm]:
        return IncidentForm

    def get_urlpatterns(self) -> list[Any]:
        reports = [path(f"bao-cao/<int:pk>/{form}/", report, {"form": form}, name=f"report_{form}") for form in FORMATS]
        return [*super().get_urlpatterns(), *reports]
