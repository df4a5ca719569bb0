"""Forms of saved searches."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import Pace


class SaveForm(forms.Form):
    """How often somebody wants to hear of new results."""

    pace = forms.ChoiceField(
        label=_("Báo cho bạn"),
        choices=Pace.choices,
        initial=Pace.DAILY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một cách."), "invalid_choice": _("Hãy chọn một cách.")},
    )


class AlertForm(SaveForm):
    """The same for someone without an account, with the address to write to."""

    email = forms.EmailField(
        label=_("Thư điện tử của bạn"),
        help_text=_("Chúng tôi gửi một thư để bạn xác nhận. Địa chỉ chỉ dùng để báo kết quả mới."),
        max_length=254,
        error_messages={
            "required": _("Hãy cho biết địa chỉ thư để nhận báo."),
            "invalid": _("Địa chỉ thư không đúng. Hãy gõ như ten@vidu.vn."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["email", "pace"]
