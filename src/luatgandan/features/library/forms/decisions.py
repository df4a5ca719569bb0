"""What people decide about a record: giving it back, withdrawing it, keeping or replacing what was found."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..enums import KeepReason


class WithdrawForm(forms.Form):
    """Why a record goes from the public."""

    reason = forms.CharField(
        label=_("Lý do rút"), max_length=500, help_text=_("Hiện trên trang; không ghi tên hay số giấy tờ của ai.")
    )


class ReturnForm(forms.Form):
    """What is to be mended."""

    note = forms.CharField(label=_("Cần sửa gì"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DecideForm(forms.Form):
    """What to do with one find: keep it for a reason, or write something else."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    act = forms.ChoiceField(choices=[("keep", ""), ("replace", ""), ("reopen", "")])
    reason = forms.ChoiceField(
        label=_("Lý do giữ"), choices=[("", _("Chọn lý do")), *KeepReason.choices], required=False
    )
    words = forms.CharField(label=_("Thay bằng"), max_length=200, required=False)

    def clean(self) -> None:
        if self.cleaned_data.get("act") == "keep" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _now("Hãy chọn lý do giữ."))
