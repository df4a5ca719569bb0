"""Forms of the account pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import DataRight
from ..models import ConsentText, DataRequest, Person
from .fields import PhoneField

OLDEST = 120  # years


class ProfileForm(forms.ModelForm[Person]):
    """Name and date of birth; both may stay empty."""

    class Meta:
        model = Person
        fields = ("last_name", "first_name", "born_on")
        widgets = {"born_on": forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d")}
        help_texts = {
            "last_name": _("Ví dụ: Nguyễn Thị"),
            "first_name": _("Ví dụ: An"),
            "born_on": _("Chỉ cần khi bạn dưới 16 tuổi: khi đó người giám hộ phải cùng đồng ý."),
        }

    def clean_born_on(self) -> Any:
        born_on = self.cleaned_data["born_on"]
        today = timezone.localdate()
        if born_on and not (today.year - OLDEST <= born_on.year and born_on <= today):
            raise ValidationError(_("Ngày sinh chưa đúng. Hãy xem lại năm sinh."))
        return born_on


class ConsentsForm(forms.Form):
    """One box per purpose; a box is ticked only where a consent stands."""

    def __init__(self, *args: Any, texts: list[ConsentText], given: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts
        for text in texts:
            self.fields[text.purpose] = forms.BooleanField(
                label=text.title, required=False, initial=text.purpose in given
            )

    def boxes(self) -> list[tuple[ConsentText, forms.BoundField]]:
        """Each text with its box."""
        return [(text, self[text.purpose]) for text in self.texts]

    def ticked(self) -> set[str]:
        """Purposes whose box is on."""
        return {name for name, value in self.cleaned_data.items() if value}


class DataRequestForm(forms.ModelForm[DataRequest]):
    """Which right, and a few words."""

    class Meta:
        model = DataRequest
        fields = ("right", "message")
        widgets = {"right": forms.RadioSelect, "message": forms.Textarea(attrs={"rows": 4, "maxlength": 2000})}
        labels = {"right": _("Bạn muốn"), "message": _("Nói rõ thêm")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["right"].choices = DataRight.choices
        self.fields["message"].required = False


class EndSessionForm(forms.Form):
    """One of the person's sessions; none means all others."""

    session = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class GuardianForm(forms.Form):
    """A child names a guardian by phone."""

    phone = PhoneField(
        label=_("Số điện thoại của cha, mẹ hoặc người giám hộ"),
        help_text=_("Người đó sẽ thấy lời mời khi đăng nhập bằng số này."),
    )
