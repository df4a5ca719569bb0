"""Forms of the staff desk. They check what the person may do; the acts stand in services."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from luatgandan.foundation.modules.registry import modules
from luatgandan.foundation.organisations.models import Organisation

from .. import queries, rules
from ..enums import Action, RequestState, Role
from ..models import DataRequest, Person, RoleAssignment
from .fields import ContactField


class GrantForm(WagtailAdminModelForm):
    """Give a role to someone who has an account: found by verified phone or e-mail, never by browsing citizens."""

    contact = ContactField(label=_("Số điện thoại hoặc thư điện tử của người được giao"))

    class Meta:
        model = RoleAssignment
        fields = ("contact", "role", "organisation", "room", "valid_to", "reason")
        labels = {"valid_to": _("Đến ngày"), "reason": _("Căn cứ (số quyết định, lý do)")}
        help_texts = {"valid_to": _("Để trống nếu chưa có thời hạn; tư vấn viên luôn có thời hạn.")}
        widgets = {"valid_to": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(module.name, str(module.title)) for module in modules()]
        self.fields["room"] = forms.ChoiceField(
            label=_("Phân hệ"), choices=[(rules.ANY_ROOM, _("Mọi phân hệ")), *names], initial=rules.ANY_ROOM
        )
        self.fields["reason"].required = True
        codes = rules.organisation_codes(self.for_user, Action.MANAGE_PEOPLE)
        organisations = Organisation.objects.open().order_by("path")
        self.fields["organisation"].queryset = organisations if codes is None else organisations.filter(code__in=codes)

    def clean_contact(self) -> Person:
        person = queries.find_person(self.cleaned_data["contact"])
        if person is None:
            raise forms.ValidationError(
                _("Chưa có tài khoản đã xác minh với địa chỉ này. Hãy nhờ người đó đăng ký trước.")
            )
        return person

    def clean_valid_to(self) -> Any:
        valid_to = self.cleaned_data["valid_to"]
        if valid_to and valid_to <= timezone.now():
            raise forms.ValidationError(_("Thời hạn phải ở sau hôm nay."))
        return valid_to

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("role") == Role.ADVISER and not cleaned.get("valid_to") and "valid_to" not in self.errors:
            self.add_error("valid_to", _("Hãy ghi tư vấn viên được xác minh đến ngày nào (thẻ, hợp đồng còn hạn)."))
        if {"contact", "role", "organisation", "room"} <= cleaned.keys() and not rules.may_grant(
            self.for_user,
            role=cleaned["role"],
            room=cleaned["room"],
            organisation=cleaned["organisation"],
            to=cleaned["contact"],
        ):
            raise forms.ValidationError(
                _("Bạn không được giao vai trò này: chỉ giao trong đơn vị mình, không cao hơn vai trò của mình, "
                  "không giao cho chính mình.")
            )  # fmt: skip
        return cleaned


class EndRoleForm(WagtailAdminModelForm):
    """End a role now."""

    reason = forms.CharField(label=_("Lý do thu vai trò"), max_length=300)

    class Meta:
        model = RoleAssignment
        fields = ("reason",)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        row = self.instance
        if row.valid_to and row.valid_to <= timezone.now():
            raise forms.ValidationError(_("Vai trò này đã kết thúc."))
        if not rules.may_grant(
            self.for_user, role=row.role, room=row.room, organisation=row.organisation, to=row.person
        ):
            raise forms.ValidationError(_("Bạn không được thu vai trò này."))
        return cleaned


class PersonForm(WagtailAdminModelForm):
    """Lock or unlock an account, or end its sessions; everything else belongs to the person."""

    end_sessions = forms.BooleanField(
        label=_("Đăng xuất người này khỏi mọi thiết bị"),
        required=False,
        help_text=_("Dùng khi mất máy hoặc nghi bị lộ: người này vẫn đăng nhập lại được."),
    )

    class Meta:
        model = Person
        fields = ("is_active",)
        labels = {"is_active": _("Tài khoản đang dùng được")}
        help_texts = {"is_active": _("Bỏ chọn để khóa: người này bị đăng xuất và không đăng nhập lại được.")}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not rules.may_lock(self.for_user, self.instance):
            raise forms.ValidationError(_("Bạn không được khóa tài khoản có vai trò cao hơn hoặc ngoài đơn vị mình."))
        return cleaned


class AnswerForm(WagtailAdminModelForm):
    """Answer a data request."""

    class Meta:
        model = DataRequest
        fields = ("state", "answer")
        labels = {"state": _("Kết quả"), "answer": _("Trả lời cho người yêu cầu")}
        widgets = {"answer": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [
            (state.value, state.label) for state in RequestState if state != RequestState.RECEIVED
        ]
        self.fields["answer"].required = True
        self.right, self.was_open = self.instance.right, self.instance.is_open

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.was_open:
            raise forms.ValidationError(_("Yêu cầu này đã kết thúc."))
        is_erasure = self.right == "erase" and cleaned.get("state") == RequestState.DONE
        if is_erasure and self.instance.person.role_assignments.live(timezone.now()).exists():
            raise forms.ValidationError(_("Người này còn giữ vai trò. Hãy thu vai trò trước khi xóa dữ liệu."))
        return cleaned
