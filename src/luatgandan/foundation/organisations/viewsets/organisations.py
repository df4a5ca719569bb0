"""The list of organisations, a new one, the details of one; and the addresses of all other screens."""

from typing import Any

from django.db.models import QuerySet
from django.forms import ModelForm
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import ModelPermissionPolicy

from luatgandan.lib.vietnamese import fold

from .. import services
from ..forms import OrganisationAdminForm
from ..models import Organisation
from . import acts, imports


class OrganisationPermissionPolicy(ModelPermissionPolicy):
    """An organisation is closed or merged, never deleted: its past must stay."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class OrganisationIndexView(generic.IndexView):
    """The list; typed names are found without marks."""

    other_urls: dict[str, str] = {}

    def get_base_queryset(self) -> QuerySet[Organisation]:
        return Organisation.objects.select_related("parent", "ward")

    def search_queryset(self, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        for word in fold(self.search_query or "").split():
            queryset = queryset.filter(folded__contains=word) | queryset.filter(code=word)
        return queryset

    @property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.user_has_permission("add") and self.user_has_permission("change"):
            buttons.append(HeaderButton(_("Nhập từ bảng tính"), reverse(self.other_urls["upload"]), icon_name="upload"))
        return buttons

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = [
            *super().header_more_buttons,
            Button(_("Cây đơn vị"), reverse(self.other_urls["tree"]), icon_name="list-ul"),
        ]
        if self.user_has_permission("change"):
            buttons.append(Button(_("Sáp nhập"), reverse(self.other_urls["merge"]), icon_name="resubmit"))
        return buttons


class OrganisationCreateView(generic.CreateView):
    """A new organisation through the service."""

    def save_instance(self) -> Organisation:
        on = self.form.cleaned_data["on"]
        act = services.Act(on=on or timezone.localdate(), at=timezone.now(), actor=self.request.user)
        return services.create_organisation(new=self.form.new(), act=act, began_unknown=on is None)

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)
        except services.TreeError as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class OrganisationEditView(generic.EditView):
    """Details through the service; the acts on the tree as buttons."""

    other_urls: dict[str, str] = {}

    def save_instance(self) -> Organisation:
        organisation = Organisation.objects.get(pk=self.object.pk)
        return services.update_contact(
            organisation=organisation,
            contact=self.form.contact(),
            kind=self.form.cleaned_data["kind"],
            at=timezone.now(),
            actor=self.request.user,
        )

    @property
    def header_more_buttons(self) -> list[Any]:
        if not self.object.is_open:
            return []
        labels = {"rename": _("Đổi tên"), "move": _("Chuyển"), "split": _("Chia, tách"), "close": _("Giải thể")}
        return [
            Button(label, url=reverse(self.other_urls[name], args=[self.object.pk]), icon_name="edit", priority=place)
            for place, (name, label) in enumerate(labels.items())
        ]


class OrganisationViewSet(ModelViewSet):
    """Everything staff do with organisations."""

    model = Organisation
    name = "organisations_desk"
    url_prefix = "co-quan"
    icon = "group"
    menu_label = _("Cơ quan, đơn vị")
    menu_order = 700
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    list_display = (
        "name",
        Column("code", label=_("Mã"), sort_key="code"),
        Column("get_kind_display", label=_("Loại"), sort_key="kind"),
        Column("parent", label=_("Cấp trên")),
        Column("ward", label=_("Xã, phường")),
        Column("headcount", label=_("Số người"), sort_key="headcount"),
        BooleanColumn("is_open", label=_("Đang hoạt động"), sort_key="valid_to"),
    )
    list_filter = ("kind", "is_service_point")
    search_fields = ("folded",)
    search_backend_name = None
    index_view_class = OrganisationIndexView
    add_view_class = OrganisationCreateView
    edit_view_class = OrganisationEditView

    @property
    def permission_policy(self) -> OrganisationPermissionPolicy:
        return OrganisationPermissionPolicy(self.model)

    def get_form_class(self, for_update: bool = False) -> type[ModelForm[Organisation]]:
        form: type[ModelForm[Organisation]] = OrganisationAdminForm
        return form

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_index_view_kwargs(other_urls=self.other_urls, **kwargs)
        return found

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_edit_view_kwargs(other_urls=self.other_urls, **kwargs)
        return found

    @property
    def other_urls(self) -> dict[str, str]:
        """Names of the addresses beside those of every model."""
        names = ("tree", "merge", "rename", "move", "split", "close", "upload", "check", "report", "template")
        return {name: self.get_url_name(name) for name in names}

    def get_urlpatterns(self) -> list[URLPattern]:
        views: dict[str, tuple[str, Any]] = {
            "tree": ("cay/", acts.TreeView),
            "merge": ("sap-nhap/", acts.MergeView),
            "rename": ("doi-ten/<int:pk>/", acts.RenameView),
            "move": ("chuyen/<int:pk>/", acts.MoveView),
            "split": ("chia-tach/<int:pk>/", acts.SplitView),
            "close": ("giai-the/<int:pk>/", acts.CloseView),
            "upload": ("nhap/", imports.UploadView),
            "template": ("nhap/mau/", imports.TemplateFileView),
            "check": ("nhap/<int:pk>/", imports.CheckView),
            "report": ("nhap/<int:pk>/ket-qua/", imports.ReportView),
        }
        extra = {"check_url_name": self.get_url_name("check")}
        return [
            *super().get_urlpatterns(),
            *(
                path(address, self.construct_view(view, **(extra if name == "upload" else {})), name=name)
                for name, (address, view) in views.items()
            ),
        ]
