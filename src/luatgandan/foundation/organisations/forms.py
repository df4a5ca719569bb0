"""What people type: the public list, and the screens of staff."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from luatgandan.foundation.places.forms import DayInput, WardField
from luatgandan.lib.vietnamese import clean

from .enums import OrganisationKind
from .models import CODE_LENGTH, CODE_PATTERN, Organisation
from .services import Contact, NewOrganisation
from .spreadsheet.reading import MAX_BYTES


class FindForm(forms.Form):
    """What the public list looks for."""

    ward = WardField(required=False, label=gettext_lazy("Xã, phường của bạn"))
    kind = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Loại cơ quan"),
        choices=[("", gettext_lazy("Tất cả")), *OrganisationKind.choices],
    )
    q = forms.CharField(required=False, max_length=120, label=gettext_lazy("Tên cơ quan"))


class OrganisationChoice(forms.ModelChoiceField):
    """One open organisation, shown with its code because names repeat. Sent as its code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Organisation.objects.open())
        super().__init__(to_field_name="code", **kwargs)

    def label_from_instance(self, obj: Organisation) -> str:
        return f"{'– ' * obj.depth}{obj.name} ({obj.code})"


class OrganisationChoices(forms.ModelMultipleChoiceField):
    """Several open organisations."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Organisation.objects.open())
        kwargs.setdefault("widget", forms.SelectMultiple(attrs={"size": 12}))
        super().__init__(to_field_name="code", **kwargs)

    def label_from_instance(self, obj: Organisation) -> str:
        return f"{'– ' * obj.depth}{obj.name} ({obj.code})"


class ActForm(forms.Form):
    """What every act on the tree needs: since when, by which decision."""

    on = forms.DateField(label=gettext_lazy("Có hiệu lực từ ngày"), initial=timezone.localdate, widget=DayInput)
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định"), required=False, max_length=80)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=500)

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError(_("Ngày có hiệu lực chưa tới. Chọn ngày từ hôm nay trở về trước."))
        return day


class RenameForm(ActForm):
    """A new name."""

    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=200)
    field_order = ("name",)


class MoveForm(ActForm):
    """A new parent; none makes it a root."""

    parent = OrganisationChoice(
        label=gettext_lazy("Đơn vị cấp trên mới"), required=False, empty_label=gettext_lazy("(đứng ở gốc của cây)")
    )
    field_order = ("parent",)


class CloseForm(ActForm):
    """Closing needs nothing more."""


class MergeForm(ActForm):
    """Which ones are merged, and into which: one that stands, or a new one by its name."""

    sources = OrganisationChoices(label=gettext_lazy("Các đơn vị bị sáp nhập (chọn nhiều bằng Ctrl)"))
    target = OrganisationChoice(label=gettext_lazy("Nhập vào đơn vị đang có"), required=False)
    new_name = forms.CharField(label=gettext_lazy("Hoặc nhập thành đơn vị mới, tên là"), required=False, max_length=200)
    field_order = ("sources", "target", "new_name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("target")) == bool(cleaned.get("new_name")):
            raise ValidationError(_("Chọn một đơn vị nhận đang có, hoặc ghi tên đơn vị mới; chỉ một trong hai."))
        return cleaned

    def into(self) -> Organisation | NewOrganisation:
        """The one that carries on; a new one hangs where the first source hung and is of its kind."""
        if self.cleaned_data["target"]:
            found: Organisation = self.cleaned_data["target"]
            return found
        first: Organisation = self.cleaned_data["sources"][0]
        return NewOrganisation(
            name=self.cleaned_data["new_name"],
            kind=first.kind,
            parent=first.parent,
            contact=Contact(ward=first.ward, is_service_point=first.is_service_point),
        )


class SplitForm(ActForm):
    """Into which ones: those that stand and new ones by name, at least two together; and who takes which child."""

    targets = OrganisationChoices(label=gettext_lazy("Đơn vị nhận đang có"), required=False)
    new_names = forms.CharField(
        label=gettext_lazy("Đơn vị nhận mới"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Mỗi dòng một tên."),
    )
    field_order = ("targets", "new_names")

    def __init__(self, *args: Any, source: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        self.children = list(source.children.open())
        for child in self.children:
            self.fields[f"child-{child.code}"] = forms.IntegerField(
                label=_("“%(name)s” về đơn vị nhận thứ") % {"name": child.name}, initial=1, min_value=1
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        count = len(self.into()) if "targets" in cleaned else 0
        if count < 2:
            raise ValidationError(_("Chia, tách thì phải có ít nhất hai đơn vị nhận."))
        for child in self.children:
            if cleaned.get(f"child-{child.code}", 1) > count:
                self.add_error(f"child-{child.code}", _("Chỉ có %(count)d đơn vị nhận.") % {"count": count})
        return cleaned

    def into(self) -> list[Organisation | NewOrganisation]:
        """Standing ones first in the order of the list, then new ones in the order of the lines."""
        names = [clean(line) for line in self.cleaned_data.get("new_names", "").splitlines()]
        new = [
            NewOrganisation(
                name=name,
                kind=self.source.kind,
                parent=self.source.parent,
                contact=Contact(ward=self.source.ward, is_service_point=self.source.is_service_point),
            )
            for name in names
            if name
        ]
        return [*self.cleaned_data["targets"], *new]

    def taken_children(self) -> dict[str, int]:
        """By code of the child, the position of the one that takes it."""
        return {child.code: self.cleaned_data[f"child-{child.code}"] - 1 for child in self.children}


class OrganisationAdminForm(WagtailAdminModelForm):
    """A new organisation, or the details of one that stands (name and place have screens of their own)."""

    code = forms.RegexField(
        CODE_PATTERN,
        label=gettext_lazy("Mã đơn vị"),
        required=False,
        max_length=CODE_LENGTH,
        help_text=gettext_lazy("Không đổi về sau, ví dụ so-tu-phap. Để trống thì hệ thống đặt theo tên."),
        error_messages={"invalid": gettext_lazy("Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.")},
    )
    parent = OrganisationChoice(label=gettext_lazy("Đơn vị cấp trên"), required=False)
    ward = WardField(required=False)
    on = forms.DateField(label=gettext_lazy("Có từ ngày"), required=False, widget=DayInput)

    class Meta:
        model = Organisation
        fields = ("name", "kind", "phone", "email", "address", "note", "headcount", "headcount_on", "is_service_point")
        widgets = {"headcount_on": DayInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].help_text = _("Để trống nếu không rõ.")
        if self.instance.pk:
            for name in ("code", "parent", "on", "name"):
                del self.fields[name]
            self.fields["ward"].initial = self.instance.ward

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("headcount") is not None and not cleaned.get("headcount_on"):
            self.add_error("headcount_on", _("Ghi ngày của số người."))
        if cleaned.get("code") and Organisation.objects.filter(code=cleaned["code"]).exists():
            self.add_error("code", _("Mã này đã có. Chọn mã khác."))
        return cleaned

    def contact(self) -> Contact:
        """The details as the services take them."""
        return Contact(**{name: self.cleaned_data[name] for name in Contact.__dataclass_fields__})

    def new(self) -> NewOrganisation:
        """The whole new organisation as the services take it."""
        cleaned = self.cleaned_data
        return NewOrganisation(
            name=cleaned["name"],
            kind=cleaned["kind"],
            code=cleaned["code"],
            parent=cleaned["parent"],
            contact=self.contact(),
        )


class UploadForm(forms.Form):
    """A spreadsheet with organisations."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        allow_empty_file=True,
        validators=[
            FileExtensionValidator(
                ["xlsx", "xlsm", "xls"],
                message=gettext_lazy("Đây không phải tệp Excel. Mở danh sách bằng Excel, lưu thành .xlsx rồi tải lại."),
            )
        ],
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(
                _("Tệp lớn hơn 20 MB. Bỏ hình ảnh và các trang không cần, hoặc chia thành nhiều tệp.")
            )
        return file


class ConfirmForm(forms.Form):
    """The person saw the report whose fingerprint comes back, and may leave out rows with errors."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    skip_errors = forms.BooleanField(
        required=False, label=gettext_lazy("Bỏ qua các dòng có lỗi, nhập các dòng còn lại")
    )
