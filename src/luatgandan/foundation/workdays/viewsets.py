"""Staff screens of decided days."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from . import services
from .models import DayDecision


class DayDecisionForm(WagtailAdminModelForm):
    """A day with the browser's own date picker: Wagtail's needs inline script, which our policy forbids."""

    class Meta:
        model = DayDecision
        fields = ["on", "is_worked", "reason", "source"]
        widgets = {"on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class Saving:
    """Saving goes through the service, which keeps the act in the log and tells the clocks."""

    def save_instance(self) -> DayDecision:
        decision = self.form.save(commit=False)
        return services.decide_day(decision=decision, at=timezone.now(), actor=self.request.user)


class DayCreateView(Saving, generic.CreateView):
    """Decide a day."""


class DayEditView(Saving, generic.EditView):
    """Correct a decided day."""


class DayDeleteView(generic.DeleteView):
    """Take a decision back."""

    def delete_action(self) -> None:
        services.forget_decision(decision=self.object, at=timezone.now(), actor=self.request.user)


class DayDecisionViewSet(ModelViewSet):
    """Menu entry "Ngày nghỉ, ngày làm bù" among the settings."""

    model = DayDecision
    name = "workdays_desk"
    url_prefix = "ngay-nghi"
    icon = "date"
    menu_label = _("Ngày nghỉ, ngày làm bù")
    menu_order = 715
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    list_display = ("on", BooleanColumn("is_worked", label=_("Làm việc")), "reason", "source")
    list_filter = ("is_worked",)
    search_fields = ("reason", "source")
    search_backend_name = None
    add_view_class = DayCreateView
    edit_view_class = DayEditView
    delete_view_class = DayDeleteView

    def get_form_class(self, for_update: bool = False) -> type[DayDecisionForm]:
        return DayDecisionForm
