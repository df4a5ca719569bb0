"""The boxes of the preferences page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import Channel
from .queries import Choice


class PreferencesForm(forms.Form):
    """One box per kind and channel, ticked as it counts now."""

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        for choice in choices:
            label = _("%(title)s – %(channel)s") % {"title": choice.title, "channel": Channel(choice.channel).label}
            self.fields[choice.name] = forms.BooleanField(label=label, required=False, initial=choice.is_on)

    def ticked(self) -> set[str]:
        """Names of the boxes that are on."""
        return {name for name, value in self.cleaned_data.items() if value}


class FollowForm(forms.Form):
    """Whom to tell when something changes."""

    email = forms.EmailField(
        label=_("Thư điện tử của bạn"),
        help_text=_("Chúng tôi gửi một thư để bạn xác nhận. Địa chỉ chỉ dùng để báo câu trả lời này thay đổi."),
        max_length=254,
        error_messages={
            "required": _("Hãy cho biết địa chỉ thư để nhận báo."),
            "invalid": _("Địa chỉ thư không đúng. Hãy gõ như ten@vidu.vn."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
