"""Small forms of the desk: what the list shows, and one form for each act."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.organisations.models import Organisation

from ..enums import Difficulty, Field, Kind, State
from ..formats.files import check_size
from ..formats.rows import ItemFileError
from ..queries import flagged_keys
from ..rules import ROOM


def choices(label: Any, given: Any) -> forms.ChoiceField:
    """One of these, or all."""
    return forms.ChoiceField(label=label, required=False, choices=[("", _("Tất cả")), *given])


ORDERS = {
    "": (_("Mới đổi"), "-changed_at"),
    "nhieu": (_("Đã ra đề nhiều nhất"), "-drawn"),
    "it": (_("Đã ra đề ít nhất"), "drawn"),
}


class ListFilter(forms.Form):
    """Which questions: words or code, field, kind, difficulty, state, unit, or those whose law changed."""

    q = forms.CharField(label=_("Chữ trong câu hỏi, hoặc mã"), required=False, max_length=200)
    linh_vuc = choices(_("Lĩnh vực"), Field.choices)
    loai = choices(_("Loại"), Kind.choices)
    do_kho = choices(_("Độ khó"), Difficulty.choices)
    don_vi = forms.CharField(label=_("Đơn vị"), required=False, widget=forms.Select)
    sap_xep = forms.ChoiceField(
        label=_("Xếp theo"), required=False, choices=[(key, one[0]) for key, one in ORDERS.items()]
    )
    luat_doi = forms.BooleanField(label=_("Luật đã đổi, cần xem lại"), required=False)
    buoc = forms.ChoiceField(choices=[("", ""), *State.choices], required=False, widget=forms.HiddenInput)

    def offer(self, units: list[tuple[str, str]]) -> None:
        """The units to choose from, as (code, name)."""
        widget: Any = self.fields["don_vi"].widget
        widget.choices = [("", _("Tất cả")), *units]

    @property
    def order(self) -> str:
        """What the list is ordered by."""
        return ORDERS[self.cleaned_data.get("sap_xep") or ""][1]

    def narrow(self, rows: Any) -> Any:
        """The rows that fit, of every state; what is not valid counts as not given."""
        self.is_valid()
        values = self.cleaned_data
        names = {"linh_vuc": "field", "loai": "kind", "do_kho": "difficulty", "don_vi": "bank__organisation__code"}
        rows = rows.filter(**{name: values[key] for key, name in names.items() if values.get(key)})
        if values.get("luat_doi"):
            rows = rows.filter(pk__in=flagged_keys())
        text = values.get("q")
        if not text:
            return rows
        return rows.filter(code__iexact=text) | rows.filter(words__icontains=text)

    @property
    def state(self) -> str:
        """The state asked for."""
        return str(self.cleaned_data.get("buoc") or "")


class SeenForm(forms.Form):
    """A decision on the version that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(SeenForm):
    """A decision with its reason."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Đồng nghiệp đọc.")
    )


class FileForm(forms.Form):
    """A file with questions, and one with their keys where those stand apart."""

    file = forms.FileField(
        label=_("Tệp câu hỏi"),
        help_text=_("Excel, Word, GIFT, Moodle XML, QTI 2.1 (.zip), JSON. Xem báo cáo trước khi ghi."),
    )
    key = forms.FileField(
        label=_("Tệp đáp án (không bắt buộc)"), required=False,
        help_text=_("Chỉ cần khi câu hỏi ở một tệp Word, đáp án ở tệp Word khác."),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Raises ValidationError for what is too large, before any of it is read."""
        return _small_enough(self.cleaned_data["file"])

    def clean_key(self) -> Any:
        """As `clean_file`."""
        return _small_enough(self.cleaned_data["key"])

    def given(self) -> tuple[bytes, str, tuple[bytes, str] | None]:
        """Content and name of the file, and of the one with the keys."""
        file, key = self.cleaned_data["file"], self.cleaned_data["key"]
        return file.read(), file.name, (key.read(), key.name) if key else None


def _small_enough(file: Any) -> Any:
    try:
        check_size(file.size if file else 0)
    except ItemFileError as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    return file


class UnitForm(forms.Form):
    """Whose bank."""

    prefix = "bank"
    unit = forms.ModelChoiceField(label=_("Ngân hàng của"), queryset=Organisation.objects.none(), empty_label=None)

    def __init__(self, *args: Any, person: Any, action: str = Action.CREATE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = organisation_codes(person, action, room=ROOM)
        units = Organisation.objects.open().order_by("path")
        field: Any = self.fields["unit"]
        field.queryset = units if codes is None else units.filter(code__in=codes)
