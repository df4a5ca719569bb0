"""Forms about drafts: choosing articles, the first sheet, one line, handing over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.organisations.models import Organisation

from ..enums import DraftKind
from ..queries.choosing import place_of
from ..rules import ROOM
from .guarding import GuardedForm, GuardedText

LONGEST_LINE = 2000


def unit_field(person: Any, action: str) -> forms.Field:
    """The units for which the person may do this."""
    codes = organisation_codes(person, action, room=ROOM)
    units = Organisation.objects.open().order_by("path")
    return forms.ModelChoiceField(
        label=_("Đơn vị chịu trách nhiệm"), queryset=units if codes is None else units.filter(code__in=codes)
    )


class KeysField(forms.MultipleChoiceField):
    """Chosen articles and parts of articles: "17/art_6__para_2"; anything else is left out."""

    def validate(self, value: Any) -> None:
        keys = [key for one in value if (key := place_of(one))]
        if self.required and not keys:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def clean(self, value: Any) -> list[tuple[int, str]]:
        return [key for one in super().clean(value) if (key := place_of(one))]


class LookupForm(forms.Form):
    """Words or an address of the law."""

    q = forms.CharField(
        label=_("Tìm điều luật"), required=False, max_length=200,
        help_text=_("Gõ “khoản 2 Điều 7 Nghị định 168/2024/NĐ-CP”, hoặc vài chữ về việc cần viết."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip


class DraftForm(GuardedForm):
    """A new draft: its kind, title, unit, day, and the chosen articles."""

    kind = forms.ChoiceField(label=_("Loại bài"), choices=DraftKind.choices)
    title = forms.CharField(label=_("Tên bài"), max_length=300)
    day = forms.DateField(
        label=_("Theo luật ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Lời luật được lấy đúng như đọc vào ngày này."),
    )  # fmt: skip
    a = KeysField(
        widget=forms.MultipleHiddenInput, error_messages={"required": _("Hãy chọn ít nhất một điều luật ở trên.")}
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"organisation": unit_field(person, Action.CREATE), **self.fields}


class LineForm(GuardedForm):
    """The words of one line; `seen` is the version they were read in."""

    text = GuardedText(label=_("Câu"), max_length=LONGEST_LINE)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class HandOverForm(forms.Form):
    """Ready for the repository."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    stands_for_own = forms.BooleanField(
        label=_("Tôi đã đọc các câu chưa có căn cứ và chịu trách nhiệm về chúng"), required=False
    )


class DraftFilter(forms.Form):
    """The list of drafts: words of the title, kind."""

    q = forms.CharField(label=_("Tên bài"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Tất cả")), *DraftKind.choices])
    recalled = forms.BooleanField(label=_("Luật đã đổi"), required=False)

    def narrow(self, rows: Any) -> Any:
        """The rows that fit; what is not valid counts as not given."""
        self.is_valid()
        values = self.cleaned_data
        rows = rows.filter(title__icontains=values["q"]) if values.get("q") else rows
        rows = rows.filter(recalled_on__isnull=False) if values.get("recalled") else rows
        return rows.filter(kind=values["kind"]) if values.get("kind") else rows
