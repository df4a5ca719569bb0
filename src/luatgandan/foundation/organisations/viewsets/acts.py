"""Screens of the acts on the tree. Each shows first what would happen, and does it when the person confirms."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from luatgandan.foundation.ui.viewsets import Trail

from .. import queries, services
from ..forms import CloseForm, MergeForm, MoveForm, RenameForm, SplitForm
from ..models import Organisation


class DeskView(PermissionCheckedMixin, Trail, WagtailAdminTemplateMixin):
    """A screen of the staff desk that hangs below the list of organisations."""

    index_url_name = ""
    permission_policy: Any = None
    permission_required = "change"
    header_icon = "group"

    def steps(self) -> list[tuple[str, Any]]:
        return [(reverse(self.index_url_name), _("Cơ quan, đơn vị"))]


class ActView(DeskView, FormView):
    """Form, then what would happen, then the act."""

    template_name = "organisations/desk/act.html"
    submit_label = gettext_lazy("Xem trước")

    @cached_property
    def organisation(self) -> Organisation | None:
        """The one the act is about, when the address names one."""
        return get_object_or_404(Organisation.objects.open(), pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_page_subtitle(self) -> str:
        return self.organisation.name if self.organisation else ""

    def perform(self, form: Any) -> object:
        """Call the service."""
        raise NotImplementedError

    def act(self, form: Any) -> services.Act:
        """The date, the decision and the person."""
        return services.Act(
            on=form.cleaned_data["on"],
            at=timezone.now(),
            actor=self.request.user,
            decision_number=form.cleaned_data["decision_number"],
            note=form.cleaned_data["note"],
        )

    def form_valid(self, form: Any) -> HttpResponse:
        if "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if "confirm" not in self.request.POST:
                effects = services.rehearse(lambda: self.perform(form))
                return self.render_to_response(self.get_context_data(form=form, effects=effects))
            self.perform(form)
        except services.TreeError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Đã ghi: %(act)s.") % {"act": self.get_header_title()})
        return redirect(self.index_url_name)


class RenameView(ActView):
    """A new name."""

    page_title = gettext_lazy("Đổi tên")
    form_class = RenameForm

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "name": self.organisation.name if self.organisation else ""}

    def perform(self, form: Any) -> object:
        assert self.organisation  # noqa: S101 - the address names it
        return services.rename_organisation(
            organisation=self.organisation, name=form.cleaned_data["name"], act=self.act(form)
        )


class MoveView(ActView):
    """Another parent."""

    page_title = gettext_lazy("Chuyển cơ quan quản lý")
    form_class = MoveForm

    def perform(self, form: Any) -> object:
        assert self.organisation  # noqa: S101 - the address names it
        return services.move_organisation(
            organisation=self.organisation, parent=form.cleaned_data["parent"], act=self.act(form)
        )


class CloseView(ActView):
    """Nobody carries on."""

    page_title = gettext_lazy("Giải thể")
    form_class = CloseForm

    def perform(self, form: Any) -> object:
        assert self.organisation  # noqa: S101 - the address names it
        return services.close_organisation(organisation=self.organisation, act=self.act(form))


class MergeView(ActView):
    """Several into one."""

    page_title = gettext_lazy("Sáp nhập")
    form_class = MergeForm

    def perform(self, form: Any) -> object:
        return services.merge_organisations(
            sources=list(form.cleaned_data["sources"]), into=form.into(), act=self.act(form)
        )


class SplitView(ActView):
    """One into several."""

    page_title = gettext_lazy("Chia, tách")
    form_class = SplitForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "source": self.organisation}

    def perform(self, form: Any) -> object:
        assert self.organisation  # noqa: S101 - the address names it
        return services.split_organisation(
            source=self.organisation, into=form.into(), act=self.act(form), children=form.taken_children()
        )


class TreeView(DeskView, TemplateView):
    """The whole tree, today or on a day in the past (`?ngay=2025-06-30`)."""

    page_title = gettext_lazy("Cây đơn vị")
    template_name = "organisations/desk/tree.html"
    permission_required = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            day = date.fromisoformat(self.request.GET.get("ngay", ""))
        except ValueError:
            day = timezone.localdate()
        return {**super().get_context_data(**kwargs), "day": day, "nodes": queries.as_of(day)}
